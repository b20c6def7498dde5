package main

import (
	"bytes"

	"golang.org/x/crypto/sha3"
)

// Verification of ML-DSA-44 (FIPS 204) in plain arithmetic modulo q: Go 1.19 has none. Public data only, so nothing here
// needs to take the same time.
const (
	q     = 8380417
	d     = 13
	rows  = 4 // k
	cols  = 4 // l
	tau   = 39
	gamma = 1 << 17 // gamma 1
	low   = (q - 1) / 88
	beta  = 78
	omega = 80

	mldsaPublicKey = 32 + rows*320
	mldsaSignature = 32 + cols*576 + omega + rows
)

type poly [256]int64

var zetas = powers()

// zetas[i] is 1753 to the power of i with its eight bits reversed.
func powers() (z [256]int64) {
	for i := range z {
		reversed := 0
		for bit := 0; bit < 8; bit++ {
			reversed = reversed<<1 | i>>bit&1
		}
		z[i] = 1
		for ; reversed > 0; reversed-- {
			z[i] = z[i] * 1753 % q
		}
	}
	return z
}

func (p *poly) transform() {
	m := 0
	for length := 128; length >= 1; length /= 2 {
		for start := 0; start < 256; start += 2 * length {
			m++
			for j := start; j < start+length; j++ {
				t := zetas[m] * p[j+length] % q
				p[j+length] = (p[j] - t + q) % q
				p[j] = (p[j] + t) % q
			}
		}
	}
}

func (p *poly) transformBack() {
	m := 256
	for length := 1; length < 256; length *= 2 {
		for start := 0; start < 256; start += 2 * length {
			m--
			for j := start; j < start+length; j++ {
				t := p[j]
				p[j] = (t + p[j+length]) % q
				p[j+length] = (q - zetas[m]) * (t - p[j+length] + q) % q
			}
		}
	}
	for j := range p {
		p[j] = p[j] * 8347681 % q // 1/256
	}
}

// Algorithm 3 with an empty context, and algorithm 8.
func mldsaVerify(public, message, signature []byte) bool {
	if len(public) != mldsaPublicKey || len(signature) != mldsaSignature {
		return false
	}
	var z [cols]poly
	for i := range z {
		for j, value := range unpack(signature[32+i*576:], 18) {
			z[i][j] = gamma - value
			if z[i][j] >= gamma-beta || z[i][j] <= beta-gamma {
				return false
			}
			z[i][j] = (z[i][j] + q) % q
		}
		z[i].transform()
	}
	hints, wellFormed := unpackHints(signature[32+cols*576:])
	if !wellFormed {
		return false
	}
	c := challenge(signature[:32])
	c.transform()
	var tr, mu [64]byte
	sha3.ShakeSum256(tr[:], public)
	sha3.ShakeSum256(mu[:], append(append(tr[:], 0, 0), message...))
	hash := sha3.NewShake256()
	hash.Write(mu[:])
	for row := 0; row < rows; row++ {
		var t1, w poly
		for j, value := range unpack(public[32+row*320:], 10) {
			t1[j] = value << d % q
		}
		t1.transform()
		for col := 0; col < cols; col++ {
			a := matrix(public[:32], row, col)
			for j := range w {
				w[j] = (w[j] + a[j]*z[col][j]) % q
			}
		}
		for j := range w {
			w[j] = (w[j] + (q-c[j])*t1[j]) % q
		}
		w.transformBack()
		hash.Write(pack6(useHints(&w, &hints[row])))
	}
	var wanted [32]byte
	hash.Read(wanted[:])
	return bytes.Equal(wanted[:], signature[:32])
}

// 256 numbers of so many bits, the lowest bit first.
func unpack(from []byte, width int) (numbers [256]int64) {
	for i := 0; i < 256*width; i++ {
		numbers[i/width] |= int64(from[i/8]>>(i%8)&1) << (i % width)
	}
	return numbers
}

func pack6(numbers [256]int64) []byte {
	packed := make([]byte, 192)
	for i := 0; i < 256*6; i++ {
		packed[i/8] |= byte(numbers[i/6]>>(i%6)&1) << (i % 8)
	}
	return packed
}

func unpackHints(from []byte) (hints [rows][256]bool, wellFormed bool) {
	index := 0
	for row := 0; row < rows; row++ {
		end := int(from[omega+row])
		if end < index || end > omega {
			return hints, false
		}
		for first := index; index < end; index++ {
			if index > first && from[index-1] >= from[index] {
				return hints, false
			}
			hints[row][from[index]] = true
		}
	}
	for ; index < omega; index++ {
		if from[index] != 0 {
			return hints, false
		}
	}
	return hints, true
}

// SampleInBall: tau coefficients of 1 or -1.
func challenge(seed []byte) (c poly) {
	stream := sha3.NewShake256()
	stream.Write(seed)
	var signs [8]byte
	stream.Read(signs[:])
	for i := 256 - tau; i < 256; i++ {
		var j [1]byte
		for stream.Read(j[:]); int(j[0]) > i; {
			stream.Read(j[:])
		}
		c[i] = c[j[0]]
		bit := i + tau - 256
		c[j[0]] = 1
		if signs[bit/8]>>(bit%8)&1 == 1 {
			c[j[0]] = q - 1
		}
	}
	return c
}

// RejNTTPoly: one entry of the matrix, already transformed.
func matrix(seed []byte, row, col int) (a poly) {
	stream := sha3.NewShake128()
	stream.Write(append(append([]byte{}, seed...), byte(col), byte(row)))
	for j := 0; j < 256; {
		var three [3]byte
		stream.Read(three[:])
		a[j] = int64(three[0]) | int64(three[1])<<8 | int64(three[2]&0x7f)<<16
		if a[j] < q {
			j++
		}
	}
	return a
}

func useHints(w *poly, hints *[256]bool) (high [256]int64) {
	const most = (q - 1) / (2 * low)
	for j, r := range w {
		r0 := r % (2 * low)
		if r0 > low {
			r0 -= 2 * low
		}
		r1 := (r - r0) / (2 * low)
		if r-r0 == q-1 {
			r1, r0 = 0, r0-1
		}
		if hints[j] && r0 > 0 {
			r1++
		} else if hints[j] {
			r1--
		}
		high[j] = (r1 + most) % most
	}
	return high
}
