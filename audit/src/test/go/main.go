// A second judge of a log, made of nothing of ours: golang.org/x/mod/sumdb/tlog for the tree, its note package for the
// Ed25519 signature, Go's own JSON reader for the canonical form. Where it and visor-audit disagree, one of them is wrong.
//
//	verifier log [-witnesses KEYS [-quorum N]] [-tsa CA.pem] DIR KEYS [OLDER-CHECKPOINT]
//	verifier proof FILE KEYS
//
// KEYS is a file of verifier keys, one a line; each of them must have signed, of witnesses N if that is given. With -tsa every
// time token must lead to that root, and there must be one. Exit: 0 it stands, 1 it does not, 2 usage.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	var err error
	switch {
	case len(os.Args) > 1 && os.Args[1] == "log":
		options := flag.NewFlagSet("log", flag.ExitOnError)
		witnesses := options.String("witnesses", "", "keys of witnesses")
		quorum := options.Int("quorum", 0, "how many of them must have cosigned; 0 is all")
		authority := options.String("tsa", "", "the root that time tokens lead to")
		options.Parse(os.Args[2:])
		if options.NArg() < 2 || options.NArg() > 3 {
			usage()
		}
		demanded := vouchers{quorum: *quorum, authority: *authority}
		if *witnesses != "" {
			demanded.witnesses, err = readKeys(*witnesses)
			if *quorum == 0 {
				demanded.quorum = len(demanded.witnesses)
			}
		}
		if err == nil {
			err = verifyLog(options.Arg(0), options.Arg(1), options.Args()[2:], demanded)
		}
	case len(os.Args) == 4 && os.Args[1] == "proof":
		err = verifyProof(os.Args[2], os.Args[3])
	default:
		usage()
	}
	if err != nil {
		fmt.Println("FAIL", err)
		os.Exit(1)
	}
	fmt.Println("PASS")
}

func usage() {
	fmt.Fprintln(os.Stderr, "verifier log [-witnesses KEYS [-quorum N]] [-tsa CA.pem] DIR KEYS [OLDER-CHECKPOINT] | verifier proof FILE KEYS")
	os.Exit(2)
}
