// Command generator plays Meta, and the applications, for dev/bench: it sends signed deliveries to a webhook, reads events or has
// them pushed, or starts a server, and prints one JSON document about it.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"net/url"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"time"
)

const usage = `usage: generator COMMAND [FLAG…]; generator COMMAND -h tells the flags
  send    sends deliveries to a webhook
  pull    reads events page by page
  stream  reads events as they are streamed (SSE)
  sink    takes events that are pushed
  takers  plays the receivers of many accounts, which take what a gateway passes on
  replies gives replies to a receiver, and is the Meta that gets them
  scale   starts an operator with many accounts, and plays the cluster around it
  start   starts a server, waits until it is ready, and ends it
  sync    tells how long the disk takes for one small write`

func main() {
	if len(os.Args) < 2 {
		fail(usage)
	}
	result, err := run(os.Args[1], os.Args[2:])
	if err != nil {
		fail("error: " + err.Error())
	}
	if err := json.NewEncoder(os.Stdout).Encode(result); err != nil {
		fail("error: " + err.Error())
	}
}

func fail(message string) {
	fmt.Fprintln(os.Stderr, message)
	os.Exit(1)
}

func run(command string, arguments []string) (any, error) {
	flags := flag.NewFlagSet(command, flag.ExitOnError)
	labels := Labels{}
	flags.Var(labels, "label", "KEY=VALUE to repeat in the result; may be given several times")
	switch command {
	case "send":
		return send(flags, arguments, labels)
	case "pull", "stream":
		return readEvents(flags, arguments, labels)
	case "sink":
		return sinkEvents(flags, arguments, labels)
	case "takers":
		return nil, takeEntries(flags, arguments)
	case "replies":
		return sendReplies(flags, arguments, labels)
	case "scale":
		return scale(flags, arguments, labels)
	case "start":
		return start(flags, arguments, labels)
	case "sync":
		return syncTimes(flags, arguments, labels)
	}
	return nil, fmt.Errorf("'%s' is no command\n%s", command, usage)
}

// A Labelled result tells what it is about.
type Labelled struct {
	Labels Labels `json:"labels,omitempty"`
	Result any    `json:"result"`
}

func send(flags *flag.FlagSet, arguments []string, labels Labels) (any, error) {
	target := flags.String("url", "http://127.0.0.1:8080/webhooks/social/acme", "the webhook, on this machine")
	servers := flags.String("pids", "", "the server's process ids, with commas, to tell its processor time and memory")
	account := flags.String("account", "17841405822304914", "the Instagram account that the messages are for")
	accounts := flags.Int("accounts", 1, "so many accounts in the place of the one, in random order; those of 'takers'")
	secret := flags.String("secret", "bench-app-secret", "the app secret to sign with")
	count := flags.Int("connections", 64, "connections")
	updates := flags.Int("updates", 1, "updates in a delivery")
	rate := flags.Float64("rate", 0, "deliveries a second, measured from when each was to be sent; 0 sends when answered")
	events := flags.Int("events", 0, "end when so many updates have been acknowledged")
	warmUp := flags.Duration("warmup", time.Second, "how long to send before measuring")
	duration := flags.Duration("duration", 5*time.Second, "how long to measure")
	_ = flags.Parse(arguments)
	address, err := url.Parse(*target)
	if err != nil {
		return nil, err
	}
	receiving := []string{*account}
	if *accounts > 1 {
		receiving = takerIDs(*accounts)
	}
	// Nothing is allocated for a request.
	debug.SetGCPercent(-1)
	result, err := (&Load{
		target: address, deliveries: NewDeliveries(address, receiving, *secret, *updates), connections: *count, rate: *rate,
		events: *events, warmUp: *warmUp, duration: *duration, servers: ids(*servers),
	}).Run()
	return Labelled{labels, result}, err
}

func ids(text string) []int {
	var result []int
	for part := range strings.SplitSeq(text, ",") {
		if id, err := strconv.Atoi(part); err == nil {
			result = append(result, id)
		}
	}
	return result
}

// Labels are given as flags.
type Labels map[string]string

// String is asked for by package flag.
func (l Labels) String() string { return "" }

// Set takes one flag.
func (l Labels) Set(text string) error {
	key, value, found := strings.Cut(text, "=")
	if !found {
		return fmt.Errorf("'%s' is not KEY=VALUE", text)
	}
	l[key] = value
	return nil
}
