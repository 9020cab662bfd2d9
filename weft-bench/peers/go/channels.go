package main

import (
	"sync"
	"time"
)

// pingPong: two goroutines, two rendezvous channels, one value to and fro; an operation is one message one way.
func pingPong(o options) {
	o.measure(10_000, func(n int) (int, time.Duration) {
		there, back := make(chan int), make(chan int)
		go func() {
			for i := 0; i < n; i++ {
				back <- <-there
			}
		}()
		start := time.Now()
		for i := 0; i < n; i++ {
			there <- i
			<-back
		}
		return 2 * n, time.Since(start)
	})
}

// rendezvous: one sender, one receiver, no buffer.
func rendezvous(o options) { stream(o, 0) }

// buffered: one sender, one receiver, a buffer of the given size.
func buffered(o options) { stream(o, o.size) }

func stream(o options, capacity int) {
	o.measure(10_000, func(n int) (int, time.Duration) {
		values := make(chan int, capacity)
		start := time.Now()
		go func() {
			for i := 0; i < n; i++ {
				values <- i
			}
		}()
		for i := 0; i < n; i++ {
			<-values
		}
		return n, time.Since(start)
	})
}

const chainBuffer = 16

// chainConvoy: messages in each run, at least.
const chainConvoy = 4 * chainBuffer

// chain: `size` stages, each a goroutine that passes on what it gets; an operation is one hop of one message.
func chain(o options) {
	first := make(chan int, chainBuffer)
	last := first
	for i := 0; i < o.size; i++ {
		in, out := last, make(chan int, chainBuffer)
		go func() {
			for v := range in {
				out <- v
			}
			close(out)
		}()
		last = out
	}
	o.measure(chainConvoy, func(n int) (int, time.Duration) {
		start := time.Now()
		go func() {
			for i := 0; i < n; i++ {
				first <- i
			}
		}()
		for i := 0; i < n; i++ {
			<-last
		}
		return n * o.size, time.Since(start)
	})
}

const manyBuffer = 64

// many: `size` senders and as many receivers on one buffered channel.
func many(o options) {
	o.measure(10_000, func(n int) (int, time.Duration) {
		values := make(chan int, manyBuffer)
		each := n/o.size + 1
		var senders, receivers sync.WaitGroup
		senders.Add(o.size)
		receivers.Add(o.size)
		start := time.Now()
		for i := 0; i < o.size; i++ {
			go func() {
				for range values {
				}
				receivers.Done()
			}()
			go func() {
				for i := 0; i < each; i++ {
					values <- i
				}
				senders.Done()
			}()
		}
		senders.Wait()
		close(values)
		receivers.Wait()
		return each * o.size, time.Since(start)
	})
}
