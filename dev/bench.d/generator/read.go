package main

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"runtime"
	"strconv"
	"time"
)

// Reading is what is told of reading.
type Reading struct {
	Events       int     `json:"events"`
	Bytes        int     `json:"bytes"`
	EventRate    float64 `json:"eventsPerSecond"`
	ServerMicros float64 `json:"serverCpuMicrosPerEvent"`
	// Of pages; of a stream, until its first event.
	Latency       Latency `json:"latencyMillis"`
	ResidentBytes int     `json:"serverResidentBytes,omitempty"`
	Spent
}

type reader struct {
	base, token string
	limit       int
	most        int
	until       time.Time
	result      Reading
	latencies   Histogram
}

func readEvents(flags *flag.FlagSet, arguments []string, labels Labels) (any, error) {
	target := flags.String("url", "http://127.0.0.1:8081/v1/events", "the events of a receiver")
	servers := flags.String("pids", "", "the server's process ids, with commas, to tell its processor time and memory")
	token := flags.String("token", "bench-api-token", "the API token")
	limit := flags.Int("limit", 1000, "events in a page")
	most := flags.Int("events", 100_000, "end when so many have been read")
	duration := flags.Duration("duration", 30*time.Second, "end then, however few have been read")
	_ = flags.Parse(arguments)
	r := &reader{base: *target, token: *token, limit: *limit, most: *most, until: time.Now().Add(*duration)}
	read := r.pull
	if flags.Name() == "stream" {
		read = r.stream
	}
	before := UsageNow(ids(*servers))
	if err := read(); err != nil {
		return nil, err
	}
	r.result.Spent = before.Until(UsageNow(ids(*servers)), runtime.NumCPU())
	r.result.EventRate = float64(r.result.Events) / r.result.Seconds
	r.result.ServerMicros = r.result.ServerSeconds * 1e6 / float64(max(r.result.Events, 1))
	r.result.Latency = r.latencies.Latency()
	r.result.ResidentBytes = ResidentBytes(ids(*servers))
	return Labelled{labels, &r.result}, nil
}

// pull reads from the beginning, page by page.
func (r *reader) pull() error {
	cursor := ""
	for r.goesOn() {
		asked := time.Now()
		next, count, err := r.page(cursor, r.limit)
		if err != nil {
			return err
		}
		if count == 0 {
			return fmt.Errorf("there are only %d events to read", r.result.Events)
		}
		r.latencies.Record(time.Since(asked))
		r.result.Events += count
		cursor = next
	}
	return nil
}

var (
	eventMark  = []byte(`"specversion":`)
	cursorMark = []byte(`"next":"`)
)

// page counts the events without understanding them, which would take longer than to make them.
func (r *reader) page(cursor string, limit int) (next string, count int, err error) {
	query := url.Values{"limit": {strconv.Itoa(limit)}}
	if cursor != "" {
		query.Set("after", cursor)
	}
	body, err := r.get(r.base + "?" + query.Encode())
	if err != nil {
		return "", 0, err
	}
	defer body.Close()
	content, err := io.ReadAll(body)
	if err != nil {
		return "", 0, err
	}
	r.result.Bytes += len(content)
	at := bytes.LastIndex(content, cursorMark)
	if at < 0 {
		return "", 0, fmt.Errorf("a page without 'next'")
	}
	value := content[at+len(cursorMark):]
	return string(value[:bytes.IndexByte(value, '"')]), bytes.Count(content, eventMark), nil
}

// stream reads what follows the first event.
func (r *reader) stream() error {
	cursor, _, err := r.page("", 1)
	if err != nil {
		return err
	}
	asked := time.Now()
	body, err := r.get(r.base + "/stream?" + url.Values{"after": {cursor}}.Encode())
	if err != nil {
		return err
	}
	defer body.Close()
	lines := bufio.NewReaderSize(body, 1<<20)
	for r.goesOn() {
		line, err := lines.ReadSlice('\n')
		if err != nil {
			return fmt.Errorf("the stream ended after %d events: %w", r.result.Events, err)
		}
		r.result.Bytes += len(line)
		if bytes.HasPrefix(line, []byte("data:")) {
			if r.result.Events == 0 {
				r.latencies.Record(time.Since(asked))
			}
			r.result.Events++
		}
	}
	return nil
}

func (r *reader) goesOn() bool {
	return r.result.Events < r.most && time.Now().Before(r.until)
}

func (r *reader) get(address string) (io.ReadCloser, error) {
	request, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+r.token)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		response.Body.Close()
		return nil, fmt.Errorf("%s answers %s", address, response.Status)
	}
	return response.Body, nil
}
