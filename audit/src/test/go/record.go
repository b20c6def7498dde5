package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

var instant = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$`)

// What each writer wrote last, and which records there were.
type chains struct {
	origin string
	ends   map[string]link
	seen   map[string]bool
}

type link struct {
	epoch, n int64
	hash     tlog.Hash
	time     string
}

func newChains(origin string) *chains {
	return &chains{origin, map[string]link{}, map[string]bool{}}
}

func (c *chains) follow(entry []byte, hash tlog.Hash) (err error) {
	value, err := readCanonical(entry)
	if err != nil {
		return err
	}
	// A member that is missing or of another kind ends here, too.
	defer func() {
		if recovered := recover(); recovered != nil {
			err = fmt.Errorf("not a record: %v", recovered)
		}
	}()
	record := value.(map[string]interface{})
	for _, member := range strings.Fields("action actor basis facts id log objects persons purpose replica salt sealed shape time v") {
		if _, there := record[member]; !there {
			return fmt.Errorf("it lacks %s", member)
		}
	}
	if number(record["v"]) != 1 || record["log"].(string) != c.origin || len(record["salt"].(string)) != 22 {
		return fmt.Errorf("it is no record of version 1 of %s", c.origin)
	}
	id, time := record["id"].(string), record["time"].(string)
	if c.seen[id] || !instant.MatchString(time) {
		return fmt.Errorf("it stands in the log twice, or at no time")
	}
	if record["shape"].(string) == "outcome" && !c.seen[record["intent"].(string)] {
		return fmt.Errorf("it ends what did not begin")
	}
	c.seen[id] = true
	replica := record["replica"].(map[string]interface{})
	previous, err := base64.RawURLEncoding.Strict().DecodeString(replica["previous"].(string))
	if err != nil {
		return err
	}
	return c.extend(replica["id"].(string), link{number(replica["epoch"]), number(replica["n"]), hash, time}, previous)
}

func (c *chains) extend(writer string, next link, previous []byte) error {
	end := c.ends[writer]
	wanted := int64(1)
	if next.epoch == end.epoch {
		wanted = end.n + 1
	}
	if next.epoch < end.epoch || next.n != wanted {
		return fmt.Errorf("writer %s was at record %d of epoch %d and is at %d of %d", writer, end.n, end.epoch, next.n, next.epoch)
	}
	if string(previous) != string(end.hash[:]) {
		return fmt.Errorf("it quotes another record before it than the log holds")
	}
	if next.time < end.time {
		return fmt.Errorf("it is earlier than its writer's record before")
	}
	c.ends[writer] = next
	return nil
}

// Canonical form has seen to it that this is an integer.
func number(value interface{}) int64 {
	n, err := value.(json.Number).Int64()
	if err != nil {
		panic(err)
	}
	return n
}
