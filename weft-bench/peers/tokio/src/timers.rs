//! A million sleepers, and time-outs that do not come.

use crate::harness::Options;
use std::time::{Duration, Instant};
use tokio::sync::mpsc::{self, Receiver};

/// `size` tasks sleep at once, each for its own time below a second after a common start;
/// the processor time of the whole process for each of them, from its start to its end.
pub fn timers(options: Options) {
    let size = options.size;
    options.clone().run(async move {
        options
            .measure(1, |_| async move {
                let before = cpu();
                let mut handles = Vec::with_capacity(size);
                for i in 0..size {
                    handles.push(tokio::spawn(tokio::time::sleep(sleep_of(i))));
                }
                for handle in handles {
                    handle.await.unwrap();
                }
                (size, cpu() - before)
            })
            .await
    })
}

/// Spreads the times over 500 to 1,000 ms, in no order.
fn sleep_of(i: usize) -> Duration {
    Duration::from_micros(500_000 + (i as u32).wrapping_mul(2_654_435_761) as u64 % 500_000)
}

/// User and system time of this process so far; Linux counts both in hundredths of a second.
fn cpu() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").expect("/proc/self/stat");
    let after_name = stat.rsplit(") ").next().expect("fields after the name");
    let fields: Vec<&str> = after_name.split(' ').collect();
    let ticks: u64 = fields[11..13].iter().map(|field| field.parse::<u64>().expect("a tick count")).sum();
    Duration::from_millis(10 * ticks)
}

const NEVER: Duration = Duration::from_secs(10);

/// Ping-pong in which every receive has a time-out that does not come.
pub fn timeout(options: Options) {
    options.clone().run(async move {
        options
            .measure(10_000, |n| async move {
                let (there, mut at_there) = mpsc::channel::<usize>(1);
                let (back, mut at_back) = mpsc::channel::<usize>(1);
                tokio::spawn(async move {
                    for _ in 0..n {
                        back.send(within(&mut at_there).await).await.unwrap();
                    }
                });
                let start = Instant::now();
                for i in 0..n {
                    there.send(i).await.unwrap();
                    within(&mut at_back).await;
                }
                (2 * n, start.elapsed())
            })
            .await
    })
}

async fn within(receiver: &mut Receiver<usize>) -> usize {
    tokio::time::timeout(NEVER, receiver.recv()).await.expect("no time-out").expect("a value")
}
