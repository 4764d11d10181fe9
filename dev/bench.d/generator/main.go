// Command generator plays Meta for dev/bench: it sends signed deliveries to a webhook's URL, or reads events, and prints
// one JSON document about it.
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

func main() {
	result, err := run(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
	encoded, _ := json.Marshal(result)
	fmt.Println(string(encoded))
}

func run(arguments []string) (any, error) {
	if len(arguments) == 0 {
		return nil, fmt.Errorf("usage: generator send|pull|stream [-flag …]; generator send -h tells the flags")
	}
	flags := flag.NewFlagSet(arguments[0], flag.ExitOnError)
	target := flags.String("url", "http://127.0.0.1:8080/webhooks/social/acme", "where to send to, or to read from")
	servers := flags.String("pids", "", "the server's process ids, with commas, to tell its processor time")
	duration := flags.Duration("duration", 5*time.Second, "how long to measure")
	switch arguments[0] {
	case "send":
		account := flags.String("account", "17841405822304914", "the Instagram account that the messages are for")
		secret := flags.String("secret", "bench-app-secret", "the app secret to sign with")
		count := flags.Int("connections", 64, "connections")
		updates := flags.Int("updates", 1, "updates in a delivery")
		rate := flags.Float64("rate", 0, "deliveries a second, measured from when each was to be sent; 0 sends when answered")
		events := flags.Int("events", 0, "end when so many updates have been acknowledged")
		warmUp := flags.Duration("warmup", time.Second, "how long to send before measuring")
		_ = flags.Parse(arguments[1:])
		address, err := url.Parse(*target)
		if err != nil {
			return nil, err
		}
		// Nothing is allocated for a request.
		debug.SetGCPercent(-1)
		return (&Load{
			target: address, deliveries: NewDeliveries(address, *account, *secret, *updates), connections: *count, rate: *rate,
			events: *events, warmUp: *warmUp, duration: *duration, servers: ids(*servers),
		}).Run()
	default:
		return nil, fmt.Errorf("'%s' is none of send, pull and stream", arguments[0])
	}
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
