package main

import (
	"flag"
	"os"
	"syscall"
	"time"
)

func syncTimes(flags *flag.FlagSet, arguments []string, labels Labels) (any, error) {
	folder := flags.String("folder", ".", "a folder on the disk")
	times := flags.Int("times", 500, "how often to write")
	_ = flags.Parse(arguments)
	file, err := os.CreateTemp(*folder, "sync")
	if err != nil {
		return nil, err
	}
	defer os.Remove(file.Name())
	defer file.Close()
	block := make([]byte, 4096)
	var latencies Histogram
	for range *times {
		started := time.Now()
		if _, err := file.Write(block); err != nil {
			return nil, err
		}
		if err := syscall.Fdatasync(int(file.Fd())); err != nil {
			return nil, err
		}
		latencies.Record(time.Since(started))
	}
	return Labelled{labels, map[string]Latency{"latencyMillis": latencies.Latency()}}, nil
}
