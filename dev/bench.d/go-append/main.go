// Command go-append is the least that can take webhooks without losing one, for dev/bench to compare with: it checks the
// signature, appends the body to a file, and answers when the file is on the disk. All that wait share one fdatasync.
//
//	go-append ADDRESS APP-SECRET FILE
package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"io"
	"log"
	"net/http"
	"os"
	"strings"
	"syscall"
)

const (
	mostBytes = 8 << 20
	// As many bodies as one fdatasync may be for.
	group = 1024
)

type pending struct {
	body []byte
	done chan<- error
}

func main() {
	address, secret, name := os.Args[1], []byte(os.Args[2]), os.Args[3]
	file, err := os.OpenFile(name, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		log.Fatal(err)
	}
	queue := make(chan pending, group)
	go write(file, queue)
	http.HandleFunc("POST /webhooks/{namespace}/{name}", func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostBytes))
		if err != nil {
			w.WriteHeader(http.StatusRequestEntityTooLarge)
			return
		}
		if !signed(body, r.Header.Get("X-Hub-Signature-256"), secret) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		done := make(chan error, 1)
		queue <- pending{body, done}
		if <-done != nil {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	})
	log.Fatal(http.ListenAndServe(address, nil))
}

func signed(body []byte, signature string, secret []byte) bool {
	digits, found := strings.CutPrefix(signature, "sha256=")
	given, err := hex.DecodeString(digits)
	mac := hmac.New(sha256.New, secret)
	mac.Write(body)
	return found && err == nil && hmac.Equal(given, mac.Sum(nil))
}

// write appends whatever has queued up, each body after its length, and syncs once for all of it.
func write(file *os.File, queue <-chan pending) {
	var waiting []chan<- error
	var bytes []byte
	for first := range queue {
		waiting, bytes = append(waiting[:0], first.done), appendTo(bytes[:0], first.body)
		for len(waiting) < group && len(queue) > 0 {
			next := <-queue
			waiting, bytes = append(waiting, next.done), appendTo(bytes, next.body)
		}
		_, err := file.Write(bytes)
		if err == nil {
			err = syscall.Fdatasync(int(file.Fd()))
		}
		for _, done := range waiting {
			done <- err
		}
		if err != nil {
			log.Fatal(err)
		}
	}
}

func appendTo(bytes, body []byte) []byte {
	return append(binary.BigEndian.AppendUint32(bytes, uint32(len(body))), body...)
}
