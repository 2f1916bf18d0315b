//! `ledfyr report`

use super::Exit;
use super::cli::{Cli, ReportArgs, ReportFormat, ReportSubject};
use super::context::{Configured, Context, EVERY_WARNING};
use super::day::date;
use super::print::{print, print_error};
use crate::base::suggest::closest;
use crate::data::ics;
use crate::diagnostic::{Code, Diagnostics, Level, Report};
use crate::front_matter::fields::Kind;
use crate::maintenance::{self, Asked, Titles};
use crate::pipeline::Loaded;
use crate::text;
use serde::Serialize;

pub(super) fn run(cli: &Cli, args: &ReportArgs) -> Exit {
    match report(cli, args) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn report(cli: &Cli, args: &ReportArgs) -> Result<Exit, Exit> {
    let site = Context::new(cli)?.configure()?;
    let before = args.before.as_deref().map(|given| date("--before", given, site.lang)).transpose()?;
    // A code that does not exist is told before anything is done.
    site.levels(&args.deny)?;
    let mut loaded = crate::pipeline::load(&site.context.files, site.config.clone(), &site.whole()?);
    if let Some(clock) = loaded.diagnostics.iter().find(|d| d.code == Code::ClockBehind) {
        site.note(&clock.message);
    }
    if args.subject == Some(ReportSubject::Readability) {
        let report = maintenance::readability(&loaded);
        let out = if args.json { json(&report) } else { maintenance::readability_text(&report, site.lang) };
        print(&out, site.lang)?;
        return Ok(Exit::Fine);
    }
    // Of a role that is described in several languages the first is the site's own.
    let roles = loaded.site.pages.iter().rev().filter(|p| p.kind() == Kind::Role);
    let titles: Titles = roles.map(|p| (p.id.clone(), p.title().to_owned())).collect();
    let owner = args.owner.as_deref().map(|id| known(id, &titles, &site)).transpose()?;
    let asked = Asked { before, owner, lang: site.lang };
    let report = maintenance::report(&loaded, asked);
    let out = match if args.json { ReportFormat::Json } else { args.format } {
        ReportFormat::Text => maintenance::human(&report, &titles, site.lang),
        ReportFormat::Md => maintenance::markdown(&report, &titles, site.lang),
        ReportFormat::Csv => maintenance::csv(&report, &titles, site.lang),
        ReportFormat::Json => json(&report),
        ReportFormat::Ics => {
            let name = ics::site_name(loaded.settings.base_url.as_deref(), &loaded.site.languages[0].title);
            maintenance::calendar(&report, &titles, &name, site.lang)
        }
    };
    print(&out, site.lang)?;
    deny(&site, args, &mut loaded, asked)
}

/// The id, where a role has it.
fn known<'a>(id: &'a str, titles: &Titles, site: &Configured) -> Result<&'a str, Exit> {
    if titles.contains_key(id) {
        return Ok(id);
    }
    let (sv, en) = closest(id, titles.keys().map(String::as_str))
        .map_or_else(Default::default, |m| (format!("; menade du ”{m}”?"), format!("; did you mean \"{m}\"?")));
    print_error(
        &text!("--owner: det finns ingen roll ”{id}”{sv}", "--owner: there is no role \"{id}\"{en}"),
        site.lang,
    );
    Err(Exit::Fault)
}

/// Shows the findings that `--deny` asks for, of what the report is about.
fn deny(site: &Configured, args: &ReportArgs, loaded: &mut Loaded, asked: Asked<'_>) -> Result<Exit, Exit> {
    let names: Vec<&str> = args.deny.iter().map(|name| name.trim()).collect();
    let mut levels = site.levels(&args.deny)?;
    // What the configuration denies stops publishing, and not the report.
    levels.by_code.retain(|code, level| *level != Level::Deny || names.contains(&code.as_str()));
    let is_asked = |code: Code| names.contains(&EVERY_WARNING) || names.contains(&code.as_str());
    let all = std::mem::take(&mut loaded.diagnostics);
    let about = maintenance::of_role(loaded, asked, all);
    let found: Diagnostics = about.into_iter().filter(|d| is_asked(d.code)).collect();
    let report = Report::new(found, &levels);
    site.show(&report, Some(&loaded.theme))?;
    Ok(if report.fails() { Exit::Findings } else { Exit::Fine })
}

fn json(report: &impl Serialize) -> String {
    serde_json::to_string_pretty(report).unwrap_or_default() + "\n"
}
