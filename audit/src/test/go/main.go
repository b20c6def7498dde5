// A second judge of a log, made of nothing of ours: golang.org/x/mod/sumdb/tlog for the tree, its note package for the
// Ed25519 signature, Go's own JSON reader for the canonical form. Where it and visor-audit disagree, one of them is wrong.
//
//	verifier log DIR KEYS [OLDER-CHECKPOINT]
//	verifier proof FILE KEYS
//
// KEYS is a file of verifier keys, one a line; each of them must have signed. Exit: 0 it stands, 1 it does not, 2 usage.
package main

import (
	"fmt"
	"os"
)

func main() {
	args := os.Args[1:]
	var err error
	switch {
	case len(args) >= 3 && len(args) <= 4 && args[0] == "log":
		err = verifyLog(args[1], args[2], args[3:])
	case len(args) == 3 && args[0] == "proof":
		err = verifyProof(args[1], args[2])
	default:
		fmt.Fprintln(os.Stderr, "verifier log DIR KEYS [OLDER-CHECKPOINT] | verifier proof FILE KEYS")
		os.Exit(2)
	}
	if err != nil {
		fmt.Println("FAIL", err)
		os.Exit(1)
	}
	fmt.Println("PASS")
}
