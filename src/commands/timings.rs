//! `--timings`: the time that each stage took.

use super::Exit;
use super::context::Configured;
use crate::base::text::Lang;
use crate::pipeline::{Stage, Timings};
use crate::text;
use serde_json::{Value, json};
use std::time::Duration;

/// A table: wall time, processor time of all threads, items, bytes, and how many of the items were known from before.
pub(super) fn table(site: &Configured, timings: &Timings) -> Result<(), Exit> {
    let head = match site.lang {
        Lang::Sv => ["steg", "tid ms", "cpu ms", "antal", "kB", "kända"],
        Lang::En => ["stage", "wall ms", "cpu ms", "items", "kB", "known"],
    };
    let rows = timings.stages.iter().chain([&total(timings)]).map(row).collect::<Vec<_>>();
    for row in std::iter::once(head.map(str::to_owned)).chain(rows) {
        let [name, wall, cpu, items, bytes, known] = row;
        let line = format!("  {name:<8} {wall:>9} {cpu:>9} {items:>8} {bytes:>9} {known:>8}");
        let line = line.trim_end();
        site.print_line(&text!("{line}", "{line}"))?;
    }
    Ok(())
}

/// The same for programs: `{"stages": [{stage, wall_ms, cpu_ms, items, bytes, known}], "total": {…}}`; `cpu_ms` is null
/// where the system does not tell, and of `search`, which runs beside `write` and is no part of the total.
pub(super) fn json(timings: &Timings) -> String {
    let object = |stage: &Stage| -> Value {
        json!({
            "stage": stage.name,
            "wall_ms": milliseconds(stage.wall),
            "cpu_ms": stage.cpu.map(milliseconds),
            "items": stage.items,
            "bytes": stage.bytes,
            "known": stage.cached,
        })
    };
    json!({
        "stages": timings.stages.iter().map(object).collect::<Vec<_>>(),
        "total": object(&total(timings)),
    })
    .to_string()
}

fn total(timings: &Timings) -> Stage {
    let cpu = timings.stages.iter().filter(|s| !s.concurrent).map(|s| s.cpu).sum::<Option<Duration>>();
    Stage { name: "total", wall: timings.total(), cpu, ..Stage::default() }
}

fn row(stage: &Stage) -> [String; 6] {
    let ms = |time: Duration| format!("{:.1}", milliseconds(time));
    let count = |n: u64| if n == 0 { String::new() } else { n.to_string() };
    [
        stage.name.to_owned(),
        ms(stage.wall),
        stage.cpu.map_or_else(|| "–".to_owned(), ms),
        count(stage.items as u64),
        count(stage.bytes / 1000),
        count(stage.cached as u64),
    ]
}

fn milliseconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 1e4).round() / 10.0
}
