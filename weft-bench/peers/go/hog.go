package main

import (
	"sync/atomic"
	"time"
)

// hog: ping-pong beside as many busy goroutines as there are workers, none of which ever yields.
// A measurement in which ping-pong stood still, or a busy goroutine has never run, is printed as starved.
func hog(o options) {
	var messages atomic.Int64
	there, back := make(chan int), make(chan int)
	go func() {
		for v := range there {
			back <- v
		}
	}()
	go func() {
		for i := 0; ; i++ {
			there <- i
			<-back
			messages.Add(2)
		}
	}()
	time.Sleep(o.warmup)
	for i := 0; i < o.workers; i++ {
		go busy()
	}
	time.Sleep(100 * time.Millisecond)
	for i := 0; i < o.samples; i++ {
		before, start := messages.Load(), time.Now()
		time.Sleep(o.run)
		count := messages.Load() - before
		if count == 0 || started.Load() < int64(o.workers) {
			starved()
			continue
		}
		emit("", "ns/op", float64(time.Since(start).Nanoseconds())/float64(count))
	}
}

var hogWork, started atomic.Int64

func busy() {
	started.Add(1)
	for {
		hogWork.Add(1)
	}
}
