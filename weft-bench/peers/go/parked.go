package main

import (
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"time"
)

// parked: `size` goroutines wait on one empty channel; all resident memory that this has cost, for each of them.
func parked(o options) {
	debug.FreeOSMemory()
	before := resident("VmRSS:")
	never := make(chan int)
	var started sync.WaitGroup
	started.Add(o.size)
	for i := 0; i < o.size; i++ {
		go func() {
			started.Done()
			<-never
		}()
	}
	started.Wait()
	time.Sleep(100 * time.Millisecond)
	debug.FreeOSMemory()
	emit("", "bytes", float64(resident("VmRSS:")-before)/float64(o.size))
	emit("peak", "bytes", float64(resident("VmHWM:")-before)/float64(o.size))
}

func resident(key string) int {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		panic(err)
	}
	for _, line := range strings.Split(string(status), "\n") {
		if rest, found := strings.CutPrefix(line, key); found {
			kilobytes, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(rest), " kB"))
			if err != nil {
				panic(err)
			}
			return kilobytes * 1024
		}
	}
	panic("no " + key + " in /proc/self/status")
}
