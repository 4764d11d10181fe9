package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"math/rand/v2"
	"net/url"
	"strconv"
	"strings"
	"time"
)

const (
	// The one-update body of Meta's reference has about this many bytes.
	bodyBytes = 463
	// Deliveries come from this many customers, so there are as many conversations.
	conversations = 10_000
	// Room for the header in front of the body.
	headRoom = 768

	midAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	// What every message id of Instagram begins with.
	midPrefix = "aWdfZAG1faXRlbToxOklHTWVzc2FnZAUlEOj"
	// Characters of a message id that differ from one message to the next: 64 bits.
	midUnique = 11
)

// An entry is the JSON of one update with the places that change from one to the next.
type entry struct {
	json                             []byte
	entryTime, sentTime, sender, mid int
}

// Deliveries makes signed requests as Meta sends them, each with messages that never were before.
type Deliveries struct {
	entries  []entry
	updates  int
	mac      hash.Hash
	head     string
	random   *rand.PCG
	next     uint64
	digest   []byte
	hexed    []byte
	lastTime []byte
}

// NewDeliveries prepares requests with so many updates each, for any of the accounts, to a webhook's URL.
func NewDeliveries(target *url.URL, accounts []string, secret string, updates int) *Deliveries {
	now := uint64(time.Now().UnixNano())
	var all []entry
	for _, account := range accounts {
		all = append(all, entries(account)...)
	}
	return &Deliveries{
		entries: all,
		updates: updates,
		mac:     hmac.New(sha256.New, []byte(secret)),
		head:    head(target),
		random:  rand.NewPCG(now, 0),
		// Runs that follow each other have other message ids: they count on from the nanosecond at which they began.
		next:   now,
		digest: make([]byte, 0, sha256.Size),
		hexed:  make([]byte, 2*sha256.Size),
	}
}

// head is the request's header as Meta sends it, but for its length and its signature. Meta still signs with SHA-1, too,
// which nobody here looks at.
func head(target *url.URL) string {
	return "POST " + target.RequestURI() + " HTTP/1.1\r\nHost: " + target.Host +
		"\r\nAccept: */*\r\nAccept-Encoding: deflate, gzip\r\nUser-Agent: facebookexternalua\r\nContent-Type: application/json" +
		"\r\nX-Hub-Signature: sha1=" + strings.Repeat("0", 40) + "\r\nFacebook-API-Version: v25.0\r\nContent-Length: "
}

// entries are updates that differ in the length of their message id and in their text, and have all the same length.
func entries(account string) []entry {
	texts := []string{
		"Hey, do you ship internationally? ", `Caf\u00e9 opening hours, please \ud83d\ude00 `, "Is the blue one back in stock? ",
		`I would like to return my order \"4711\", the size is wrong. `,
	}
	random := rand.New(rand.NewPCG(1, 2))
	var result []entry
	for length := 60; length <= 160; length += 20 {
		for _, text := range texts {
			result = append(result, newEntry(account, filler(random, length-len(midPrefix)-midUnique), text))
		}
	}
	return result
}

func filler(random *rand.Rand, length int) string {
	result := make([]byte, length)
	for i := range result {
		result[i] = midAlphabet[random.IntN(len(midAlphabet))]
	}
	return string(result)
}

func newEntry(account, midRest, text string) entry {
	var e entry
	json := []byte(`{"time":`)
	place := func(digits int) int {
		at := len(json)
		json = append(json, strings.Repeat("0", digits)...)
		return at
	}
	add := func(s string) { json = append(json, s...) }
	e.entryTime = place(13)
	add(`,"id":"` + account + `","messaging":[{"sender":{"id":"`)
	e.sender = place(16)
	add(`"},"recipient":{"id":"` + account + `"},"timestamp":`)
	e.sentTime = place(13)
	add(`,"message":{"mid":"` + midPrefix)
	e.mid = place(midUnique)
	add(midRest + `","text":"`)
	end := `"}}]}`
	add(textOf(text, bodyBytes-len(envelopeStart)-len(envelopeEnd)-len(json)-len(end)))
	add(end)
	e.json = json
	return e
}

// textOf repeats a text up to a length, without cutting an escape sequence.
func textOf(text string, length int) string {
	result := ""
	for len(result)+len(text) <= length {
		result += text
	}
	return result + strings.Repeat(".", length-len(result))
}

const (
	envelopeStart = `{"object":"instagram","entry":[`
	envelopeEnd   = `]}`
)

// BufferBytes is what a buffer for Write needs.
func (d *Deliveries) BufferBytes() int {
	return headRoom + len(envelopeStart) + len(envelopeEnd) + d.updates*(len(d.entries[0].json)+1)
}

// Write makes the next request in a buffer, and returns the part of the buffer that it takes.
func (d *Deliveries) Write(buffer []byte, now time.Time) []byte {
	body := append(buffer[headRoom:headRoom], envelopeStart...)
	at := now.UnixMilli()
	for i := range d.updates {
		if i > 0 {
			body = append(body, ',')
		}
		body = d.appendEntry(body, at)
	}
	body = append(body, envelopeEnd...)

	d.mac.Reset()
	d.mac.Write(body)
	hex.Encode(d.hexed, d.mac.Sum(d.digest))
	header := append(buffer[:0], d.head...)
	header = strconv.AppendInt(header, int64(len(body)), 10)
	header = append(header, "\r\nX-Hub-Signature-256: sha256="...)
	header = append(header, d.hexed...)
	header = append(header, "\r\n\r\n"...)
	if len(header) > headRoom {
		panic(fmt.Sprintf("the header has %d bytes, more than %d", len(header), headRoom))
	}
	// The header moves up to the body.
	start := headRoom - len(header)
	copy(buffer[start:headRoom], header)
	return buffer[start : headRoom+len(body)]
}

func (d *Deliveries) appendEntry(body []byte, atMillis int64) []byte {
	d.next++
	random := mix(d.next)
	e := &d.entries[random%uint64(len(d.entries))]
	start := len(body)
	body = append(body, e.json...)
	json := body[start:]
	putDigits(json[e.entryTime:e.entryTime+13], uint64(atMillis))
	putDigits(json[e.sentTime:e.sentTime+13], uint64(atMillis))
	putDigits(json[e.sender:e.sender+16], 1_000_000_000_000_000+random>>32%conversations)
	for i := range midUnique {
		json[e.mid+i] = midAlphabet[random&63]
		random >>= 6
	}
	return body
}

// mix is SplitMix64's: numbers in a row become numbers all over the place, and no two become the same.
func mix(n uint64) uint64 {
	n = (n ^ n>>30) * 0xbf58476d1ce4e5b9
	n = (n ^ n>>27) * 0x94d049bb133111eb
	return n ^ n>>31
}

func putDigits(place []byte, number uint64) {
	for i := len(place) - 1; i >= 0; i-- {
		place[i] = byte('0' + number%10)
		number /= 10
	}
}
