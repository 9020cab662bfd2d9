//! One task sends to `size` channels (buffer of one) in turn, one selects over all of them.

use crate::harness::Options;
use std::time::Instant;
use tokio::sync::mpsc::{self, Receiver};

pub fn selecting(options: Options) {
    let size = options.size;
    if !matches!(size, 1 | 2 | 8) {
        crate::quit("select has 1, 2 or 8 clauses");
    }
    options.clone().run(async move {
        options
            .measure(10_000, |n| async move {
                let (senders, mut receivers): (Vec<_>, Vec<_>) = (0..size).map(|_| mpsc::channel::<usize>(1)).unzip();
                let start = Instant::now();
                tokio::spawn(async move {
                    for i in 0..n {
                        senders[i % size].send(i).await.unwrap();
                    }
                });
                receive(&mut receivers, n).await;
                (n, start.elapsed())
            })
            .await
    })
}

async fn receive(receivers: &mut [Receiver<usize>], n: usize) {
    match receivers {
        [a] => {
            for _ in 0..n {
                tokio::select! { Some(_) = a.recv() => {} }
            }
        }
        [a, b] => {
            for _ in 0..n {
                tokio::select! { Some(_) = a.recv() => {} Some(_) = b.recv() => {} }
            }
        }
        [a, b, c, d, e, f, g, h] => {
            for _ in 0..n {
                tokio::select! {
                    Some(_) = a.recv() => {} Some(_) = b.recv() => {} Some(_) = c.recv() => {} Some(_) = d.recv() => {}
                    Some(_) = e.recv() => {} Some(_) = f.recv() => {} Some(_) = g.recv() => {} Some(_) = h.recv() => {}
                }
            }
        }
        _ => unreachable!("checked at the start"),
    }
}
