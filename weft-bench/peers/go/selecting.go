package main

import (
	"fmt"
	"os"
	"time"
)

// selecting: one goroutine sends to `size` rendezvous channels in turn, one selects over all of them.
// (A select with a single clause is compiled to a plain receive.)
func selecting(o options) {
	o.measure(10_000, func(n int) (int, time.Duration) {
		channels := make([]chan int, o.size)
		for i := range channels {
			channels[i] = make(chan int)
		}
		start := time.Now()
		go func() {
			for i := 0; i < n; i++ {
				channels[i%o.size] <- i
			}
		}()
		receive(channels, n)
		return n, time.Since(start)
	})
}

func receive(c []chan int, n int) {
	switch len(c) {
	case 1:
		for i := 0; i < n; i++ {
			select {
			case <-c[0]:
			}
		}
	case 2:
		for i := 0; i < n; i++ {
			select {
			case <-c[0]:
			case <-c[1]:
			}
		}
	case 8:
		for i := 0; i < n; i++ {
			select {
			case <-c[0]:
			case <-c[1]:
			case <-c[2]:
			case <-c[3]:
			case <-c[4]:
			case <-c[5]:
			case <-c[6]:
			case <-c[7]:
			}
		}
	default:
		fmt.Fprintln(os.Stderr, "peer: select has 1, 2 or 8 clauses")
		os.Exit(2)
	}
}
