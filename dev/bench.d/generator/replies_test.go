package main

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
)

func TestRepliesAreInOrderWithinAConversation(t *testing.T) {
	m := newMeta(0, 4)
	m.take("1", 1)
	m.take("2", 1)
	m.take("1", 2)
	m.take("2", 2)
	<-m.done
	if m.result.Replies != 4 || m.result.Disordered+m.result.Duplicates != 0 {
		t.Errorf("%+v", m.result)
	}
}

func TestAReplyThatComesTooEarlyOrTwiceIsSeen(t *testing.T) {
	m := newMeta(0, 100)
	m.take("1", 2)
	m.take("1", 1)
	m.take("2", 1)
	m.take("2", 1)
	if m.result.Disordered != 1 || m.result.Duplicates != 2 {
		t.Errorf("%+v", m.result)
	}
}

func TestEachReplyIsPostedOnceAndThoseToACustomerInOrder(t *testing.T) {
	m := newMeta(0, 50)
	receiver := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.URL.Path = "/v25.0/1/messages"
		answer := httptest.NewRecorder()
		m.ServeHTTP(answer, r)
		w.WriteHeader(http.StatusAccepted)
	}))
	defer receiver.Close()
	var posted sync.WaitGroup
	posted.Go(func() { m.post(receiver.URL, "token", 7, 3) })
	posted.Wait()
	<-m.done
	if m.result.Replies != 50 || m.result.Refused+m.result.Disordered+m.result.Duplicates != 0 {
		t.Errorf("%+v", m.result)
	}
}
