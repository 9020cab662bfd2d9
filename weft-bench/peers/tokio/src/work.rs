//! One sender and one receiver that compute between two messages.

use crate::harness::Options;
use std::time::{Duration, Instant};
use tokio::sync::mpsc;

const BUFFER: usize = 16;

/// Each computes for `size` microseconds for each message.
pub fn buffered(options: Options) {
    let each = Duration::from_micros(options.size as u64);
    options.clone().run(async move {
        options
            .measure(100, |n| async move {
                let (sender, mut receiver) = mpsc::channel::<usize>(BUFFER);
                let start = Instant::now();
                tokio::spawn(async move {
                    for i in 0..n {
                        compute(each);
                        sender.send(i).await.unwrap();
                    }
                });
                for _ in 0..n {
                    receiver.recv().await.unwrap();
                    compute(each);
                }
                (n, start.elapsed())
            })
            .await
    })
}

/// Keeps the processor busy for a time by the clock.
fn compute(each: Duration) {
    let start = Instant::now();
    while start.elapsed() < each {
        std::hint::spin_loop();
    }
}
