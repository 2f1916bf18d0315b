//! How long each stage took, and what it handled.

use std::time::{Duration, Instant};

/// One stage's share of a build.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stage {
    pub name: &'static str,
    pub wall: Duration,
    /// Of all threads together; `None` where the system does not tell, or two stages share them.
    pub cpu: Option<Duration>,
    /// Files, pages or targets that it handled.
    pub items: usize,
    /// Read or written.
    pub bytes: u64,
    /// Of the items, how many were known from before.
    pub cached: usize,
    /// It ran while the stage before it did: its time is part of that one's.
    pub beside: bool,
}

/// The stages of a build in order.
#[derive(Clone, Debug, Default)]
pub struct Timings {
    pub stages: Vec<Stage>,
}

impl Timings {
    /// Runs a stage, which notes in the [`Stage`] what it handled.
    pub fn run<T>(&mut self, name: &'static str, stage: impl FnOnce(&mut Stage) -> T) -> T {
        let mut noted = Stage { name, ..Stage::default() };
        let (start, before) = (Instant::now(), cpu());
        let value = stage(&mut noted);
        noted.wall = start.elapsed();
        noted.cpu = cpu().zip(before).and_then(|(now, before)| now.checked_sub(before));
        self.stages.push(noted);
        value
    }

    /// Runs a stage and another beside it.
    pub fn run_both<A: Send, B: Send>(
        &mut self,
        (name, stage): (&'static str, impl FnOnce(&mut Stage) -> A + Send),
        (beside, other): (&'static str, impl FnOnce(&mut Stage) -> B + Send),
    ) -> (A, B) {
        let mut noted = Stage { name: beside, beside: true, ..Stage::default() };
        let (a, b) = self.run(name, |main| {
            let start = Instant::now();
            let timed = || {
                let value = other(&mut noted);
                noted.wall = start.elapsed();
                value
            };
            rayon::join(|| stage(main), timed)
        });
        self.stages.push(noted);
        (a, b)
    }

    pub fn total(&self) -> Duration {
        self.stages.iter().filter(|s| !s.beside).map(|s| s.wall).sum()
    }
}

/// What the whole program has used of the processors so far.
#[cfg(unix)]
fn cpu() -> Option<Duration> {
    use rustix::time::{ClockId, clock_gettime};
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Some(Duration::new(u64::try_from(time.tv_sec).ok()?, u32::try_from(time.tv_nsec).ok()?))
}

#[cfg(not(unix))]
fn cpu() -> Option<Duration> {
    None
}
