// Command peer runs one benchmark suite in Go and prints one JSON line for each measurement.
//
//	peer suite=ping-pong workers=2 size=0 warmup=500 run=300 samples=3
//
// Every peer, whatever its language, takes these arguments and prints these lines.
package main

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// options of one run; durations are in milliseconds on the command line.
type options struct {
	suite   string
	workers int
	size    int
	warmup  time.Duration
	run     time.Duration
	samples int
}

func main() {
	o, err := parse(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "peer: "+err.Error())
		os.Exit(2)
	}
	suites := map[string]func(options){
		"yield": yield, "ping-pong": pingPong, "rendezvous": rendezvous, "buffered": buffered, "chain": chain,
		"many": many, "select": selecting, "spawn": spawn, "skynet": skynet, "parked": parked,
		"timers": timers, "timeout": timeout, "work": work, "work-buffered": workBuffered, "hog": hog,
	}
	suite, ok := suites[o.suite]
	if !ok {
		fmt.Fprintf(os.Stderr, "peer: no suite %q here\n", o.suite)
		os.Exit(2)
	}
	runtime.GOMAXPROCS(o.workers)
	suite(o)
}

func parse(args []string) (options, error) {
	o := options{workers: runtime.NumCPU(), warmup: 500 * time.Millisecond, run: 300 * time.Millisecond, samples: 3}
	for _, arg := range args {
		key, value, _ := strings.Cut(arg, "=")
		if key == "suite" {
			o.suite = value
			continue
		}
		if key == "variant" {
			continue // Go has one scheduler
		}
		number, err := strconv.Atoi(value)
		if err != nil {
			return o, fmt.Errorf("%s is not key=number", arg)
		}
		switch key {
		case "workers":
			o.workers = number
		case "size":
			o.size = number
		case "warmup":
			o.warmup = time.Duration(number) * time.Millisecond
		case "run":
			o.run = time.Duration(number) * time.Millisecond
		case "samples":
			o.samples = number
		default:
			return o, fmt.Errorf("unknown argument %s", arg)
		}
	}
	return o, nil
}

// measure warms up with growing counts until the warm-up time has passed, and then prints the nanoseconds
// per operation of `samples` runs whose count, never less than the first, is chosen so that each takes about the wanted time.
// The body does about n operations and says how many it did and how long they took (set-up left out).
func (o options) measure(first int, body func(n int) (ops int, took time.Duration)) {
	n := o.calibrate(first, body)
	for i := 0; i < o.samples; i++ {
		ops, took := body(n)
		emit("", "ns/op", float64(took.Nanoseconds())/float64(ops))
	}
}

func (o options) calibrate(first int, body func(n int) (ops int, took time.Duration)) int {
	n, start := first, time.Now()
	for {
		_, took := body(n)
		wanted := int(float64(n) * float64(o.run.Nanoseconds()) / float64(took.Nanoseconds()+1))
		n = max(first, min(wanted, 8*n))
		if time.Since(start) >= o.warmup && wanted <= 2*n {
			return n
		}
	}
}

func emit(metric, unit string, value float64) {
	if metric != "" {
		metric = fmt.Sprintf("\"metric\":%q,", metric)
	}
	fmt.Printf("{%s\"unit\":%q,\"value\":%.3f}\n", metric, unit, value)
}

// starved says that the measured task did not run at all.
func starved() { fmt.Println("{\"unit\":\"ns/op\",\"value\":null}") }
