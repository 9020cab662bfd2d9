package main

import (
	"runtime"
	"sync"
	"time"
)

// yield: two goroutines for each worker do nothing but yield; an operation is one yield of any of them.
func yield(o options) {
	tasks := 2 * o.workers
	o.measure(10_000, func(n int) (int, time.Duration) {
		each := n/tasks + 1
		var done sync.WaitGroup
		done.Add(tasks)
		start := time.Now()
		for t := 0; t < tasks; t++ {
			go func() {
				for i := 0; i < each; i++ {
					runtime.Gosched()
				}
				done.Done()
			}()
		}
		done.Wait()
		return each * tasks, time.Since(start)
	})
}

// spawn: starts groups of `size` goroutines that do nothing, and waits for each group.
func spawn(o options) {
	o.measure(1_000, func(n int) (int, time.Duration) {
		groups := n/o.size + 1
		start := time.Now()
		for g := 0; g < groups; g++ {
			var done sync.WaitGroup
			done.Add(o.size)
			for i := 0; i < o.size; i++ {
				go done.Done()
			}
			done.Wait()
		}
		return groups * o.size, time.Since(start)
	})
}

// skynet: a tree of goroutines with ten children each and `size` leaves; every node sends the sum of its children up.
func skynet(o options) {
	o.measure(1, func(int) (int, time.Duration) {
		start := time.Now()
		result := make(chan int)
		go node(result, 0, o.size)
		if sum, want := <-result, o.size*(o.size-1)/2; sum != want {
			panic("wrong sum")
		}
		return o.size, time.Since(start)
	})
}

func node(up chan int, number, size int) {
	if size == 1 {
		up <- number
		return
	}
	results := make(chan int)
	for i := 0; i < 10; i++ {
		go node(results, number+i*(size/10), size/10)
	}
	sum := 0
	for i := 0; i < 10; i++ {
		sum += <-results
	}
	up <- sum
}
