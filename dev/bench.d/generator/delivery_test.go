package main

import (
	"bufio"
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"testing"
	"time"
)

const testAccount = "17841405822304914"

type sentDelivery struct {
	Object string
	Entry  []struct {
		Time      int64
		ID        string
		Messaging []struct {
			Sender, Recipient struct{ ID string }
			Timestamp         int64
			Message           struct{ Mid, Text string }
		}
	}
}

func request(t *testing.T, deliveries *Deliveries, at time.Time) (*http.Request, []byte) {
	t.Helper()
	raw := deliveries.Write(make([]byte, deliveries.BufferBytes()), at)
	request, err := http.ReadRequest(bufio.NewReader(bytes.NewReader(raw)))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(request.Body)
	if err != nil {
		t.Fatal(err)
	}
	return request, body
}

func deliveries(t *testing.T, updates int) *Deliveries {
	t.Helper()
	target, err := url.Parse("http://127.0.0.1:8080/webhooks/social/acme")
	if err != nil {
		t.Fatal(err)
	}
	return NewDeliveries(target, []string{testAccount}, "secret", updates)
}

func TestEachDeliveryIsSignedAsMetaSigns(t *testing.T) {
	made := deliveries(t, 1)
	for range 100 {
		request, body := request(t, made, time.Now())
		mac := hmac.New(sha256.New, []byte("secret"))
		mac.Write(body)
		if want := "sha256=" + hex.EncodeToString(mac.Sum(nil)); request.Header.Get("X-Hub-Signature-256") != want {
			t.Fatalf("signature %s, want %s", request.Header.Get("X-Hub-Signature-256"), want)
		}
		if request.URL.Path != "/webhooks/social/acme" || int(request.ContentLength) != len(body) {
			t.Fatalf("%s with %d of %d bytes", request.URL, len(body), request.ContentLength)
		}
	}
}

func TestUpdatesAreAsLongAsThoseOfMeta(t *testing.T) {
	if _, body := request(t, deliveries(t, 1), time.Now()); len(body) != bodyBytes {
		t.Errorf("%d bytes, want %d", len(body), bodyBytes)
	}
}

func TestNoMessageComesTwice(t *testing.T) {
	seen := map[string]bool{}
	lengths := map[int]bool{}
	senders := map[string]bool{}
	// A second run with the same account follows at once.
	for range 2 {
		made := deliveries(t, 100)
		for range 50 {
			at := time.UnixMilli(1_747_231_892_000)
			_, body := request(t, made, at)
			var sent sentDelivery
			if err := json.Unmarshal(body, &sent); err != nil {
				t.Fatal(err)
			}
			if sent.Object != "instagram" || len(sent.Entry) != 100 {
				t.Fatalf("object %s with %d entries", sent.Object, len(sent.Entry))
			}
			for _, entry := range sent.Entry {
				item := entry.Messaging[0]
				if entry.ID != testAccount || item.Recipient.ID != testAccount || entry.Time != at.UnixMilli() || item.Timestamp != at.UnixMilli() {
					t.Fatalf("%+v", entry)
				}
				if seen[item.Message.Mid] {
					t.Fatalf("mid %s came twice", item.Message.Mid)
				}
				seen[item.Message.Mid], senders[item.Sender.ID], lengths[len(item.Message.Mid)] = true, true, true
			}
		}
	}
	if len(senders) < 5000 || len(senders) > conversations {
		t.Errorf("%d senders of %d", len(senders), conversations)
	}
	for length := range lengths {
		if length < 60 || length > 160 {
			t.Errorf("a mid of %d characters", length)
		}
	}
}

func BenchmarkDelivery(b *testing.B) {
	target, _ := url.Parse("http://127.0.0.1:8080/webhooks/social/acme")
	made := NewDeliveries(target, []string{testAccount}, "secret", 1)
	buffer := make([]byte, made.BufferBytes())
	b.ReportAllocs()
	for b.Loop() {
		made.Write(buffer, time.Now())
	}
}
