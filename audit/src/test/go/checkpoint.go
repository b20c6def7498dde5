package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// What a log says about itself.
type checkpoint struct {
	origin string
	size   int64
	root   tlog.Hash
}

// Signature types of c2sp.org/signed-note and c2sp.org/tlog-cosignature.
const (
	typeEd25519     = 0x01
	typeCosignature = 0x04
	typeMLDSA44     = 0x06
)

// A key whose signatures are not over the note's text alone.
type verifier struct {
	name   string
	id     uint32
	verify func(text, signature []byte) bool
}

func (v *verifier) Name() string                       { return v.name }
func (v *verifier) KeyHash() uint32                    { return v.id }
func (v *verifier) Verify(text, signature []byte) bool { return v.verify(text, signature) }

func readKeys(file string) ([]note.Verifier, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var keys []note.Verifier
	for _, line := range strings.Fields(string(text)) {
		key, err := parseKey(line)
		if err != nil {
			return nil, fmt.Errorf("%s: %v", file, err)
		}
		keys = append(keys, key)
	}
	if len(keys) == 0 {
		return nil, fmt.Errorf("%s holds no key", file)
	}
	return keys, nil
}

func parseKey(line string) (note.Verifier, error) {
	parts := strings.SplitN(line, "+", 3)
	if len(parts) != 3 {
		return nil, fmt.Errorf("not a verifier key")
	}
	key, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(key) < 2 {
		return nil, fmt.Errorf("a verifier key's base64 is broken")
	}
	if key[0] == typeEd25519 {
		return note.NewVerifier(line)
	}
	sum := sha256.Sum256(append([]byte(parts[0]+"\n"), key...))
	v := &verifier{name: parts[0], id: binary.BigEndian.Uint32(sum[:])}
	if parts[1] != fmt.Sprintf("%08x", v.id) {
		return nil, fmt.Errorf("a verifier key's identifier is another key's")
	}
	public := key[1:]
	switch {
	case key[0] == typeCosignature && len(public) == ed25519.PublicKeySize:
		v.verify = func(text, signature []byte) bool { return cosigned(public, text, signature) }
	case key[0] == typeMLDSA44 && len(public) == mldsaPublicKey:
		v.verify = func(text, signature []byte) bool { return subtreeSigned(v.name, public, text, signature) }
	default:
		return nil, fmt.Errorf("a key of type %d with %d bytes", key[0], len(public))
	}
	return v, nil
}

// A witness's line: eight bytes of time, then Ed25519 over the time and the text.
func cosigned(key, text, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize {
		return false
	}
	message := fmt.Sprintf("cosignature/v1\ntime %d\n%s", binary.BigEndian.Uint64(signature), text)
	return ed25519.Verify(key, []byte(message), signature[8:])
}

// Eight bytes of time, then ML-DSA-44 over the checkpoint as a subtree that begins at leaf 0.
func subtreeSigned(name string, key, text, signature []byte) bool {
	head, err := parseCheckpoint(string(text))
	if err != nil || len(signature) != 8+mldsaSignature {
		return false
	}
	var message bytes.Buffer
	message.WriteString("subtree/v1\n\x00")
	message.WriteByte(byte(len(name)))
	message.WriteString(name)
	message.Write(signature[:8])
	message.WriteByte(byte(len(head.origin)))
	message.WriteString(head.origin)
	binary.Write(&message, binary.BigEndian, [2]uint64{0, uint64(head.size)})
	message.Write(head.root[:])
	return mldsaVerify(key, message.Bytes(), signature[8:])
}

// Opens a signed note; each of the keys must have signed it.
func openCheckpoint(signed []byte, keys []note.Verifier) (*checkpoint, error) {
	opened, err := note.Open(signed, note.VerifierList(keys...))
	if err != nil {
		return nil, err
	}
	for _, key := range keys {
		found := false
		for _, signature := range opened.Sigs {
			found = found || signature.Name == key.Name() && signature.Hash == key.KeyHash()
		}
		if !found {
			return nil, fmt.Errorf("the checkpoint lacks the signature of %s, key %08x", key.Name(), key.KeyHash())
		}
	}
	head, err := parseCheckpoint(opened.Text)
	if err != nil {
		return nil, err
	}
	if head.origin != keys[0].Name() {
		return nil, fmt.Errorf("a checkpoint of %s under the keys of %s", head.origin, keys[0].Name())
	}
	return head, nil
}

func parseCheckpoint(text string) (*checkpoint, error) {
	lines := strings.Split(text, "\n")
	if len(lines) != 4 || lines[3] != "" || lines[0] == "" {
		return nil, fmt.Errorf("a checkpoint's text has three lines")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 || strconv.FormatInt(size, 10) != lines[1] {
		return nil, fmt.Errorf("no tree has the size %q", lines[1])
	}
	root, err := tlog.ParseHash(lines[2])
	if err != nil {
		return nil, err
	}
	return &checkpoint{lines[0], size, root}, nil
}
