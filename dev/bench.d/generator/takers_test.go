package main

import (
	"encoding/hex"
	"encoding/json"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestATakerTakesWhatIsSignedForItsAccountOnly(t *testing.T) {
	const body = `{"object":"instagram","entry":[]}`
	key := digest([]byte("secret"), []byte("gateway:17841405800000001"))
	for _, way := range []struct {
		address string
		want    int
	}{{"127.1.0.2", 200}, {"127.1.0.1", 401}} {
		server := httptest.NewUnstartedServer(newTakers("secret", 2))
		server.Listener.Close()
		listener, err := net.Listen("tcp", way.address+":0")
		if err != nil {
			t.Fatal(err)
		}
		server.Listener = listener
		server.Start()
		request, _ := http.NewRequest(http.MethodPost, server.URL, strings.NewReader(body))
		request.Header.Set("X-Hub-Signature-256", "sha256="+hex.EncodeToString(digest(key, []byte(body))))

		got, err := http.DefaultClient.Do(request)

		if err != nil || got.StatusCode != way.want {
			t.Errorf("%s: %v, %v", way.address, got, err)
		}
		server.Close()
	}
}

func TestDeliveriesAreForAllAccounts(t *testing.T) {
	target, _ := url.Parse("http://127.0.0.1:8080/webhooks/social/agency")
	ids := takerIDs(3)
	_, body := request(t, NewDeliveries(target, ids, "secret", 300), time.Now())
	var sent sentDelivery
	if err := json.Unmarshal(body, &sent); err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, entry := range sent.Entry {
		if entry.ID != entry.Messaging[0].Recipient.ID {
			t.Errorf("an entry of %s is for %s", entry.ID, entry.Messaging[0].Recipient.ID)
		}
		found = append(found, entry.ID)
	}
	slices.Sort(found)

	if got := slices.Compact(found); !slices.Equal(got, ids) {
		t.Errorf("%v", got)
	}
}
