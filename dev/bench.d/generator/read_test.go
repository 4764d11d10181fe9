package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"
)

// receiver serves so many events as the receiver does.
func receiver(t *testing.T, events int) *reader {
	t.Helper()
	event := func(n int) string { return fmt.Sprintf(`{"specversion":"1.0","id":"%d"}`, n) }
	api := http.NewServeMux()
	api.HandleFunc("GET /v1/events", func(w http.ResponseWriter, r *http.Request) {
		after, _ := strconv.Atoi(r.URL.Query().Get("after"))
		limit, _ := strconv.Atoi(r.URL.Query().Get("limit"))
		var page []string
		for n := after + 1; n <= min(after+limit, events); n++ {
			page = append(page, event(n))
		}
		fmt.Fprintf(w, `{"events":[%s],"next":"%d"}`, strings.Join(page, ","), after+len(page))
	})
	api.HandleFunc("GET /v1/events/stream", func(w http.ResponseWriter, r *http.Request) {
		after, _ := strconv.Atoi(r.URL.Query().Get("after"))
		// An id alone is no event.
		fmt.Fprintf(w, ": events follow\n\nid: %d\n\n", after)
		for n := after + 1; n <= events; n++ {
			fmt.Fprintf(w, "id: %d\ndata: %s\n\n", n, event(n))
		}
	})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer token" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		api.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return &reader{base: server.URL + "/v1/events", token: "token", limit: 10, most: 95, until: time.Now().Add(time.Minute)}
}

func TestPullReadsPageAfterPage(t *testing.T) {
	r := receiver(t, 200)
	if err := r.pull(); err != nil || r.result.Events != 100 || r.latencies.total != 10 {
		t.Errorf("%v, %d events, %d pages", err, r.result.Events, r.latencies.total)
	}
}

func TestAStreamIsReadBehindItsFirstEvent(t *testing.T) {
	r := receiver(t, 96)
	if err := r.stream(); err != nil || r.result.Events != 95 {
		t.Errorf("%v, %d events", err, r.result.Events)
	}
}

func TestTooFewEventsAreAnError(t *testing.T) {
	if err := receiver(t, 94).pull(); err == nil {
		t.Error("pull read 95 of 94 events")
	}
	if err := receiver(t, 95).stream(); err == nil {
		t.Error("stream read 95 of 94 events")
	}
}

func TestAnythingButAGoodAnswerIsAnError(t *testing.T) {
	r := receiver(t, 200)
	r.token = "wrong"
	if err := r.pull(); err == nil || !strings.Contains(err.Error(), "401") {
		t.Errorf("%v", err)
	}
}
