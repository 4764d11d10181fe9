package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Measured is all that a run has measured.
type Measured struct {
	// What the machine is, as pairs of a name and a value.
	Machine [][2]string
	Lines   []Line
}

// Labels tell what a measurement is about.
type Labels map[string]string

// A Line is one measurement.
type Line struct {
	Labels Labels `json:"labels"`
	// Why there is no result.
	LeftOut string  `json:"leftOut"`
	Result  Figures `json:"result"`
}

// Figures are those of all kinds of measurement; each has some of them.
type Figures struct {
	Requests      int            `json:"requests"`
	Rate          float64        `json:"requestsPerSecond"`
	EventRate     float64        `json:"eventsPerSecond"`
	Statuses      map[string]int `json:"statuses"`
	Unanswered    int            `json:"unanswered"`
	Latency       Latency        `json:"latencyMillis"`
	ServerMicros  float64        `json:"serverCpuMicrosPerRequest"`
	ReadMicros    float64        `json:"serverCpuMicrosPerEvent"`
	SelfMicros    float64        `json:"generatorCpuMicrosPerRequest"`
	ResidentBytes float64        `json:"serverResidentBytes"`
	ServerSeconds float64        `json:"serverCpuSeconds"`
	StartMillis   float64        `json:"startMillis"`
	IdleBytes     float64        `json:"idleResidentBytes"`
	IdleFileBytes float64        `json:"idleFileBytes"`
	Acknowledged  float64        `json:"acknowledgedEvents"`
	DiskBytes     float64        `json:"diskBytes"`
	Bytes         float64        `json:"bytes"`
	Seconds       float64        `json:"seconds"`
	OthersShare   float64        `json:"othersShare"`
	Disturbed     bool           `json:"disturbed"`
	Events        int            `json:"events"`
	Duplicates    int            `json:"duplicates"`
	Disordered    int            `json:"disordered"`
	Refused       int            `json:"refused"`
	// By subscription.
	Paths          map[string]Path `json:"paths"`
	ResidentTenths []float64       `json:"serverResidentTenths"`
	Scale
}

// A Path is where one subscription's events go.
type Path struct {
	Events int     `json:"events"`
	P99    float64 `json:"p99"`
}

// Latency is in milliseconds.
type Latency struct {
	P50 float64 `json:"p50"`
	P99 float64 `json:"p99"`
	Max float64 `json:"max"`
}

// Read reads what dev/bench has left in a folder.
func Read(folder string) (*Measured, error) {
	measured := &Measured{}
	machine, err := os.ReadFile(filepath.Join(folder, "machine.tsv"))
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(machine)) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), "\t")
		measured.Machine = append(measured.Machine, [2]string{name, value})
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.jsonl"))
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		if err := measured.add(file); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	return measured, nil
}

func (m *Measured) add(file string) error {
	opened, err := os.Open(file)
	if err != nil {
		return err
	}
	defer opened.Close()
	for scanner := bufio.NewScanner(opened); ; {
		if !scanner.Scan() {
			return scanner.Err()
		}
		var line Line
		if err := json.Unmarshal(scanner.Bytes(), &line); err != nil {
			return err
		}
		m.Lines = append(m.Lines, line)
	}
}

// Of gives the measurements with these labels, "key=value" each.
func (m *Measured) Of(labels ...string) []Line {
	var result []Line
	for _, line := range m.Lines {
		if line.LeftOut == "" && line.has(labels) {
			result = append(result, line)
		}
	}
	return result
}

func (l Line) has(labels []string) bool {
	for _, label := range labels {
		key, value, _ := strings.Cut(label, "=")
		if l.Labels[key] != value {
			return false
		}
	}
	return true
}

// LeftOut gives those that could not be measured.
func (m *Measured) LeftOut() []Line {
	return slices.DeleteFunc(slices.Clone(m.Lines), func(line Line) bool { return line.LeftOut == "" })
}

// A Sample is one figure of several measurements of the same.
type Sample struct {
	// Sorted.
	Values []float64
	// How many measurements were left out because other processes disturbed them.
	LeftOut int
	// All were disturbed, so none is left out, and the figures say little.
	Disturbed bool
}

// SampleOf takes the figure of each.
func SampleOf(lines []Line, figure func(Figures) float64) Sample {
	quiet := slices.DeleteFunc(slices.Clone(lines), func(line Line) bool { return line.Result.Disturbed })
	sample := Sample{LeftOut: len(lines) - len(quiet)}
	if len(quiet) == 0 && len(lines) > 0 {
		quiet, sample.LeftOut, sample.Disturbed = lines, 0, true
	}
	for _, line := range quiet {
		sample.Values = append(sample.Values, figure(line.Result))
	}
	slices.Sort(sample.Values)
	return sample
}

// Ratios compares measurements of the same round, since what disturbs one disturbs the other, too.
func Ratios(ours, theirs []Line, figure func(Figures) float64) Sample {
	var sample Sample
	for _, our := range ours {
		for _, their := range theirs {
			if our.Labels["round"] != their.Labels["round"] || figure(their.Result) == 0 {
				continue
			}
			if our.Result.Disturbed || their.Result.Disturbed {
				sample.LeftOut++
				continue
			}
			sample.Values = append(sample.Values, figure(our.Result)/figure(their.Result))
		}
	}
	slices.Sort(sample.Values)
	if len(sample.Values) > 0 || sample.LeftOut == 0 {
		return sample
	}
	our, their := SampleOf(ours, figure), SampleOf(theirs, figure)
	return Sample{Values: []float64{our.Median() / their.Median()}, Disturbed: true}
}

// Median is the middle value; of an even number, the mean of the two in the middle.
func (s Sample) Median() float64 {
	n := len(s.Values)
	if n == 0 {
		return 0
	}
	return (s.Values[(n-1)/2] + s.Values[n/2]) / 2
}

// Min is the least.
func (s Sample) Min() float64 {
	if len(s.Values) == 0 {
		return 0
	}
	return s.Values[0]
}

// Max is the most.
func (s Sample) Max() float64 {
	if len(s.Values) == 0 {
		return 0
	}
	return s.Values[len(s.Values)-1]
}
