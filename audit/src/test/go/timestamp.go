package main

import (
	"fmt"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	statedTime   = regexp.MustCompile(`(?m)^Time stamp: (.*)$`)
	statedDigest = regexp.MustCompile(`(?m)^Hash Algorithm: (.*)$`)
)

// An RFC 3161 token is OpenSSL's to judge: status, imprint over the whole note, signature, the certificate's purpose, and its
// path to the given root as of the time that the token states. The nonce is for whoever asked: here lies no query.
func verifyToken(stamped, answer, authority string) error {
	text, err := openssl("ts", "-reply", "-in", answer, "-text")
	if err != nil {
		return err
	}
	stated := statedTime.FindStringSubmatch(text)
	digest := statedDigest.FindStringSubmatch(text)
	if stated == nil || digest == nil {
		return fmt.Errorf("it states no time")
	}
	if digest[1] != "sha256" && digest[1] != "sha384" && digest[1] != "sha512" {
		return fmt.Errorf("it is over %s", digest[1])
	}
	at, err := time.Parse("Jan _2 15:04:05 2006 MST", stated[1])
	if err != nil {
		return err
	}
	_, err = openssl("ts", "-verify", "-data", stamped, "-in", answer, "-CAfile", authority,
		"-attime", strconv.FormatInt(at.Unix(), 10))
	return err
}

func openssl(arguments ...string) (string, error) {
	output, err := exec.Command("openssl", arguments...).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("openssl %s: %s", arguments[1], strings.Join(strings.Fields(string(output)), " "))
	}
	return string(output), nil
}
