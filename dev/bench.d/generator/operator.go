package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"sync/atomic"
	"syscall"
	"time"
)

// Scale is what is told of an operator with many accounts.
type Scale struct {
	Accounts int `json:"accounts"`
	// From the start of the operator's process, with nothing but the accounts in the cluster.
	Cold Phase `json:"cold"`
	// All are Ready and nothing happens.
	Rest Phase `json:"rest"`
	// Of one account at a time.
	Changes Changes `json:"changes"`
	// The operator is started again, and finds everything as it should be.
	Again Phase `json:"again"`
	Spent
}

// A Phase has its time, the requests of that time, and what the operator used.
type Phase struct {
	Seconds    float64 `json:"seconds"`
	CPUSeconds float64 `json:"cpuSeconds"`
	// What the API server and its etcd used.
	ServerSeconds float64 `json:"serverCpuSeconds"`
	// Resident memory at its end, and the most up to then.
	Bytes     int `json:"residentBytes"`
	MostBytes int `json:"mostResidentBytes"`
	Requests
}

// Changes are told in milliseconds.
type Changes struct {
	Count int `json:"count"`
	// Until the status is about the new spec.
	SeenMedian float64 `json:"seenMedianMillis"`
	SeenMost   float64 `json:"seenMostMillis"`
	// Until the account is Ready by the new spec.
	InForceMedian float64 `json:"inForceMedianMillis"`
	InForceMost   float64 `json:"inForceMostMillis"`
	Requests
}

// A bench is one run.
type bench struct {
	command  []string
	output   *os.File
	beside   []int
	audit    *Audit
	accounts *Accounts
	operator *operator
	// Ends the run, when the operator ends by itself.
	fail context.CancelCauseFunc
}

// An operator runs until it is stopped, or ends by itself.
type operator struct {
	*exec.Cmd
	ended    chan struct{}
	stopping atomic.Bool
}

func scale(flags *flag.FlagSet, arguments []string, labels Labels) (any, error) {
	kubeconfig := flags.String("kubeconfig", "", "an admin of the API server")
	audit := flags.String("audit", "", "the API server's audit log, of the operator's requests alone")
	count := flags.Int("accounts", 10, "how many")
	subscribed := flags.Bool("subscriptions", false, "one for each account")
	rest := flags.Duration("rest", 3*time.Minute, "how long to watch the operator do nothing")
	changes := flags.Int("changes", 10, "how many changes of an account to time")
	patience := flags.Duration("patience", 10*time.Minute, "how long to wait until all accounts are ready")
	port := flags.Int("port", 9000, "where receivers answer /status")
	output := flags.String("output", os.DevNull, "the file for what the operator says")
	beside := flags.String("pids", "", "process ids of the API server, with commas")
	_ = flags.Parse(arguments)
	if flags.NArg() == 0 {
		return nil, errors.New("name the command that starts the operator")
	}
	log, err := os.Create(*output)
	if err != nil {
		return nil, err
	}
	defer log.Close()
	kube, err := NewKube(*kubeconfig)
	if err != nil {
		return nil, err
	}
	limited, cancel := context.WithTimeout(context.Background(), *patience+*rest+10*time.Minute)
	defer cancel()
	ctx, fail := context.WithCancelCause(limited)
	receivers := NewReceivers(*port)
	defer receivers.Close()
	b := &bench{command: flags.Args(), output: log, beside: ids(*beside), audit: &Audit{file: *audit}, accounts: NewAccounts(ctx, kube), fail: fail}
	if err := b.accounts.Create(ctx, *count, *subscribed); err != nil {
		return nil, err
	}
	NewCluster(kube, receivers).Run(ctx)
	defer func() { b.stop() }()
	result, err := b.run(ctx, *count, *rest, *changes, *patience)
	return Labelled{labels, result}, err
}

func (b *bench) run(ctx context.Context, count int, rest time.Duration, changes int, patience time.Duration) (result Scale, err error) {
	result.Accounts = count
	before := UsageNow(b.beside)
	if err := b.start(); err != nil {
		return result, err
	}
	result.Cold, err = b.phase(func() error {
		limited, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		return b.accounts.AwaitReady(limited, count)
	})
	if err != nil {
		return result, err
	}
	if err := b.settle(ctx); err != nil {
		return result, err
	}
	result.Rest, err = b.phase(func() error { return sleep(ctx, rest) })
	if err != nil {
		return result, err
	}
	if result.Changes, err = b.change(ctx, count, changes); err != nil {
		return result, err
	}
	b.stop()
	if err := b.start(); err != nil {
		return result, err
	}
	result.Again, err = b.phase(func() error {
		_, _, err := b.accounts.Change(ctx, accountName(count-1), 9)
		return err
	})
	// What has ended counts as this program's own.
	b.stop()
	result.Spent = before.Until(UsageNow(b.beside), runtime.NumCPU())
	return result, err
}

func (b *bench) start() error {
	started := &operator{Cmd: exec.Command(b.command[0], b.command[1:]...), ended: make(chan struct{})}
	started.Stdout, started.Stderr = b.output, b.output
	// Whatever ends this program, that is, the thread, ends the operator.
	started.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	runtime.LockOSThread()
	if _, err := b.audit.Next(); err != nil {
		return err
	}
	if err := started.Start(); err != nil {
		return err
	}
	b.operator = started
	go func() {
		_ = started.Wait()
		if !started.stopping.Load() {
			b.fail(fmt.Errorf("the operator has ended by itself: %s", started.ProcessState))
		}
		close(started.ended)
	}()
	return nil
}

func (b *bench) stop() {
	if b.operator == nil {
		return
	}
	b.operator.stopping.Store(true)
	_ = b.operator.Process.Signal(syscall.SIGTERM)
	<-b.operator.ended
	b.operator = nil
}

// phase tells what the operator did and used while something went on.
func (b *bench) phase(goesOn func() error) (Phase, error) {
	pids := []int{b.operator.Process.Pid}
	begun, used, server := time.Now(), treeTime(pids), treeTime(b.beside)
	if err := goesOn(); err != nil {
		return Phase{}, err
	}
	phase := Phase{Seconds: time.Since(begun).Seconds(), CPUSeconds: (treeTime(pids) - used).Seconds(),
		ServerSeconds: (treeTime(b.beside) - server).Seconds(), Bytes: ResidentBytes(pids), MostBytes: MostResidentBytes(pids[0])}
	var err error
	phase.Requests, err = b.audit.Next()
	return phase, err
}

// settle waits until there was nothing to write for a while: what only moves is written up to a minute later.
func (b *bench) settle(ctx context.Context) error {
	for quiet := 0; quiet < 2; {
		if err := sleep(ctx, 15*time.Second); err != nil {
			return err
		}
		requests, err := b.audit.Next()
		if err != nil {
			return err
		}
		quiet++
		if requests.Writes > 0 {
			quiet = 0
		}
	}
	return nil
}

func (b *bench) change(ctx context.Context, accounts, count int) (changes Changes, err error) {
	var seen, inForce []time.Duration
	for number := range count {
		s, f, err := b.accounts.Change(ctx, accountName(number*accounts/count), 2+number%7)
		if err != nil {
			return changes, err
		}
		seen, inForce = append(seen, s), append(inForce, f)
	}
	changes.Count = count
	changes.SeenMedian, changes.SeenMost = medianAndMost(seen)
	changes.InForceMedian, changes.InForceMost = medianAndMost(inForce)
	changes.Requests, err = b.audit.Next()
	return changes, err
}

func sleep(ctx context.Context, duration time.Duration) error {
	select {
	case <-time.After(duration):
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
