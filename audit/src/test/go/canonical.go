package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"sort"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// The largest integer that every reader of JSON understands.
const largest = 1<<53 - 1

// Reads by Go's own reader, which is lenient, writes anew by the rules of RFC 8785, and compares: what was read in another
// form, or not read at all (a key's first value, whatever follows), is missing there. Another way than reading strictly.
func readCanonical(entry []byte) (interface{}, error) {
	decoder := json.NewDecoder(bytes.NewReader(entry))
	decoder.UseNumber()
	var value interface{}
	if err := decoder.Decode(&value); err != nil {
		return nil, err
	}
	var again bytes.Buffer
	if err := writeValue(&again, value); err != nil {
		return nil, err
	}
	if !bytes.Equal(again.Bytes(), entry) {
		return nil, fmt.Errorf("it is not in canonical form")
	}
	return value, nil
}

func writeValue(out *bytes.Buffer, value interface{}) error {
	switch value := value.(type) {
	case map[string]interface{}:
		keys := make([]string, 0, len(value))
		for key := range value {
			keys = append(keys, key)
		}
		sort.Slice(keys, func(i, j int) bool { return before(keys[i], keys[j]) })
		out.WriteByte('{')
		for i, key := range keys {
			if i > 0 {
				out.WriteByte(',')
			}
			writeString(out, key)
			out.WriteByte(':')
			if err := writeValue(out, value[key]); err != nil {
				return err
			}
		}
		out.WriteByte('}')
	case []interface{}:
		out.WriteByte('[')
		for i, element := range value {
			if i > 0 {
				out.WriteByte(',')
			}
			if err := writeValue(out, element); err != nil {
				return err
			}
		}
		out.WriteByte(']')
	case string:
		writeString(out, value)
	case json.Number:
		number, err := strconv.ParseInt(value.String(), 10, 64)
		if err != nil || number > largest || number < -largest {
			return fmt.Errorf("%s is not an integer within 53 bits", value)
		}
		out.WriteString(strconv.FormatInt(number, 10))
	case bool:
		out.WriteString(strconv.FormatBool(value))
	default:
		return fmt.Errorf("a record holds no %T", value)
	}
	return nil
}

var short = map[rune]string{'"': `\"`, '\\': `\\`, '\b': `\b`, '\t': `\t`, '\n': `\n`, '\f': `\f`, '\r': `\r`}

func writeString(out *bytes.Buffer, text string) {
	out.WriteByte('"')
	for _, r := range text {
		if r >= ' ' && r != '"' && r != '\\' {
			out.WriteRune(r)
		} else if escape, there := short[r]; there {
			out.WriteString(escape)
		} else {
			fmt.Fprintf(out, `\u%04x`, r)
		}
	}
	out.WriteByte('"')
}

// RFC 8785 orders keys by UTF-16 code units, which is the order of bytes where both are ASCII.
func before(one, two string) bool {
	if ascii(one) && ascii(two) {
		return one < two
	}
	a, b := utf16.Encode([]rune(one)), utf16.Encode([]rune(two))
	for i := 0; i < len(a) && i < len(b); i++ {
		if a[i] != b[i] {
			return a[i] < b[i]
		}
	}
	return len(a) < len(b)
}

func ascii(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
