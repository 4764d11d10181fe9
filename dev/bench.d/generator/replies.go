package main

import (
	"context"
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

// Replies is what is told of replies that a receiver took from applications and sent to Meta.
type Replies struct {
	Replies   int     `json:"events"`
	ReplyRate float64 `json:"eventsPerSecond"`
	// What must not be: not accepted with 202, sent twice, not in the order of their conversation.
	Refused    int `json:"refused"`
	Duplicates int `json:"duplicates"`
	Disordered int `json:"disordered"`
	// Until the receiver has accepted one.
	Latency      Latency `json:"latencyMillis"`
	ServerMicros float64 `json:"serverCpuMicrosPerEvent"`
	Spent
}

// A meta answers each send after a while, and finds out whether it comes once and in order.
type meta struct {
	takes time.Duration
	most  int
	done  chan struct{}

	mutex  sync.Mutex
	last   map[string]int
	result Replies
}

func newMeta(takes time.Duration, most int) *meta {
	return &meta{takes: takes, most: most, done: make(chan struct{}), last: map[string]int{}}
}

func (m *meta) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	w.Header().Set("Content-Type", "application/json")
	if r.Method != http.MethodPost || !strings.HasSuffix(r.URL.Path, "/messages") {
		fmt.Fprint(w, `{"data":[]}`)
		return
	}
	conversation := valueOf(body, `"id":"`, '"')
	number, _ := strconv.Atoi(valueOf(body, `"text":"`, '"'))
	time.Sleep(m.takes)
	m.take(conversation, number)
	fmt.Fprintf(w, `{"recipient_id":"%s","message_id":"mid-%s-%d"}`, conversation, conversation, number)
}

func (m *meta) take(conversation string, number int) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	switch last := m.last[conversation]; {
	case number <= last:
		m.result.Duplicates++
		return
	case number > last+1:
		m.result.Disordered++
	}
	m.last[conversation] = number
	m.result.Replies++
	if m.result.Replies == m.most {
		close(m.done)
	}
}

func sendReplies(flags *flag.FlagSet, arguments []string, labels Labels) (any, error) {
	target := flags.String("url", "http://127.0.0.1:8081/v1/messages", "where a receiver takes replies")
	servers := flags.String("pids", "", "the server's process ids, with commas, to tell its processor time and memory")
	token := flags.String("token", "bench-api-token", "the API token")
	listen := flags.String("listen", "127.0.0.1:9090", "where to be Meta, on this machine")
	takes := flags.Duration("takes", 50*time.Millisecond, "how long Meta takes for an answer")
	most := flags.Int("events", 10_000, "replies")
	conversations := flags.Int("conversations", 500, "customers whom they go to")
	connections := flags.Int("connections", 16, "connections; the replies to a customer come over one")
	duration := flags.Duration("duration", time.Minute, "end then, however few have come")
	_ = flags.Parse(arguments)
	m := newMeta(*takes, *most)
	listener, err := net.Listen("tcp", *listen)
	if err != nil {
		return nil, err
	}
	server := &http.Server{Handler: m}
	go server.Serve(listener)
	before := UsageNow(ids(*servers))
	latencies := m.post(*target, *token, *conversations, *connections)
	select {
	case <-m.done:
	case <-time.After(*duration):
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	result := &m.result
	result.Spent = before.Until(UsageNow(ids(*servers)), runtime.NumCPU())
	result.ReplyRate = float64(result.Replies) / result.Seconds
	result.ServerMicros = result.ServerSeconds * 1e6 / float64(max(result.Replies, 1))
	result.Latency = latencies.Latency()
	return Labelled{labels, result}, server.Shutdown(context.Background())
}

// post hands all replies to the receiver, each conversation's in order.
func (m *meta) post(target, token string, conversations, connections int) *Histogram {
	latencies := &Histogram{}
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: connections}, Timeout: 30 * time.Second}
	var all sync.WaitGroup
	for connection := range connections {
		all.Go(func() {
			for i := range m.most {
				if conversation := i % conversations; conversation%connections == connection {
					m.postOne(client, target, token, conversation, i/conversations+1, latencies)
				}
			}
		})
	}
	all.Wait()
	return latencies
}

func (m *meta) postOne(client *http.Client, target, token string, conversation, number int, latencies *Histogram) {
	body := fmt.Sprintf(`{"recipient":{"id":"%d"},"message":{"text":"%d"}}`, 1_000_000+conversation, number)
	request, _ := http.NewRequest(http.MethodPost, target, strings.NewReader(body))
	request.Header.Set("Authorization", "Bearer "+token)
	request.Header.Set("Content-Type", "application/json")
	began := time.Now()
	answer, err := client.Do(request)
	took := time.Since(began)
	if err == nil {
		_, _ = io.Copy(io.Discard, answer.Body)
		answer.Body.Close()
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	latencies.Record(took)
	if err != nil || answer.StatusCode != http.StatusAccepted {
		m.result.Refused++
	}
}
