//! `ledfyr report`

use super::Exit;
use super::cli::{Cli, ReportArgs, ReportSubject};
use super::context::Context;
use super::day::date;
use super::print::print;
use crate::diagnostic::Code;
use crate::front_matter::fields::Kind;
use crate::maintenance;
use serde::Serialize;

pub(super) fn run(cli: &Cli, args: &ReportArgs) -> Exit {
    match report(cli, args) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn report(cli: &Cli, args: &ReportArgs) -> Result<Exit, Exit> {
    let site = Context::new(cli)?.configure()?;
    let before = args.before.as_deref().map(|given| date("--before", given, site.lang)).transpose()?;
    let loaded = crate::pipeline::load(&site.context.files, site.config.clone(), &site.whole()?);
    if let Some(clock) = loaded.diagnostics.iter().find(|d| d.code == Code::ClockBehind) {
        site.note(&clock.message);
    }
    if args.subject == Some(ReportSubject::Readability) {
        let report = maintenance::readability(&loaded);
        let out = if args.json { json(&report) } else { maintenance::readability_text(&report, site.lang) };
        print(&out, site.lang)?;
        return Ok(Exit::Fine);
    }
    let report = maintenance::report(&loaded, before);
    let out = if args.json {
        json(&report)
    } else {
        // Of a role that is described in several languages the first is the site's own.
        let roles = loaded.site.pages.iter().rev().filter(|p| p.kind() == Kind::Role);
        let titles = roles.map(|p| (p.id.clone(), p.title().to_owned())).collect();
        maintenance::human(&report, &titles, site.lang)
    };
    print(&out, site.lang)?;
    Ok(Exit::Fine)
}

fn json(report: &impl Serialize) -> String {
    serde_json::to_string_pretty(report).unwrap_or_default() + "\n"
}
