package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"strconv"
)

// An Audit reads the audit log of an API server: what the operator asked for.
type Audit struct {
	file   string
	offset int64
}

// Requests are those of some time.
type Requests struct {
	Total  int `json:"requests"`
	Writes int `json:"writes"`
	// Of Total and not of Writes: what tells the other replicas who leads.
	Leader int `json:"leaderRequests"`
	// By verb, resource and, if it is not good, the answer's code.
	Kinds map[string]int `json:"requestKinds"`
}

type auditEvent struct {
	Stage     string
	Verb      string
	ObjectRef struct{ Resource, Subresource string }
	Response  struct{ Code int } `json:"responseStatus"`
}

// Next counts what has come since the last time. Watches count when they begin.
func (a *Audit) Next() (Requests, error) {
	counted := Requests{Kinds: map[string]int{}}
	opened, err := os.Open(a.file)
	if err != nil {
		return counted, err
	}
	defer opened.Close()
	content, err := io.ReadAll(io.NewSectionReader(opened, a.offset, 1<<40))
	if err != nil {
		return counted, err
	}
	whole := content[:bytes.LastIndexByte(content, '\n')+1]
	a.offset += int64(len(whole))
	for line := range bytes.Lines(whole) {
		var event auditEvent
		if err := json.Unmarshal(line, &event); err != nil {
			return counted, err
		}
		counted.add(event)
	}
	return counted, nil
}

func (r *Requests) add(event auditEvent) {
	if (event.Verb == "watch") != (event.Stage == "ResponseStarted") {
		return
	}
	r.Total++
	kind := event.Verb + " " + event.ObjectRef.Resource
	if event.ObjectRef.Subresource != "" {
		kind += "/" + event.ObjectRef.Subresource
	}
	if event.Response.Code >= 300 {
		kind += " " + strconv.Itoa(event.Response.Code)
	}
	r.Kinds[kind]++
	switch {
	case event.ObjectRef.Resource == "leases":
		r.Leader++
	case event.Verb == "create" || event.Verb == "patch" || event.Verb == "update" || event.Verb == "delete":
		r.Writes++
	}
}
