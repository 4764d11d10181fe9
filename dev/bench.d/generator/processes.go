package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// The kernel counts processor time in ticks of this length (USER_HZ).
const tick = 10 * time.Millisecond

// Usage is how much processor time has been used up to a moment.
type Usage struct {
	at time.Time
	// By everybody on this machine, and what the hypervisor took.
	all time.Duration
	// By the server, with the processes it started, and by this one.
	server, self time.Duration
}

// UsageNow reads what /proc tells; the server is the tree of processes under the ids.
func UsageNow(servers []int) Usage {
	return Usage{at: time.Now(), all: machineTime(), server: treeTime(servers), self: processTime(os.Getpid())}
}

// Spent is what was used between two moments.
type Spent struct {
	Seconds       float64 `json:"seconds"`
	ServerSeconds float64 `json:"serverCpuSeconds"`
	SelfSeconds   float64 `json:"generatorCpuSeconds"`
	// The share of all cores that neither of the two used, but others did.
	OthersShare float64 `json:"othersShare"`
	// Whether that was so much that the figures say little.
	Disturbed bool `json:"disturbed"`
}

const disturbedShare = 0.25

// Until tells what was used from u to the later one.
func (u Usage) Until(later Usage, cores int) Spent {
	seconds := later.at.Sub(u.at).Seconds()
	server, self := (later.server - u.server).Seconds(), (later.self - u.self).Seconds()
	others := max(0, (later.all-u.all).Seconds()-server-self) / seconds / float64(cores)
	return Spent{
		Seconds: seconds, ServerSeconds: server, SelfSeconds: self, OthersShare: others, Disturbed: others > disturbedShare,
	}
}

// machineTime leaves out idle time and waiting for disks.
func machineTime() time.Duration {
	line, _, _ := strings.Cut(read("/proc/stat"), "\n")
	ticks := 0
	for i, field := range strings.Fields(line)[1:9] {
		if i != 3 && i != 4 {
			ticks += number(field)
		}
	}
	return time.Duration(ticks) * tick
}

// processTime includes that of its children that have ended.
func processTime(pid int) time.Duration {
	_, ticks := stat(pid)
	return time.Duration(ticks) * tick
}

func treeTime(roots []int) time.Duration {
	total := 0
	for _, process := range tree(roots) {
		total += process.ticks
	}
	return time.Duration(total) * tick
}

// ResidentBytes sums up what the processes have in memory, without those they started.
func ResidentBytes(pids []int) int {
	total := 0
	for _, pid := range pids {
		total += pages(pid, 1)
	}
	return total
}

// FileBytes is the part of a process's resident memory that is of files.
func FileBytes(pid int) int { return pages(pid, 2) }

// MostResidentBytes is the most that the process ever had in memory.
func MostResidentBytes(pid int) int {
	_, rest, _ := strings.Cut(read(fmt.Sprintf("/proc/%d/status", pid)), "VmHWM:")
	kilobytes, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	return number(kilobytes) * 1024
}

// pages reads a field of statm: 1 is what is resident, 2 what of that is of files.
func pages(pid, field int) int {
	fields := strings.Fields(read(fmt.Sprintf("/proc/%d/statm", pid)))
	if len(fields) <= field {
		return 0
	}
	return number(fields[field]) * os.Getpagesize()
}

type process struct{ pid, parent, ticks int }

func tree(roots []int) []process {
	if len(roots) == 0 {
		return nil
	}
	wanted := map[int]bool{}
	for _, root := range roots {
		wanted[root] = true
	}
	var others, result []process
	folders, _ := os.ReadDir("/proc")
	for _, folder := range folders {
		pid, err := strconv.Atoi(folder.Name())
		if err != nil {
			continue
		}
		parent, ticks := stat(pid)
		others = append(others, process{pid, parent, ticks})
	}
	for found := true; found; {
		found = false
		rest := others[:0:0]
		for _, p := range others {
			if wanted[p.pid] || wanted[p.parent] {
				wanted[p.pid] = true
				result = append(result, p)
				found = true
			} else {
				rest = append(rest, p)
			}
		}
		others = rest
	}
	return result
}

func stat(pid int) (parent, ticks int) {
	text := read(fmt.Sprintf("/proc/%d/stat", pid))
	// The name, in brackets, may hold anything.
	fields := strings.Fields(text[strings.LastIndexByte(text, ')')+1:])
	if len(fields) < 15 {
		return 0, 0
	}
	return number(fields[1]), number(fields[11]) + number(fields[12]) + number(fields[13]) + number(fields[14])
}

// read gives nothing of a process that has ended.
func read(file string) string {
	content, _ := os.ReadFile(file)
	return string(content)
}

func number(text string) int {
	n, _ := strconv.Atoi(text)
	return n
}
