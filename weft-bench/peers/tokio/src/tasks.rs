//! Starting, yielding and joining.

use crate::harness::Options;
use std::future::Future;
use std::pin::Pin;
use std::time::Instant;
use tokio::sync::mpsc;

/// Two tasks for each worker do nothing but yield; an operation is one yield of any of them.
pub fn yielding(options: Options) {
    let tasks = 2 * options.workers;
    options.clone().run(async move {
        options
            .measure(10_000, |n| async move {
                let each = n / tasks + 1;
                let start = Instant::now();
                let handles: Vec<_> = (0..tasks)
                    .map(|_| {
                        tokio::spawn(async move {
                            for _ in 0..each {
                                tokio::task::yield_now().await;
                            }
                        })
                    })
                    .collect();
                for handle in handles {
                    handle.await.unwrap();
                }
                (each * tasks, start.elapsed())
            })
            .await
    })
}

/// Starts groups of `size` tasks that do nothing, and waits for each group.
pub fn spawn(options: Options) {
    let size = options.size;
    options.clone().run(async move {
        options
            .measure(1_000, |n| async move {
                let groups = n / size + 1;
                let mut handles = Vec::with_capacity(size);
                let start = Instant::now();
                for _ in 0..groups {
                    for _ in 0..size {
                        handles.push(tokio::spawn(async {}));
                    }
                    for handle in handles.drain(..) {
                        handle.await.unwrap();
                    }
                }
                (groups * size, start.elapsed())
            })
            .await
    })
}

/// A tree of tasks with ten children each and `size` leaves; every node sends the sum of its children up.
pub fn skynet(options: Options) {
    let size = options.size;
    options.clone().run(async move {
        options
            .measure(1, |_| async move {
                let start = Instant::now();
                let (up, mut result) = mpsc::channel(1);
                tokio::spawn(node(up, 0, size));
                assert_eq!(result.recv().await.unwrap(), size * (size - 1) / 2);
                (size, start.elapsed())
            })
            .await
    })
}

fn node(up: mpsc::Sender<usize>, number: usize, size: usize) -> Pin<Box<dyn Future<Output = ()> + Send>> {
    Box::pin(async move {
        if size == 1 {
            up.send(number).await.unwrap();
            return;
        }
        let (sender, mut results) = mpsc::channel(1);
        for i in 0..10 {
            tokio::spawn(node(sender.clone(), number + i * (size / 10), size / 10));
        }
        let mut sum = 0;
        for _ in 0..10 {
            sum += results.recv().await.unwrap();
        }
        up.send(sum).await.unwrap();
    })
}
