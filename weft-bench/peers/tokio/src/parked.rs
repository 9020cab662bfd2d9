//! `size` tasks wait on one empty channel; all resident memory that this has cost, for each of them.

use crate::harness::{emit, Options};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Arc;
use std::time::Duration;

pub fn parked(options: Options) {
    let size = options.size;
    options.clone().run(async move {
        let before = resident("VmRSS:");
        let (_sender, never) = async_channel::bounded::<usize>(1);
        let started = Arc::new(AtomicUsize::new(0));
        for _ in 0..size {
            let (never, started) = (never.clone(), started.clone());
            tokio::spawn(async move {
                started.fetch_add(1, Ordering::Relaxed);
                let _ = never.recv().await;
            });
        }
        while started.load(Ordering::Relaxed) < size {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        emit("", "bytes", (resident("VmRSS:") - before) / size as f64);
        emit("peak", "bytes", (resident("VmHWM:") - before) / size as f64);
        std::process::exit(0);
    })
}

fn resident(key: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("/proc/self/status");
    let line = status.lines().find_map(|line| line.strip_prefix(key)).expect(key);
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse().expect(key);
    kilobytes * 1024.0
}
