//! Arguments, warm-up, measuring and printing.

use std::future::Future;
use std::time::{Duration, Instant};

#[derive(Clone)]
pub struct Options {
    pub suite: String,
    pub workers: usize,
    pub size: usize,
    pub warmup: Duration,
    pub run: Duration,
    pub samples: usize,
}

impl Options {
    pub fn parse(args: impl Iterator<Item = String>) -> Result<Options, String> {
        let mut options = Options {
            suite: String::new(),
            workers: std::thread::available_parallelism().map_or(1, |n| n.get()),
            size: 0,
            warmup: Duration::from_millis(500),
            run: Duration::from_millis(300),
            samples: 3,
        };
        for arg in args {
            let (key, value) = arg.split_once('=').ok_or(format!("{arg} is not key=value"))?;
            if key == "suite" {
                options.suite = value.to_string();
                continue;
            }
            if key == "variant" {
                continue; // the number of workers chooses the runtime
            }
            let number: usize = value.parse().map_err(|_| format!("{arg} is not key=number"))?;
            match key {
                "workers" => options.workers = number,
                "size" => options.size = number,
                "warmup" => options.warmup = Duration::from_millis(number as u64),
                "run" => options.run = Duration::from_millis(number as u64),
                "samples" => options.samples = number,
                _ => return Err(format!("unknown argument {arg}")),
            }
        }
        Ok(options)
    }

    /// Runs a future as a task of the runtime (not on the thread that only waits for it, which is slower).
    pub fn run<F>(&self, main: F) -> F::Output
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        let runtime = if self.workers == 1 {
            tokio::runtime::Builder::new_current_thread().enable_time().build()
        } else {
            tokio::runtime::Builder::new_multi_thread().worker_threads(self.workers).enable_time().build()
        }
        .expect("a Tokio runtime");
        runtime.block_on(async { tokio::spawn(main).await.expect("the suite's main task") })
    }

    /// Warms up with growing counts until the warm-up time has passed, and then prints the nanoseconds per operation
    /// of `samples` runs whose count, never less than the first, is chosen so that each takes about the wanted time.
    /// The body does about n operations and says how many it did and how long they took (set-up left out).
    pub async fn measure<F, Fut>(&self, first: usize, body: F)
    where
        F: Fn(usize) -> Fut,
        Fut: Future<Output = (usize, Duration)>,
    {
        let n = self.calibrate(first, &body).await;
        for _ in 0..self.samples {
            let (ops, took) = body(n).await;
            emit("", "ns/op", took.as_nanos() as f64 / ops as f64);
        }
    }

    async fn calibrate<F, Fut>(&self, first: usize, body: &F) -> usize
    where
        F: Fn(usize) -> Fut,
        Fut: Future<Output = (usize, Duration)>,
    {
        let (mut n, start) = (first, Instant::now());
        loop {
            let (_, took) = body(n).await;
            let wanted = (n as f64 * self.run.as_nanos() as f64 / (took.as_nanos() as f64 + 1.0)) as usize;
            n = wanted.min(8 * n).max(first);
            if start.elapsed() >= self.warmup && wanted <= 2 * n {
                return n;
            }
        }
    }
}

pub fn emit(metric: &str, unit: &str, value: f64) {
    if metric.is_empty() {
        println!("{{\"unit\":\"{unit}\",\"value\":{value:.3}}}");
    } else {
        println!("{{\"metric\":\"{metric}\",\"unit\":\"{unit}\",\"value\":{value:.3}}}");
    }
}

/// Says that the measured task did not run at all.
pub fn starved() {
    println!("{{\"unit\":\"ns/op\",\"value\":null}}");
}
