//! How long each stage took, and what it handled.

use std::time::{Duration, Instant};

/// One stage's share of a build.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stage {
    /// `read`, `theme`, `site`, `check`, `assets`, `search`, `plan` or `write`.
    pub name: &'static str,
    /// By the clock on the wall.
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
    pub concurrent: bool,
}

/// The stages of a build in order.
#[derive(Clone, Debug, Default)]
pub struct Timings {
    /// In the order in which they ended.
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

    /// Runs two stages at the same time.
    pub fn run_both<A: Send, B: Send>(
        &mut self,
        (name, stage): (&'static str, impl FnOnce(&mut Stage) -> A + Send),
        (other_name, other): (&'static str, impl FnOnce(&mut Stage) -> B + Send),
    ) -> (A, B) {
        let mut noted = Stage { name: other_name, concurrent: true, ..Stage::default() };
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

    /// The time of all stages, by the clock on the wall.
    pub fn total(&self) -> Duration {
        self.stages.iter().filter(|s| !s.concurrent).map(|s| s.wall).sum()
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
