package main

import (
	"bytes"
	"errors"
	"strconv"
)

// A Response reads the answers on one connection: only their status, and where they end.
type Response struct {
	buffer []byte
}

var (
	headEnd          = []byte("\r\n\r\n")
	contentLength    = []byte("\r\ncontent-length:")
	transferEncoding = []byte("\r\ntransfer-encoding: chunked")
	lastChunk        = []byte("\r\n0\r\n\r\n")
)

// Add takes bytes that have come, and tells the status if that completes an answer, or else 0.
func (r *Response) Add(data []byte) (status int, err error) {
	r.buffer = append(r.buffer, data...)
	end := bytes.Index(r.buffer, headEnd)
	if end < 0 {
		return 0, nil
	}
	if end < len("HTTP/1.1 200") || !bytes.HasPrefix(r.buffer, []byte("HTTP/1.")) {
		return 0, errors.New("not an answer in HTTP/1")
	}
	head := bytes.ToLower(r.buffer[:end+2])
	body := r.buffer[end+2:]
	if at := bytes.Index(head, contentLength); at >= 0 {
		value := head[at+len(contentLength):]
		length, err := strconv.Atoi(string(bytes.TrimSpace(value[:bytes.IndexByte(value, '\r')])))
		if err != nil {
			return 0, err
		}
		if len(body)-2 < length {
			return 0, nil
		}
	} else if bytes.Contains(head, transferEncoding) && !bytes.HasSuffix(body, lastChunk) {
		return 0, nil
	}
	status, err = strconv.Atoi(string(r.buffer[9:12]))
	r.buffer = r.buffer[:0]
	return status, err
}
