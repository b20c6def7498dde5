package main

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// Who outside must vouch for a log.
type vouchers struct {
	witnesses []note.Verifier
	// How many of the witnesses must have cosigned one and the same head.
	quorum    int
	authority string
}

// A head of the log with the names of the keys that are found under it.
type vouched struct {
	head   *checkpoint
	signed map[uint32]string
}

// Opens a note that the log itself must have signed; lines of witnesses that do not verify are a fault, whoever is demanded.
func openVouched(signed []byte, keys []note.Verifier, demanded vouchers) (*vouched, error) {
	head, err := openCheckpoint(signed, keys)
	if err != nil {
		return nil, err
	}
	opened, err := note.Open(signed, note.VerifierList(append(append([]note.Verifier{}, keys...), demanded.witnesses...)...))
	if err != nil {
		return nil, err
	}
	found := map[uint32]string{}
	for _, signature := range opened.Sigs {
		found[signature.Hash] = signature.Name
	}
	return &vouched{head, found}, nil
}

func (v *vouched) count(witnesses []note.Verifier) (count int, missing string) {
	for _, witness := range witnesses {
		if v.signed[witness.KeyHash()] == witness.Name() {
			count++
		} else {
			missing = witness.Name()
		}
	}
	return count, missing
}

// Every head that lies beside the log's own must be one that it goes on from; those who are demanded must have signed one.
func verifyVouched(folder string, signed []byte, head *checkpoint, keys []note.Verifier, tree hashes, demanded vouchers) error {
	own, err := openVouched(signed, keys, demanded)
	if err != nil {
		return err
	}
	heads := []*vouched{own}
	witnessed, err := os.ReadFile(filepath.Join(folder, "witnessed"))
	if err == nil {
		older, err := openVouched(witnessed, keys, demanded)
		if err == nil {
			err = extends(head, older.head, tree)
		}
		if err != nil {
			return fmt.Errorf("witnessed: %v", err)
		}
		heads = append(heads, older)
	} else if !os.IsNotExist(err) {
		return err
	}
	most, missing := 0, ""
	for _, one := range heads {
		if count, lacks := one.count(demanded.witnesses); count >= most {
			most, missing = count, lacks
		}
	}
	if most < demanded.quorum {
		return fmt.Errorf("%d of %d witnesses cosigned, %s did not", most, demanded.quorum, missing)
	}
	return verifyTokens(folder, head, keys, tree, demanded.authority)
}

func verifyTokens(folder string, head *checkpoint, keys []note.Verifier, tree hashes, authority string) error {
	answers, err := filepath.Glob(filepath.Join(folder, "time", "*.tsr"))
	if err != nil {
		return err
	}
	sort.Strings(answers)
	for _, answer := range answers {
		stamped := strings.TrimSuffix(answer, ".tsr") + ".checkpoint"
		if err := verifyStamped(stamped, head, keys, tree); err != nil {
			return fmt.Errorf("%s: %v", filepath.Base(stamped), err)
		}
		if authority == "" {
			continue
		}
		if err := verifyToken(stamped, answer, authority); err != nil {
			return fmt.Errorf("%s: %v", filepath.Base(answer), err)
		}
	}
	if authority != "" && len(answers) == 0 {
		return fmt.Errorf("no authority has stamped it")
	}
	return nil
}

// What was stamped is a head of this log, of the size in its name, from which the log goes on.
func verifyStamped(file string, head *checkpoint, keys []note.Verifier, tree hashes) error {
	signed, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	old, err := openCheckpoint(signed, keys)
	if err != nil {
		return err
	}
	if strconv.FormatInt(old.size, 10)+".checkpoint" != filepath.Base(file) {
		return fmt.Errorf("it is a head of %d leaves", old.size)
	}
	return extends(head, old, tree)
}
