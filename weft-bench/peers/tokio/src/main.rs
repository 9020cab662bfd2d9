//! Runs one benchmark suite on Tokio and prints one JSON line for each measurement.
//!
//!     peer suite=ping-pong workers=2 size=0 warmup=500 run=300 samples=3
//!
//! Every peer, whatever its language, takes these arguments and prints these lines.
//! One worker means Tokio's current-thread runtime, more mean its multi-thread runtime.

mod channels;
mod harness;
mod hog;
mod parked;
mod selecting;
mod tasks;
mod timers;
mod work;

use harness::Options;

fn main() {
    let options = match Options::parse(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(message) => quit(&message),
    };
    match options.suite.as_str() {
        "yield" => tasks::yielding(options),
        "ping-pong" => channels::ping_pong(options),
        "buffered" => channels::buffered(options),
        "chain" => channels::chain(options),
        "many" => channels::many(options),
        "select" => selecting::selecting(options),
        "spawn" => tasks::spawn(options),
        "skynet" => tasks::skynet(options),
        "parked" => parked::parked(options),
        "timers" => timers::timers(options),
        "timeout" => timers::timeout(options),
        "work-buffered" => work::buffered(options),
        "hog" => hog::hog(options),
        other => quit(&format!("no suite \"{other}\" here")),
    }
}

fn quit(message: &str) -> ! {
    eprintln!("peer: {message}");
    std::process::exit(2)
}
