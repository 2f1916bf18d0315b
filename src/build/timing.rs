//! How long each stage took.

use std::time::{Duration, Instant};

/// One stage's share of a build.
#[derive(Clone, Copy, Debug)]
pub struct Stage {
    pub name: &'static str,
    pub wall: Duration,
    /// Files, pages or targets that it handled.
    pub items: usize,
}

/// The stages of a build in order.
#[derive(Clone, Debug, Default)]
pub struct Timings {
    pub stages: Vec<Stage>,
}

impl Timings {
    /// Runs a stage; `items` counts what it made.
    pub fn run<T>(&mut self, name: &'static str, stage: impl FnOnce() -> T, items: impl FnOnce(&T) -> usize) -> T {
        let start = Instant::now();
        let value = stage();
        self.stages.push(Stage { name, wall: start.elapsed(), items: items(&value) });
        value
    }

    pub fn total(&self) -> Duration {
        self.stages.iter().map(|s| s.wall).sum()
    }
}
