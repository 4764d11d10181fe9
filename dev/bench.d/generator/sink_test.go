package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

var key = []byte("a secret of the sink")

// push hands an event to a sink, and gives the status.
func push(s *sink, path, conversation string, sequence int, secret []byte) int {
	body := fmt.Sprintf(`{"sequence":"%020d","partitionkey":"%s","data":{"timestamp_ms":%d,"event":"message.received"}}`,
		sequence, conversation, time.Now().Add(-time.Second).UnixMilli())
	mac := hmac.New(sha256.New, secret)
	fmt.Fprintf(mac, "id.1.%s", body)
	request := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
	request.Header.Set("webhook-id", "id")
	request.Header.Set("webhook-timestamp", "1")
	request.Header.Set("webhook-signature", "v1,b2xk v1,"+base64.StdEncoding.EncodeToString(mac.Sum(nil)))
	answer := httptest.NewRecorder()
	s.ServeHTTP(answer, request)
	return answer.Code
}

func TestASinkEndsWhenEachPathHasAllEvents(t *testing.T) {
	s := newSink(key, []string{"/a", "/b"}, 2)
	for _, p := range []string{"/a", "/b"} {
		push(s, p, "x", 1, key)
		push(s, p, "y", 2, key)
	}
	<-s.done
	got := s.sumUp()
	if got.Events != 4 || got.Duplicates+got.Disordered+got.Refused != 0 || got.Paths["/b"].Events != 2 {
		t.Errorf("%+v", got)
	}
	if got.Latency.P50 < 1000 || got.Paths["/a"].P99 < 1000 {
		t.Errorf("a message of a second ago took %v", got.Latency)
	}
}

func TestOrderIsThatOfAConversation(t *testing.T) {
	s := newSink(key, []string{"/"}, 100)
	push(s, "/", "x", 1, key)
	push(s, "/", "x", 3, key)
	push(s, "/", "y", 2, key)
	if got := s.sumUp(); got.Disordered != 0 {
		t.Errorf("%+v", got)
	}
	s = newSink(key, []string{"/"}, 100)
	push(s, "/", "x", 3, key)
	push(s, "/", "x", 2, key)
	if got := s.sumUp(); got.Disordered != 1 {
		t.Errorf("%+v", got)
	}
}

func TestTheSameAgainIsADuplicateAndNoDisorder(t *testing.T) {
	s := newSink(key, []string{"/"}, 100)
	for _, sequence := range []int{1, 2, 1, 2} {
		push(s, "/", "x", sequence, key)
	}
	if got := s.sumUp(); got.Events != 2 || got.Duplicates != 2 || got.Disordered != 0 {
		t.Errorf("%+v", got)
	}
}

func TestAWrongSignatureIsRefused(t *testing.T) {
	s := newSink(key, []string{"/"}, 1)
	if status := push(s, "/", "x", 1, []byte("another")); status != http.StatusUnauthorized {
		t.Errorf("%d", status)
	}
	if got := s.sumUp(); got.Refused != 1 || got.Events != 0 {
		t.Errorf("%+v", got)
	}
}
