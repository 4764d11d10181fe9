package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"
)

const (
	accountsPath      = "/apis/instagram-operator.io/v1alpha1/namespaces/" + namespace + "/instagramaccounts"
	subscriptionsPath = "/apis/instagram-operator.io/v1alpha1/namespaces/" + namespace + "/eventsubscriptions"
)

// Accounts are the platform team: they apply accounts and watch their status.
type Accounts struct {
	kube *Kube

	mutex  sync.Mutex
	status map[string]accountStatus
	// Closed and made anew at each change.
	changed chan struct{}
}

type accountStatus struct {
	ObservedGeneration int `json:"observedGeneration"`
	Conditions         []struct {
		Type, Status       string
		ObservedGeneration int
	}
}

// inForce: whether the account was Ready with this generation of its spec.
func (s accountStatus) inForce(generation int) bool {
	for _, condition := range s.Conditions {
		if condition.Type == "Ready" {
			return condition.Status == "True" && condition.ObservedGeneration >= generation
		}
	}
	return false
}

// NewAccounts watches them.
func NewAccounts(ctx context.Context, kube *Kube) *Accounts {
	a := &Accounts{kube: kube, status: map[string]accountStatus{}, changed: make(chan struct{})}
	go kube.Follow(ctx, accountsPath, a.seen)
	return a
}

func (a *Accounts) seen(account Object) {
	var status accountStatus
	if len(account.Status) > 0 && json.Unmarshal(account.Status, &status) != nil {
		return
	}
	a.mutex.Lock()
	defer a.mutex.Unlock()
	a.status[account.Metadata.Name] = status
	close(a.changed)
	a.changed = make(chan struct{})
}

// Create makes accounts with the numbers below count, each with a subscription if that is wanted.
func (a *Accounts) Create(ctx context.Context, count int, subscribed bool) error {
	errors := make(chan error)
	turns := make(chan struct{}, 16)
	for number := range count {
		go func() {
			turns <- struct{}{}
			defer func() { <-turns }()
			errors <- a.create(ctx, number, subscribed)
		}()
	}
	var failed error
	for range count {
		if err := <-errors; err != nil {
			failed = err
		}
	}
	return failed
}

func (a *Accounts) create(ctx context.Context, number int, subscribed bool) error {
	name := accountName(number)
	secret := func(key string) map[string]string { return map[string]string{"name": "meta", "key": key} }
	_, err := a.kube.Send(ctx, http.MethodPost, accountsPath, asJSON, map[string]any{
		"apiVersion": "instagram-operator.io/v1alpha1", "kind": "InstagramAccount", "metadata": map[string]string{"name": name},
		"spec": map[string]any{
			"instagramId": fmt.Sprintf("178414058%08d", number), "login": "Instagram",
			"app":            map[string]any{"id": "1234567890123456", "secretRefs": []any{secret("app-secret")}},
			"accessTokenRef": secret("access-token"),
		},
	})
	if err != nil || !subscribed {
		return err
	}
	_, err = a.kube.Send(ctx, http.MethodPost, subscriptionsPath, asJSON, map[string]any{
		"apiVersion": "instagram-operator.io/v1alpha1", "kind": "EventSubscription", "metadata": map[string]string{"name": name},
		"spec": map[string]any{
			"accountRef": map[string]string{"name": name},
			"sink": map[string]any{"http": map[string]any{
				"url": "https://crm.example.com/hooks", "signingSecretRef": map[string]string{"name": "meta", "key": "push"},
			}},
		},
	})
	return err
}

func accountName(number int) string { return fmt.Sprintf("account-%04d", number) }

// AwaitReady waits until so many accounts are Ready.
func (a *Accounts) AwaitReady(ctx context.Context, count int) error {
	ready := 0
	err := a.await(ctx, func() bool {
		ready = 0
		for _, status := range a.status {
			if status.inForce(1) {
				ready++
			}
		}
		return ready >= count
	})
	if err != nil {
		return fmt.Errorf("%d of %d accounts are ready: %w", ready, count, err)
	}
	return nil
}

// Change changes a spec, and gives after how long its status was about the new one, and after how long the receiver worked by it.
func (a *Accounts) Change(ctx context.Context, name string, perSecond int) (seen, inForce time.Duration, err error) {
	begun := time.Now()
	changed, err := a.kube.Send(ctx, http.MethodPatch, accountsPath+"/"+name, mergePatch,
		map[string]any{"spec": map[string]any{"replies": map[string]any{"perSecond": perSecond}}})
	if err != nil {
		return 0, 0, err
	}
	generation := changed.Metadata.Generation
	if err := a.await(ctx, func() bool { return a.status[name].ObservedGeneration >= generation }); err != nil {
		return 0, 0, err
	}
	seen = time.Since(begun)
	err = a.await(ctx, func() bool { return a.status[name].inForce(generation) })
	return seen, time.Since(begun), err
}

// await waits until it is so; it is asked with the mutex held, at each change.
func (a *Accounts) await(ctx context.Context, so func() bool) error {
	for {
		a.mutex.Lock()
		done, changed := so(), a.changed
		a.mutex.Unlock()
		if done {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("waited in vain: %w", context.Cause(ctx))
		}
	}
}

// medianAndMost of some times, in milliseconds.
func medianAndMost(times []time.Duration) (median, most float64) {
	slices.Sort(times)
	if len(times) == 0 {
		return 0, 0
	}
	return millis(times[len(times)/2]), millis(times[len(times)-1])
}
