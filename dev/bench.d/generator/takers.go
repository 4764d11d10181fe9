package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
)

// takers play the receivers of many accounts that share an app: each has an address of its own in 127.0.0.0/8, takes what is signed for
// its account, and stores nothing.
type takers struct {
	// By address.
	keys map[string][]byte
}

// takerIDs are the Instagram ids of the accounts, in the order of their addresses.
func takerIDs(count int) []string {
	ids := make([]string, count)
	for i := range ids {
		ids[i] = fmt.Sprintf("178414058%08d", i)
	}
	return ids
}

func takerAddress(number int) string { return fmt.Sprintf("127.1.%d.%d", number/250, number%250+1) }

func takeEntries(flags *flag.FlagSet, arguments []string) error {
	port := flags.Int("port", 7000, "where to listen, at 127.1.0.1, 127.1.0.2 and so on")
	count := flags.Int("accounts", 200, "accounts")
	secret := flags.String("secret", "bench-app-secret", "the app secret")
	_ = flags.Parse(arguments)
	t := newTakers(*secret, *count)
	server := &http.Server{Handler: t}
	ended := make(chan error)
	for address := range t.keys {
		listener, err := net.Listen("tcp", fmt.Sprintf("%s:%d", address, *port))
		if err != nil {
			return err
		}
		go func() { ended <- server.Serve(listener) }()
	}
	return <-ended
}

func newTakers(secret string, count int) *takers {
	t := &takers{keys: map[string][]byte{}}
	for i, id := range takerIDs(count) {
		t.keys[takerAddress(i)] = digest([]byte(secret), []byte("gateway:"+id))
	}
	return t
}

func (t *takers) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	local, _ := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	address, _, _ := net.SplitHostPort(local.String())
	if r.Method == http.MethodPost {
		signature := "sha256=" + hex.EncodeToString(digest(t.keys[address], body))
		if !hmac.Equal([]byte(signature), []byte(r.Header.Get("X-Hub-Signature-256"))) {
			w.WriteHeader(http.StatusUnauthorized)
		}
	}
}

func digest(key, message []byte) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write(message)
	return mac.Sum(nil)
}
