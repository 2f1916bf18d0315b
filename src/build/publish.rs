//! Rendering every target into a sink.

use super::load::Loaded;
use crate::diagnostic::Diagnostics;
use crate::output::{Committed, OutputError, Sink};
use rayon::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What came of publishing.
#[derive(Debug)]
pub enum Published {
    Done(Committed),
    /// A template failed: nothing was published.
    Faulty(Diagnostics),
}

/// Renders all targets of `loaded` in parallel into `sink` and commits it. `progress` is called with the number of
/// targets done.
///
/// # Errors
/// When the sink cannot take or publish them.
pub fn publish(
    loaded: &Loaded,
    sink: Box<dyn Sink>,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Published, OutputError> {
    let renderer = loaded.renderer();
    let done = AtomicUsize::new(0);
    let failures: Vec<_> = loaded
        .plan
        .targets
        .par_iter()
        .map(|target| {
            let result = renderer.render(target).map(|artifact| sink.write(artifact));
            progress(done.fetch_add(1, Ordering::Relaxed) + 1);
            result
        })
        .filter(|r| !matches!(r, Ok(Ok(()))))
        .collect();
    let mut faulty = Diagnostics::new();
    for failure in failures {
        match failure {
            Ok(Err(e)) => return Err(e),
            Err(diagnostic) => faulty.push(diagnostic),
            Ok(Ok(())) => {}
        }
    }
    if !faulty.is_empty() {
        return Ok(Published::Faulty(faulty));
    }
    sink.commit().map(Published::Done)
}
