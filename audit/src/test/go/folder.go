package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// Tiles of c2sp.org/tlog-tiles have this height.
const height = 8

// Every hash of the tree, in the order in which sumdb stores them.
type hashes []tlog.Hash

func (h hashes) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	found := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if index >= int64(len(h)) {
			return nil, fmt.Errorf("hash %d is not there", index)
		}
		found[i] = h[index]
	}
	return found, nil
}

func verifyLog(folder, keyFile string, older []string, demanded vouchers) error {
	keys, err := readKeys(keyFile)
	if err != nil {
		return err
	}
	signed, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	if err != nil {
		return err
	}
	head, err := openCheckpoint(signed, keys)
	if err != nil {
		return err
	}
	tree, err := readEntries(folder, head)
	if err != nil {
		return err
	}
	root, err := tlog.TreeHash(head.size, tree)
	if err != nil {
		return err
	}
	if root != head.root {
		return fmt.Errorf("the entries have the root %v, signed is %v", root, head.root)
	}
	if err := compareTiles(folder, head.size, tree); err != nil {
		return err
	}
	for _, file := range older {
		signed, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		old, err := openCheckpoint(signed, keys)
		if err != nil {
			return err
		}
		if err := extends(head, old, tree); err != nil {
			return err
		}
	}
	return verifyVouched(folder, signed, head, keys, tree, demanded)
}

// Where sumdb writes tile/8/LEVEL/N and tile/8/data/N, tlog-tiles writes tile/LEVEL/N and tile/entries/N.
func tileFile(folder string, tile tlog.Tile) string {
	name := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
	return filepath.Join(folder, strings.Replace(name, "tile/data/", "tile/entries/", 1))
}

// The file of this width or, since a partial tile may be removed once the full one is there, the beginning of that.
func readTile(folder string, tile tlog.Tile) (content []byte, exact bool, err error) {
	content, err = os.ReadFile(tileFile(folder, tile))
	if !os.IsNotExist(err) || tile.W == 1<<height {
		return content, true, err
	}
	tile.W = 1 << height
	content, err = os.ReadFile(tileFile(folder, tile))
	return content, false, err
}

func readEntries(folder string, head *checkpoint) (hashes, error) {
	var tree hashes
	chains := newChains(head.origin)
	for leaf := int64(0); leaf < head.size; {
		tile := tlog.Tile{H: height, L: -1, N: leaf >> height, W: int(min64(1<<height, head.size-leaf))}
		bundle, exact, err := readTile(folder, tile)
		if err != nil {
			return nil, err
		}
		for i := 0; i < tile.W; i++ {
			if len(bundle) < 2 || len(bundle) < 2+int(binary.BigEndian.Uint16(bundle)) {
				return nil, fmt.Errorf("%s ends within leaf %d", tile.Path(), leaf)
			}
			entry := bundle[2 : 2+int(binary.BigEndian.Uint16(bundle))]
			bundle = bundle[2+len(entry):]
			more, err := tlog.StoredHashes(leaf, entry, tree)
			if err != nil {
				return nil, err
			}
			tree = append(tree, more...)
			if err := chains.follow(entry, more[0]); err != nil {
				return nil, fmt.Errorf("leaf %d: %v", leaf, err)
			}
			leaf++
		}
		if len(bundle) > 0 && exact {
			return nil, fmt.Errorf("something follows the last entry of %s", tile.Path())
		}
	}
	return tree, nil
}

func compareTiles(folder string, size int64, tree hashes) error {
	for level := 0; size>>(height*level) > 0; level++ {
		count := size >> (height * level)
		for first := int64(0); first < count; first += 1 << height {
			tile := tlog.Tile{H: height, L: level, N: first >> height, W: int(min64(1<<height, count-first))}
			wanted, err := tlog.ReadTileData(tile, tree)
			if err != nil {
				return err
			}
			found, exact, err := readTile(folder, tile)
			if err != nil {
				return err
			}
			if !exact && len(found) > len(wanted) {
				found = found[:len(wanted)]
			}
			if !bytes.Equal(found, wanted) {
				return fmt.Errorf("%s does not hold the hashes of the entries", tile.Path())
			}
		}
	}
	return nil
}

func extends(head, old *checkpoint, tree hashes) error {
	if old.size > head.size {
		return fmt.Errorf("rolled back: it had %d leaves and has %d", old.size, head.size)
	}
	proof, err := tlog.ProveTree(head.size, old.size, tree)
	if err == nil {
		err = tlog.CheckTree(proof, head.size, head.root, old.size, old.root)
	}
	if err != nil {
		return fmt.Errorf("forked: it does not extend the older checkpoint of %d leaves: %v", old.size, err)
	}
	return nil
}

func min64(a, b int64) int64 {
	if a < b {
		return a
	}
	return b
}
