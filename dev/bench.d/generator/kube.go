package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"regexp"
	"time"
)

// Media types of what is sent to an API server.
const (
	asJSON     = "application/json"
	mergePatch = "application/merge-patch+json"
)

// A Kube is a client of an API server, with as many requests at a time as it is asked for.
type Kube struct {
	server, token string
	client        *http.Client
}

// An Object is the part of any Kubernetes object that is read here.
type Object struct {
	Metadata struct {
		Namespace       string            `json:"namespace"`
		Name            string            `json:"name"`
		UID             string            `json:"uid"`
		ResourceVersion string            `json:"resourceVersion"`
		Generation      int               `json:"generation"`
		Labels          map[string]string `json:"labels"`
	} `json:"metadata"`
	Spec   json.RawMessage   `json:"spec"`
	Status json.RawMessage   `json:"status"`
	Data   map[string]string `json:"data"`
}

// NewKube reads a kubeconfig as dev/lib/kubeconfig.sh writes it, with a token.
func NewKube(file string) (*Kube, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	value := func(key string) string {
		if found := regexp.MustCompile(key + `: ([^ ,}]+)`).FindSubmatch(content); found != nil {
			return string(found[1])
		}
		return ""
	}
	authority, err := base64.StdEncoding.DecodeString(value("certificate-authority-data"))
	if err != nil {
		return nil, fmt.Errorf("%s: certificate-authority-data: %w", file, err)
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(authority) {
		return nil, fmt.Errorf("%s has no certificate-authority-data", file)
	}
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}, ForceAttemptHTTP2: true}
	return &Kube{value("server"), value("token"), &http.Client{Transport: transport}}, nil
}

// Send does one request, and gives the object in the answer.
func (k *Kube) Send(ctx context.Context, method, path, mediaType string, body any) (Object, error) {
	var object Object
	content, err := json.Marshal(body)
	if err != nil {
		return object, err
	}
	response, err := k.open(ctx, method, path, mediaType, content)
	if err != nil {
		return object, err
	}
	defer response.Body.Close()
	return object, json.NewDecoder(response.Body).Decode(&object)
}

func (k *Kube) open(ctx context.Context, method, path, mediaType string, body []byte) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, method, k.server+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+k.token)
	request.Header.Set("Content-Type", mediaType)
	response, err := k.client.Do(request)
	if err != nil {
		return nil, err
	}
	if response.StatusCode >= http.StatusMultipleChoices {
		defer response.Body.Close()
		text, _ := io.ReadAll(response.Body)
		return nil, fmt.Errorf("%s %s: %s: %s", method, path, response.Status, text)
	}
	return response, nil
}

// Follow tells of each object of a collection, as it is now and whenever it changes, until the context ends. Nothing is ever deleted here.
func (k *Kube) Follow(ctx context.Context, path string, tell func(Object)) {
	for ctx.Err() == nil {
		if err := k.follow(ctx, path, tell); err != nil && ctx.Err() == nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", path, err)
			time.Sleep(time.Second)
		}
	}
}

func (k *Kube) follow(ctx context.Context, path string, tell func(Object)) error {
	// From no version, a watch begins with what is there.
	response, err := k.open(ctx, http.MethodGet, path+"?watch=true", asJSON, nil)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	for decoder := json.NewDecoder(response.Body); ; {
		var event struct {
			Type   string `json:"type"`
			Object Object `json:"object"`
		}
		if err := decoder.Decode(&event); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		if event.Type == "ERROR" {
			return nil
		}
		tell(event.Object)
	}
}
