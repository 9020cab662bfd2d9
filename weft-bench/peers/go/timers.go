package main

import (
	"sync"
	"syscall"
	"time"
)

// timers: `size` goroutines sleep at once, each for its own time below a second after a common start;
// the processor time of the whole process for each of them, from its start to its end.
func timers(o options) {
	o.measure(1, func(int) (int, time.Duration) {
		var done sync.WaitGroup
		done.Add(o.size)
		before := cpu()
		for i := 0; i < o.size; i++ {
			go func() {
				time.Sleep(sleepOf(i))
				done.Done()
			}()
		}
		done.Wait()
		return o.size, cpu() - before
	})
}

// sleepOf spreads the times over 500 to 1,000 ms, in no order.
func sleepOf(i int) time.Duration {
	return time.Duration(500_000+uint32(i)*2_654_435_761%500_000) * time.Microsecond
}

func cpu() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

const never = 10 * time.Second

// timeout: ping-pong in which every receive has a time-out that does not come.
func timeout(o options) {
	o.measure(10_000, func(n int) (int, time.Duration) {
		there, back := make(chan int), make(chan int)
		go func() {
			for i := 0; i < n; i++ {
				back <- within(there)
			}
		}()
		start := time.Now()
		for i := 0; i < n; i++ {
			there <- i
			within(back)
		}
		return 2 * n, time.Since(start)
	})
}

func within(c chan int) int {
	timer := time.NewTimer(never)
	defer timer.Stop()
	select {
	case v := <-c:
		return v
	case <-timer.C:
		panic("time-out")
	}
}
