package main

import (
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestRequestsAreCountedOnceAndTheLeadersApart(t *testing.T) {
	file := filepath.Join(t.TempDir(), "audit.log")
	write(t, file, `{"stage":"ResponseStarted","verb":"watch","objectRef":{"resource":"pods"},"responseStatus":{"code":200}}
{"stage":"ResponseComplete","verb":"watch","objectRef":{"resource":"pods"},"responseStatus":{"code":200}}
{"stage":"ResponseComplete","verb":"get","objectRef":{"resource":"leases"},"responseStatus":{"code":200}}
{"stage":"ResponseComplete","verb":"update","objectRef":{"resource":"leases"},"responseStatus":{"code":200}}
{"stage":"ResponseComplete","verb":"patch","objectRef":{"resource":"pods","subresource":"status"},"responseStatus":{"code":409}}
{"stage":"ResponseComplete","verb":"create","obj`)
	audit := &Audit{file: file}

	got, err := audit.Next()

	if err != nil || got.Total != 4 || got.Leader != 2 || got.Writes != 1 || got.Kinds["patch pods/status 409"] != 1 {
		t.Errorf("%+v, %v", got, err)
	}
	write(t, file, `ectRef":{"resource":"services"},"responseStatus":{"code":201}}
`)
	if got, err := audit.Next(); err != nil || got.Total != 1 || got.Kinds["create services"] != 1 {
		t.Errorf("the line that was cut: %+v, %v", got, err)
	}
}

func TestAReceiverReportsTheConfigurationOfItsAccount(t *testing.T) {
	receivers := NewReceivers(freePort(t))
	defer receivers.Close()
	address, err := receivers.Start("account-0251", 251)
	if err != nil {
		t.Fatal(err)
	}

	before, _ := ask(t, address, receivers.port)
	receivers.Configure(address, "account: {}\n")
	after, report := ask(t, address, receivers.port)

	if address != "127.1.1.2" || before != http.StatusServiceUnavailable || after != http.StatusOK {
		t.Errorf("%s: %d, then %d", address, before, after)
	}
	const hash = "929543dcdbae5ed498a552532576bc55cb65257e1adcf22061ab9c47383f0b52"
	if !strings.Contains(report, hash) || !strings.Contains(report, `"username":"account_0251"`) || strings.Contains(report, "cursor") {
		t.Error(report)
	}
}

func TestAReceiverAsksMetaEveryFiveMinutes(t *testing.T) {
	since := time.Date(2026, 11, 26, 4, 0, 0, 0, time.UTC)
	r := oneReceiver{account: "account-0001", since: since, again: time.Minute, subscribed: true}

	for after, want := range map[time.Duration]string{
		59 * time.Second: "04:00:00Z", 60 * time.Second: "04:01:00Z", 359 * time.Second: "04:01:00Z", 360 * time.Second: "04:06:00Z",
	} {
		if report := r.report(since.Add(after)); !strings.Contains(report, `"checkedAt":"2026-11-26T`+want) || !strings.Contains(report, `"cursor"`) {
			t.Errorf("after %s: %s", after, report)
		}
	}
}

// freePort is one that nobody listens on at the address of the test.
func freePort(t *testing.T) int {
	t.Helper()
	listener, err := net.Listen("tcp", "127.1.1.2:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port
}

func ask(t *testing.T, address string, port int) (int, string) {
	t.Helper()
	response, err := http.Get("http://" + address + ":" + strconv.Itoa(port) + "/status")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, _ := io.ReadAll(response.Body)
	return response.StatusCode, string(body)
}

func write(t *testing.T, file, text string) {
	t.Helper()
	opened, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close()
	if _, err := opened.WriteString(text); err != nil {
		t.Fatal(err)
	}
}
