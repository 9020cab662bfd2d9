//! Channels between tasks. Tokio has no rendezvous channel: a buffer of one stands in for it in ping-pong,
//! where it makes no difference to who must wait for whom; the one-way rendezvous suite is left out.

use crate::harness::Options;
use std::time::Instant;
use tokio::sync::mpsc;

/// Two tasks, one value to and fro; an operation is one message one way.
pub fn ping_pong(options: Options) {
    options.clone().run(async move {
        options
            .measure(10_000, |n| async move {
                let (there, mut at_there) = mpsc::channel::<usize>(1);
                let (back, mut at_back) = mpsc::channel::<usize>(1);
                tokio::spawn(async move {
                    while let Some(v) = at_there.recv().await {
                        back.send(v).await.unwrap();
                    }
                });
                let start = Instant::now();
                for i in 0..n {
                    there.send(i).await.unwrap();
                    at_back.recv().await.unwrap();
                }
                (2 * n, start.elapsed())
            })
            .await
    })
}

/// One sender, one receiver, a buffer of the given size.
pub fn buffered(options: Options) {
    let capacity = options.size;
    options.clone().run(async move {
        options
            .measure(10_000, |n| async move {
                let (sender, mut receiver) = mpsc::channel::<usize>(capacity);
                let start = Instant::now();
                tokio::spawn(async move {
                    for i in 0..n {
                        sender.send(i).await.unwrap();
                    }
                });
                for _ in 0..n {
                    receiver.recv().await.unwrap();
                }
                (n, start.elapsed())
            })
            .await
    })
}

const CHAIN_BUFFER: usize = 16;

/// Messages in each run, at least.
const CHAIN_CONVOY: usize = 4 * CHAIN_BUFFER;

/// `size` stages, each a task that passes on what it gets; an operation is one hop of one message.
pub fn chain(options: Options) {
    let stages = options.size;
    options.clone().run(async move {
        let (first, mut last) = mpsc::channel::<usize>(CHAIN_BUFFER);
        for _ in 0..stages {
            let (sender, receiver) = mpsc::channel::<usize>(CHAIN_BUFFER);
            let mut input = std::mem::replace(&mut last, receiver);
            tokio::spawn(async move {
                while let Some(v) = input.recv().await {
                    if sender.send(v).await.is_err() {
                        return;
                    }
                }
            });
        }
        let last = std::sync::Arc::new(tokio::sync::Mutex::new(last));
        options
            .measure(CHAIN_CONVOY, |n| {
                let (first, last) = (first.clone(), last.clone());
                async move {
                    let mut last = last.lock().await;
                    let start = Instant::now();
                    tokio::spawn(async move {
                        for i in 0..n {
                            first.send(i).await.unwrap();
                        }
                    });
                    for _ in 0..n {
                        last.recv().await.unwrap();
                    }
                    (n * stages, start.elapsed())
                }
            })
            .await
    })
}

const MANY_BUFFER: usize = 64;

/// `size` senders and as many receivers on one buffered channel (async-channel's: Tokio's has one receiver).
pub fn many(options: Options) {
    let size = options.size;
    options.clone().run(async move {
        options
            .measure(10_000, |n| async move {
                let each = n / size + 1;
                let (sender, receiver) = async_channel::bounded::<usize>(MANY_BUFFER);
                let start = Instant::now();
                let mut receivers = Vec::with_capacity(size);
                for _ in 0..size {
                    let (sender, receiver) = (sender.clone(), receiver.clone());
                    receivers.push(tokio::spawn(async move { while receiver.recv().await.is_ok() {} }));
                    tokio::spawn(async move {
                        for i in 0..each {
                            sender.send(i).await.unwrap();
                        }
                    });
                }
                drop(sender);
                for r in receivers {
                    r.await.unwrap();
                }
                (each * size, start.elapsed())
            })
            .await
    })
}
