//! `ledfyr done`

use super::Exit;
use super::cli::{Cli, DoneArgs};
use super::context::{Configured, Context};
use super::day::past;
use super::print::print_error;
use crate::governance::Report;
use crate::maintenance;
use crate::output::Changes;
use crate::text;

pub(super) fn run(cli: &Cli, args: &DoneArgs) -> Exit {
    match done(cli, args) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn done(cli: &Cli, args: &DoneArgs) -> Result<Exit, Exit> {
    let site = Context::new(cli)?.configure()?;
    let date = past("--date", args.date.as_deref(), site.today(), site.lang)?;
    let loaded = crate::pipeline::load(&site.context.files, site.config.clone(), &site.whole()?);
    let report = Report {
        task: args.task.clone(),
        unit: args.unit.clone().unwrap_or_default(),
        date,
        result: args.result.clone(),
        note: args.note.clone(),
    };
    let written = maintenance::done(&site.context.files, &loaded, &report).map_err(|why| {
        print_error(&why, site.lang);
        Exit::Fault
    })?;
    tell(&site, written, &report)
}

fn tell(site: &Configured, written: maintenance::Done, report: &Report) -> Result<Exit, Exit> {
    let maintenance::Done { file, text, does } = written;
    let date = report.date;
    let line = match report.unit.as_str() {
        "" => text!("{file}: ”{does}” gjord {date}", "{file}: \"{does}\" done on {date}"),
        unit => text!("{file}: ”{does}” gjord {date} av {unit}", "{file}: \"{does}\" done on {date} by {unit}"),
    };
    site.change(&Changes { moves: Vec::new(), writes: vec![(file, text.into_bytes())] })?;
    site.print_line(&line)?;
    Ok(Exit::Fine)
}
