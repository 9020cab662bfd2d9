package main

import "time"

const workBuffer = 16

// work: one sender and one receiver that compute for `size` microseconds between two messages, no buffer.
func work(o options) { workingStream(o, 0) }

// workBuffered: the same with a buffer.
func workBuffered(o options) { workingStream(o, workBuffer) }

func workingStream(o options, capacity int) {
	each := time.Duration(o.size) * time.Microsecond
	o.measure(100, func(n int) (int, time.Duration) {
		values := make(chan int, capacity)
		start := time.Now()
		go func() {
			for i := 0; i < n; i++ {
				compute(each)
				values <- i
			}
		}()
		for i := 0; i < n; i++ {
			<-values
			compute(each)
		}
		return n, time.Since(start)
	})
}

// compute keeps the processor busy for a time by the clock.
func compute(each time.Duration) {
	end := time.Now().Add(each)
	for time.Now().Before(end) {
	}
}
