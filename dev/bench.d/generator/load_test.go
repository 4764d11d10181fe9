package main

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync/atomic"
	"testing"
	"time"
)

func load(t *testing.T, handler http.HandlerFunc) *Load {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	target, err := url.Parse(server.URL + "/webhooks/social/acme")
	if err != nil {
		t.Fatal(err)
	}
	return &Load{target: target, deliveries: NewDeliveries(target, []string{testAccount}, "secret", 10), connections: 4, duration: 10 * time.Second}
}

func finished(t *testing.T, l *Load) *Result {
	t.Helper()
	result, err := l.Run()
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func TestWhatIsAcknowledgedIsWhatWasAnsweredWell(t *testing.T) {
	var count, good atomic.Int64
	l := load(t, func(w http.ResponseWriter, r *http.Request) {
		if count.Add(1)%5 == 0 {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		good.Add(1)
	})
	l.events = 1000
	result := finished(t, l)
	if result.Acknowledged != int(good.Load())*10 || result.Acknowledged < 1000 {
		t.Errorf("%d acknowledged, %d answered well", result.Acknowledged, good.Load())
	}
	if result.Statuses[503] == 0 || result.Unanswered != 0 {
		t.Errorf("%+v", result)
	}
}

func TestAConnectionThatEndsIsMadeAgain(t *testing.T) {
	l := load(t, func(w http.ResponseWriter, r *http.Request) { w.Header().Set("Connection", "close") })
	l.events = 200
	if result := finished(t, l); result.Acknowledged < 200 || result.Reconnects == 0 {
		t.Errorf("%+v", result)
	}
}

// A server that stands still once delays everything that was to be sent meanwhile, and that must show.
func TestAtAFixedRateTimeCountsFromWhenADeliveryWasToBeSent(t *testing.T) {
	var count atomic.Int64
	release := make(chan struct{})
	l := load(t, func(w http.ResponseWriter, r *http.Request) {
		if count.Add(1) <= 4 {
			<-release
		}
	})
	l.rate, l.duration = 1000, time.Second
	time.AfterFunc(500*time.Millisecond, func() { close(release) })
	result := finished(t, l)
	// Half of the deliveries were to be sent before the release, and the first of them waited longest.
	if result.Requests != 1000 || result.Latency.Max < 400 || result.Latency.P90 < 300 {
		t.Errorf("%d requests, %+v", result.Requests, result.Latency)
	}
}
