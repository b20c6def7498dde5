package main

import (
	"encoding/base64"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// A c2sp.org/tlog-proof@v1 whose extra data is the leaf.
func verifyProof(file, keyFile string) error {
	keys, err := readKeys(keyFile)
	if err != nil {
		return err
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	parts := strings.SplitN(string(text), "\n\n", 2)
	lines := strings.Split(parts[0], "\n")
	if len(parts) != 2 || len(lines) < 3 || lines[0] != "c2sp.org/tlog-proof@v1" ||
		!strings.HasPrefix(lines[1], "extra ") || !strings.HasPrefix(lines[2], "index ") {
		return fmt.Errorf("not a proof with its leaf")
	}
	head, err := openCheckpoint([]byte(parts[1]), keys)
	if err != nil {
		return err
	}
	leaf, err := base64.StdEncoding.Strict().DecodeString(lines[1][len("extra "):])
	if err != nil {
		return err
	}
	index, err := strconv.ParseInt(lines[2][len("index "):], 10, 64)
	if err != nil || "index "+strconv.FormatInt(index, 10) != lines[2] {
		return fmt.Errorf("no leaf has the %s", lines[2])
	}
	var path tlog.RecordProof
	for _, line := range lines[3:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return err
		}
		path = append(path, hash)
	}
	if err := tlog.CheckRecord(path, head.size, head.root, index, tlog.RecordHash(leaf)); err != nil {
		return err
	}
	value, err := readCanonical(leaf)
	if err != nil {
		return err
	}
	if record, is := value.(map[string]interface{}); !is || record["log"] != head.origin {
		return fmt.Errorf("the leaf is no record of %s", head.origin)
	}
	return nil
}
