package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"
)

// How often a receiver asks Meta whether all is well, each time with a new checkedAt in its report.
const asksMetaEvery = 5 * time.Minute

// Receivers play the receivers of all accounts: each has an address of its own in 127.0.0.0/8, and answers /status there.
type Receivers struct {
	port   int
	server http.Server

	mutex     sync.Mutex
	receivers map[string]*oneReceiver
}

type oneReceiver struct {
	account, configHash string
	subscribed          bool
	// When Meta was asked for the first time, and how long after that it is asked again; from then on, every five minutes.
	since time.Time
	again time.Duration
}

// NewReceivers makes receivers that answer at one port.
func NewReceivers(port int) *Receivers {
	r := &Receivers{port: port, receivers: map[string]*oneReceiver{}}
	r.server.Handler = r
	return r
}

// Start starts the receiver of the account with this number, and gives its address.
func (r *Receivers) Start(account string, number int) (string, error) {
	address := fmt.Sprintf("127.1.%d.%d", number/250, number%250+1)
	listener, err := net.Listen("tcp", fmt.Sprintf("%s:%d", address, r.port))
	if err != nil {
		return "", err
	}
	r.mutex.Lock()
	// Not all in the same second.
	again := (time.Duration(number)*773*time.Millisecond)%asksMetaEvery + time.Second
	r.receivers[address] = &oneReceiver{account: account, since: time.Now(), again: again}
	r.mutex.Unlock()
	go func() { _ = r.server.Serve(listener) }()
	return address, nil
}

// Configure has the receiver at the address work by this configuration.
func (r *Receivers) Configure(address, config string) {
	hash := sha256.Sum256([]byte(config))
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.receivers[address].configHash = hex.EncodeToString(hash[:])
	r.receivers[address].subscribed = strings.Contains(config, "subscriptions:")
}

// Close ends all.
func (r *Receivers) Close() { _ = r.server.Shutdown(context.Background()) }

func (r *Receivers) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	local, _ := request.Context().Value(http.LocalAddrContextKey).(net.Addr)
	address, _, _ := net.SplitHostPort(local.String())
	r.mutex.Lock()
	defer r.mutex.Unlock()
	found := r.receivers[address]
	if found.configHash == "" {
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	w.Header().Set("Content-Type", asJSON)
	fmt.Fprint(w, found.report(time.Now()))
}

// report says that all is well.
func (r *oneReceiver) report(now time.Time) string {
	checked := r.since
	if second := r.since.Add(r.again); !now.Before(second) {
		checked = second.Add(now.Sub(second).Truncate(asksMetaEvery))
	}
	at := checked.UTC().Format(time.RFC3339)
	subscriptions := ""
	if r.subscribed {
		subscriptions = fmt.Sprintf(
			`{"name":"%s","cursor":"AAAB","backlog":0,"oldestSeconds":0,"deadLetters":0,"breaker":"Closed","suspended":false}`, r.account)
	}
	return fmt.Sprintf(`{"configHash":"%s","version":"0.1.0","desired":"Present","phase":"Running",`+
		`"credentials":[{"name":"app.secretFiles[0]","secret":"meta","key":"app-secret","state":"Present"},`+
		`{"name":"accessTokenFile","secret":"meta","key":"access-token","state":"Present"}],`+
		`"store":{"state":"Open","events":0,"bytes":4096,"freeBytes":1073741824},`+
		`"webhook":{"registered":true,"fields":["messages"],"accountSubscribed":true,"checkedAt":"%s"},`+
		`"token":{"valid":true,"username":"%s","expiresAt":"2027-11-23T10:00:00Z","missingPermissions":[],"checkedAt":"%s"},`+
		`"subscriptions":[%s],"replies":{"pending":0,"failed":0}}`, r.configHash, at, strings.ReplaceAll(r.account, "-", "_"), at, subscriptions)
}
