package main

import (
	"fmt"
	"net/url"
	"runtime"
	"strconv"
	"syscall"
	"time"
	"unsafe"
)

// A Load is a series of deliveries over a fixed number of connections. One thread drives all of them by epoll: Go's own
// scheduler would take more processor time than the requests themselves, from servers on the same cores.
type Load struct {
	target      *url.URL
	deliveries  *Deliveries
	connections int
	// Deliveries a second, at even distances, whatever the answers; 0 sends the next one on a connection when it is answered.
	rate float64
	// Ends early when so many updates have been acknowledged; 0 does not.
	events           int
	warmUp, duration time.Duration
	servers          []int

	epoll int
	// By their file descriptors.
	open       map[int32]*connection
	free       []*connection
	waiting    int
	inFlight   int
	started    time.Time
	sent       int
	measuring  bool
	stopping   bool
	result     Result
	latencies  Histogram
	lateness   Histogram
	readBuffer []byte
	lookedAt   time.Time
}

const residentInterval = 500 * time.Millisecond

type connection struct {
	fd       int
	buffer   []byte
	unsent   []byte
	response Response
	busy     bool
	// Whether its request belongs to the time that is measured; tells only at a fixed rate.
	measured bool
	intended time.Time
}

// Run sends and measures.
func (l *Load) Run() (*Result, error) {
	runtime.LockOSThread()
	var err error
	if l.epoll, err = syscall.EpollCreate1(0); err != nil {
		return nil, err
	}
	l.readBuffer = make([]byte, 64<<10)
	l.result.Statuses = map[int]int{}
	l.open = map[int32]*connection{}
	for range l.connections {
		c := &connection{fd: -1, buffer: make([]byte, l.deliveries.BufferBytes())}
		if err := l.connect(c); err != nil {
			return nil, err
		}
		l.free = append(l.free, c)
	}
	l.started = time.Now()
	from := l.started.Add(l.warmUp)
	to := from.Add(l.duration)
	var before, after Usage
	for !l.stopping || (l.inFlight > 0 || l.waiting > 0) && time.Since(to) < 10*time.Second {
		now := time.Now()
		if !l.measuring && !l.stopping && now.After(from) {
			l.measuring, before = true, UsageNow(l.servers)
		}
		if l.measuring && now.Sub(l.lookedAt) > residentInterval {
			l.lookedAt = now
			l.result.ResidentBytes = max(l.result.ResidentBytes, ResidentBytes(l.servers))
		}
		if l.measuring && (now.After(to) || l.events > 0 && l.result.Acknowledged >= l.events) {
			l.measuring, l.stopping, after = false, true, UsageNow(l.servers)
			if after.at.Before(to) {
				to = after.at
			}
		}
		wait := 10 * time.Millisecond
		if due := l.sendDue(now, from, to); due < wait {
			wait = due
		}
		if err := l.await(wait); err != nil {
			return nil, err
		}
	}
	l.result.Unanswered += l.inFlight + l.waiting
	l.sumUp(before.Until(after, runtime.NumCPU()))
	return &l.result, nil
}

// sendDue sends what is to be sent by now, and tells for how long nothing will be.
func (l *Load) sendDue(now, from, to time.Time) time.Duration {
	if l.rate == 0 {
		for !l.stopping && len(l.free) > 0 {
			l.send(l.take(), now)
		}
		return time.Hour
	}
	for {
		intended := l.started.Add(time.Duration(float64(l.sent) / l.rate * float64(time.Second)))
		if !intended.Before(to) {
			l.waiting = 0
			return time.Hour
		}
		if until := intended.Sub(now); until > 0 {
			l.waiting = 0
			return until
		}
		if len(l.free) == 0 {
			l.waiting = int(now.Sub(intended).Seconds()*l.rate) + 1
			return time.Hour
		}
		c := l.take()
		c.measured = !intended.Before(from)
		l.sent++
		now = time.Now()
		if c.measured {
			l.lateness.Record(now.Sub(intended))
		}
		l.send(c, intended)
	}
}

// take gives the connection that has been free for longest.
func (l *Load) take() *connection {
	c := l.free[0]
	l.free = l.free[1:]
	return c
}

func (l *Load) send(c *connection, intended time.Time) {
	c.intended, c.busy = intended, true
	l.inFlight++
	c.unsent = l.deliveries.Write(c.buffer, time.Now())
	l.flush(c)
}

// flush writes as much as the socket takes; epoll tells when it takes more.
func (l *Load) flush(c *connection) {
	for len(c.unsent) > 0 {
		n, _, errno := syscall.RawSyscall(syscall.SYS_WRITE, uintptr(c.fd), uintptr(unsafe.Pointer(&c.unsent[0])), uintptr(len(c.unsent)))
		if errno != 0 {
			// An end of the connection is seen when reading.
			return
		}
		c.unsent = c.unsent[n:]
	}
}

// await handles what happens on the connections within a time.
func (l *Load) await(wait time.Duration) error {
	var events [128]syscall.EpollEvent
	timeout := syscall.NsecToTimespec(wait.Nanoseconds())
	n, _, errno := syscall.Syscall6(sysEpollPwait2, uintptr(l.epoll), uintptr(unsafe.Pointer(&events[0])), uintptr(len(events)),
		uintptr(unsafe.Pointer(&timeout)), 0, 0)
	if errno == syscall.EINTR {
		return nil
	}
	if errno != 0 {
		return fmt.Errorf("epoll_pwait2 (Linux 5.11 or newer): %w", errno)
	}
	for _, event := range events[:n] {
		c := l.open[event.Fd]
		if event.Events&syscall.EPOLLOUT != 0 {
			l.flush(c)
		}
		if event.Events&^syscall.EPOLLOUT != 0 {
			if err := l.receive(c); err != nil {
				return err
			}
		}
	}
	return nil
}

func (l *Load) receive(c *connection) error {
	n, _, errno := syscall.RawSyscall(syscall.SYS_READ, uintptr(c.fd), uintptr(unsafe.Pointer(&l.readBuffer[0])), uintptr(len(l.readBuffer)))
	if errno == syscall.EAGAIN {
		return nil
	}
	if errno != 0 || n == 0 {
		return l.reconnect(c)
	}
	status, err := c.response.Add(l.readBuffer[:n])
	if err != nil {
		return err
	}
	if status != 0 {
		l.answered(c, status)
	}
	return nil
}

func (l *Load) answered(c *connection, status int) {
	now := time.Now()
	c.busy = false
	l.inFlight--
	if status == 200 {
		l.result.Acknowledged += l.deliveries.updates
	}
	if l.rate > 0 && c.measured || l.rate == 0 && l.measuring {
		l.latencies.Record(now.Sub(c.intended))
		l.result.Statuses[status]++
		if status == 200 {
			l.result.Requests++
		}
	}
	if l.rate == 0 && !l.stopping {
		l.send(c, now)
	} else {
		l.free = append(l.free, c)
	}
}

func (l *Load) reconnect(c *connection) error {
	if c.busy {
		c.busy = false
		l.inFlight--
		if l.measuring {
			l.result.Unanswered++
		}
		l.free = append(l.free, c)
	}
	l.result.Reconnects++
	delete(l.open, int32(c.fd))
	_ = syscall.Close(c.fd)
	return l.connect(c)
}

func (l *Load) connect(c *connection) error {
	port, err := strconv.Atoi(l.target.Port())
	if err != nil {
		return fmt.Errorf("%s: name the port", l.target)
	}
	c.fd, err = syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM|syscall.SOCK_CLOEXEC, 0)
	if err != nil {
		return err
	}
	if err := syscall.Connect(c.fd, &syscall.SockaddrInet4{Port: port, Addr: [4]byte{127, 0, 0, 1}}); err != nil {
		return fmt.Errorf("%s: %w", l.target.Host, err)
	}
	_ = syscall.SetsockoptInt(c.fd, syscall.IPPROTO_TCP, syscall.TCP_NODELAY, 1)
	if err := syscall.SetNonblock(c.fd, true); err != nil {
		return err
	}
	c.response = Response{}
	c.unsent = nil
	l.open[int32(c.fd)] = c
	const edges = syscall.EPOLLIN | syscall.EPOLLOUT | 1<<31 // EPOLLET
	event := syscall.EpollEvent{Events: edges, Fd: int32(c.fd)}
	return syscall.EpollCtl(l.epoll, syscall.EPOLL_CTL_ADD, c.fd, &event)
}

// The same number on all architectures; package syscall is older.
const sysEpollPwait2 = 441
