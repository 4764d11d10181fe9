package main

import (
	"bytes"
	"errors"
	"fmt"
)

// A Response reads the answers on one connection: only their status, and where they end. It allocates nothing.
type Response struct {
	buffer []byte
}

var (
	headEnd          = []byte("\r\n\r\n")
	lineEnd          = []byte("\r\n")
	contentLength    = []byte("content-length")
	transferEncoding = []byte("transfer-encoding")
	lastChunk        = []byte("\r\n0\r\n\r\n")

	errNoHTTP = errors.New("not an answer in HTTP/1")
)

// Add takes bytes that have come, and tells the status if that completes an answer, or else 0.
func (r *Response) Add(data []byte) (status int, err error) {
	r.buffer = append(r.buffer, data...)
	end := bytes.Index(r.buffer, headEnd)
	if end < 0 {
		return 0, nil
	}
	first, fields, _ := bytes.Cut(r.buffer[:end], lineEnd)
	if len(first) < len("HTTP/1.1 200") || !bytes.HasPrefix(first, []byte("HTTP/1.")) {
		return 0, errNoHTTP
	}
	if status, err = digits(first[9:12]); err != nil {
		return 0, err
	}
	body := r.buffer[end+len(headEnd):]
	for len(fields) > 0 {
		var field []byte
		field, fields, _ = bytes.Cut(fields, lineEnd)
		name, value, _ := bytes.Cut(field, []byte(":"))
		if bytes.EqualFold(name, contentLength) {
			length, err := digits(bytes.TrimSpace(value))
			if err != nil || len(body) < length {
				return 0, err
			}
		}
		// The line end before the last chunk may be that of the header.
		if bytes.EqualFold(name, transferEncoding) && !bytes.HasSuffix(r.buffer, lastChunk) {
			return 0, nil
		}
	}
	r.buffer = r.buffer[:0]
	return status, nil
}

func digits(text []byte) (int, error) {
	result := 0
	for _, c := range text {
		if c < '0' || c > '9' || result > 1<<40 {
			return 0, fmt.Errorf("'%s' is no number", text)
		}
		result = 10*result + int(c-'0')
	}
	return result, nil
}
