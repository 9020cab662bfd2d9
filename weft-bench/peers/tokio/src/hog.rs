//! Ping-pong beside as many busy tasks as there are workers, none of which ever yields.
//! A measurement in which ping-pong stood still, or a busy task has never run, is printed as starved.

use crate::harness::{emit, starved, Options};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::mpsc;

static MESSAGES: AtomicU64 = AtomicU64::new(0);
static STARTED: AtomicUsize = AtomicUsize::new(0);
static WORK: AtomicU64 = AtomicU64::new(0);

pub fn hog(options: Options) {
    let watched = options.clone();
    let (hogs, mut start_hogs) = mpsc::channel::<()>(1);
    std::thread::spawn(move || {
        std::thread::sleep(watched.warmup);
        hogs.blocking_send(()).unwrap();
        std::thread::sleep(Duration::from_millis(100));
        for _ in 0..watched.samples {
            let (before, start) = (MESSAGES.load(Ordering::Relaxed), Instant::now());
            std::thread::sleep(watched.run);
            let count = MESSAGES.load(Ordering::Relaxed) - before;
            if count == 0 || STARTED.load(Ordering::Relaxed) < watched.workers {
                starved();
            } else {
                emit("", "ns/op", start.elapsed().as_nanos() as f64 / count as f64);
            }
        }
        std::process::exit(0);
    });
    let workers = options.workers;
    options.run(async move {
        let (there, mut at_there) = mpsc::channel::<u64>(1);
        let (back, mut at_back) = mpsc::channel::<u64>(1);
        tokio::spawn(async move {
            while let Some(v) = at_there.recv().await {
                back.send(v).await.unwrap();
            }
        });
        tokio::spawn(async move {
            for i in 0.. {
                there.send(i).await.unwrap();
                at_back.recv().await.unwrap();
                MESSAGES.fetch_add(2, Ordering::Relaxed);
            }
        });
        start_hogs.recv().await;
        let hogs: Vec<_> = (0..workers).map(|_| tokio::spawn(async { busy() })).collect();
        for hog in hogs {
            hog.await.unwrap();
        }
    })
}

fn busy() {
    STARTED.fetch_add(1, Ordering::Relaxed);
    loop {
        WORK.fetch_add(1, Ordering::Relaxed);
    }
}
