package main

import (
	"errors"
	"flag"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"time"
)

// StartTime is what is told of a start.
type StartTime struct {
	// From the start of the process to the first good answer, looked for every two milliseconds.
	Millis float64 `json:"startMillis"`
	// A while after that, during which nobody asked for anything.
	IdleBytes int `json:"idleResidentBytes,omitempty"`
	// The part of it that belongs to files, which several processes of one machine share.
	IdleFileBytes int `json:"idleFileBytes,omitempty"`
	Spent
}

func start(flags *flag.FlagSet, arguments []string, labels Labels) (any, error) {
	target := flags.String("url", "http://127.0.0.1:9000/health/ready", "what answers 200 when the server is ready")
	idle := flags.Duration("idle", 0, "how long to wait before looking at its memory; 0 does not look")
	output := flags.String("output", os.DevNull, "the file for what it says")
	_ = flags.Parse(arguments)
	if flags.NArg() == 0 {
		return nil, errors.New("name the command that starts the server")
	}
	log, err := os.Create(*output)
	if err != nil {
		return nil, err
	}
	defer log.Close()
	server := exec.Command(flags.Arg(0), flags.Args()[1:]...)
	server.Stdout, server.Stderr = log, log
	// Whatever ends this program ends the server.
	server.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	// That is, whatever ends the thread.
	runtime.LockOSThread()
	before := UsageNow(nil)
	started := before.at
	if err := server.Start(); err != nil {
		return nil, err
	}
	defer func() {
		_ = server.Process.Signal(syscall.SIGTERM)
		_ = server.Wait()
	}()
	if err := awaitOK(*target, started.Add(time.Minute)); err != nil {
		return nil, err
	}
	result := StartTime{Millis: millis(time.Since(started)), Spent: before.Until(UsageNow([]int{server.Process.Pid}), runtime.NumCPU())}
	if *idle > 0 {
		time.Sleep(*idle)
		result.IdleBytes = ResidentBytes([]int{server.Process.Pid})
		result.IdleFileBytes = FileBytes(server.Process.Pid)
	}
	return Labelled{labels, result}, nil
}

func awaitOK(target string, deadline time.Time) error {
	for time.Now().Before(deadline) {
		response, err := http.Get(target)
		if err == nil {
			response.Body.Close()
			if response.StatusCode == http.StatusOK {
				return nil
			}
		}
		time.Sleep(2 * time.Millisecond)
	}
	return fmt.Errorf("no good answer from %s", target)
}
