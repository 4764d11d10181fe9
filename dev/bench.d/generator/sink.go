package main

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Pushed is what is told of events that were pushed to a sink.
type Pushed struct {
	Events    int     `json:"events"`
	EventRate float64 `json:"eventsPerSecond"`
	// Requests that were no first delivery of an event, good ones and bad ones.
	Duplicates int `json:"duplicates"`
	Disordered int `json:"disordered"`
	Refused    int `json:"refused"`
	// From when the message was sent to the webhook until the sink has its event; the clock of the former has milliseconds.
	Latency      Latency        `json:"latencyMillis"`
	Paths        map[string]p99 `json:"paths"`
	ServerMicros float64        `json:"serverCpuMicrosPerEvent"`
	// At each tenth of the events.
	ResidentTenths []int `json:"serverResidentTenths,omitempty"`
	Spent
}

type p99 struct {
	Events int     `json:"events"`
	P99    float64 `json:"p99"`
}

// A sink takes what is pushed to some paths, and finds out whether it is signed and in order. Other paths are never answered.
type sink struct {
	secret  []byte
	servers []int
	most    int
	warmUp  time.Duration
	done    chan struct{}

	mutex    sync.Mutex
	started  time.Time
	before   Usage
	after    Usage
	paths    map[string]*received
	result   Pushed
	latency  Histogram
	finished bool
}

// received is what one subscription has delivered.
type received struct {
	seen    map[uint64]bool
	last    map[string]uint64
	latency Histogram
}

func sinkEvents(flags *flag.FlagSet, arguments []string, labels Labels) (any, error) {
	listen := flags.String("listen", "127.0.0.1:7000", "where to listen, on this machine")
	paths := flags.String("paths", "/", "the paths that take events, with commas")
	secret := flags.String("secret", "", "the signing secret: whsec_ and base64")
	servers := flags.String("pids", "", "the server's process ids, with commas, to tell its processor time and memory")
	most := flags.Int("events", 1_000_000_000, "end when each path has so many")
	warmUp := flags.Duration("warmup", 0, "how long to take events, from the first one on, before measuring")
	duration := flags.Duration("duration", time.Minute, "end then, however few have come")
	_ = flags.Parse(arguments)
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(*secret, "whsec_"))
	if err != nil {
		return nil, fmt.Errorf("the secret is not whsec_ and base64: %w", err)
	}
	s := newSink(key, strings.Split(*paths, ","), *most)
	s.servers, s.warmUp = ids(*servers), *warmUp
	listener, err := net.Listen("tcp", *listen)
	if err != nil {
		return nil, err
	}
	server := &http.Server{Handler: s}
	go server.Serve(listener)
	select {
	case <-s.done:
	case <-time.After(*duration):
	}
	result := s.sumUp()
	ended, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if server.Shutdown(ended) != nil {
		server.Close()
	}
	return Labelled{labels, result}, nil
}

func newSink(secret []byte, paths []string, most int) *sink {
	s := &sink{secret: secret, most: most, done: make(chan struct{}), paths: map[string]*received{}}
	for _, path := range paths {
		s.paths[path] = &received{seen: map[uint64]bool{}, last: map[string]uint64{}}
	}
	return s
}

func (s *sink) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	path := s.paths[r.URL.Path]
	if path == nil {
		<-r.Context().Done()
		return
	}
	signed := s.isSigned(r.Header, body)
	s.mutex.Lock()
	s.take(path, body, signed)
	s.mutex.Unlock()
	if !signed {
		w.WriteHeader(http.StatusUnauthorized)
	}
}

// isSigned follows Standard Webhooks.
func (s *sink) isSigned(header http.Header, body []byte) bool {
	mac := hmac.New(sha256.New, s.secret)
	mac.Write([]byte(header.Get("webhook-id") + "." + header.Get("webhook-timestamp") + "."))
	mac.Write(body)
	want := "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
	for signature := range strings.FieldsSeq(header.Get("webhook-signature")) {
		if hmac.Equal([]byte(signature), []byte(want)) {
			return true
		}
	}
	return false
}

func (s *sink) take(path *received, body []byte, signed bool) {
	now := time.Now()
	if s.finished {
		return
	}
	if s.started.IsZero() {
		s.started = now
	}
	if s.before.at.IsZero() && now.Sub(s.started) >= s.warmUp {
		s.before = UsageNow(s.servers)
	}
	sequence, err := strconv.ParseUint(valueOf(body, `"sequence":"`, '"'), 10, 64)
	if !signed || err != nil {
		s.result.Refused++
		return
	}
	if path.seen[sequence] {
		s.result.Duplicates++
		return
	}
	path.seen[sequence] = true
	conversation := valueOf(body, `"partitionkey":"`, '"')
	if sequence < path.last[conversation] {
		s.result.Disordered++
	}
	path.last[conversation] = max(sequence, path.last[conversation])
	if !s.before.at.IsZero() {
		s.measure(path, body, now)
	}
	if len(path.seen) == s.most && s.allHave(s.most) {
		s.end()
	}
}

func (s *sink) measure(path *received, body []byte, now time.Time) {
	s.result.Events++
	if millis, err := strconv.ParseInt(valueOf(body, `"timestamp_ms":`, ','), 10, 64); err == nil {
		latency := now.Sub(time.UnixMilli(millis))
		s.latency.Record(latency)
		path.latency.Record(latency)
	}
	if all := s.most * len(s.paths); all >= 10 && s.result.Events%(all/10) == 0 {
		s.result.ResidentTenths = append(s.result.ResidentTenths, ResidentBytes(s.servers))
	}
}

func (s *sink) allHave(most int) bool {
	for _, path := range s.paths {
		if len(path.seen) < most {
			return false
		}
	}
	return true
}

func (s *sink) end() {
	s.finished, s.after = true, UsageNow(s.servers)
	close(s.done)
}

func (s *sink) sumUp() *Pushed {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if !s.finished {
		s.end()
	}
	result := &s.result
	if !s.before.at.IsZero() {
		result.Spent = s.before.Until(s.after, runtime.NumCPU())
		result.EventRate = float64(result.Events) / result.Seconds
		result.ServerMicros = result.ServerSeconds * 1e6 / float64(max(result.Events, 1))
	}
	result.Latency = s.latency.Latency()
	result.Paths = map[string]p99{}
	for name, path := range s.paths {
		result.Paths[name] = p99{len(path.seen), path.latency.Latency().P99}
	}
	return result
}

// valueOf finds what stands between a mark and an end, without understanding the rest.
func valueOf(json []byte, mark string, end byte) string {
	_, rest, found := bytes.Cut(json, []byte(mark))
	if !found {
		return ""
	}
	return string(rest[:max(bytes.IndexByte(rest, end), 0)])
}
