//! `ledfyr mv`

use super::Exit;
use super::cli::{Cli, MvArgs};
use super::context::{Configured, Context};
use super::print::print_error;
use crate::base::path::RelPath;
use crate::base::text::{Lang, Text};
use crate::diagnostic::{Diagnostics, Format, Report, Sources};
use crate::maintenance::{self, Changed, Move, Refused};
use crate::output::Changes;
use crate::text;
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;

pub(super) fn run(cli: &Cli, args: &MvArgs) -> Exit {
    match mv(cli, args) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn mv(cli: &Cli, args: &MvArgs) -> Result<Exit, Exit> {
    let site = Context::new(cli)?.configure()?;
    let options = site.whole()?;
    let planned = maintenance::plan(&site.context.files, &site.config, &options, &args.from, &args.to);
    let planned = planned.map_err(|refused| refuse(&site, refused))?;
    let total = total(&planned, args.dry_run);
    if !args.dry_run {
        site.change(&Changes { moves: planned.moves, writes: planned.writes })?;
    }
    planned.changed.iter().try_for_each(|changed| tell(&site, changed))?;
    site.print_line(&total)?;
    Ok(Exit::Fine)
}

fn refuse(site: &Configured, refused: Refused) -> Exit {
    match refused {
        Refused::Because(why) => print_error(&why, site.lang),
        Refused::Findings(found, texts) => {
            show(site, found, &PlannedTexts(texts));
            print_error(
                &text!(
                    "flytten skulle ge de här fynden; inget är flyttat",
                    "the move would give these findings; nothing is moved"
                ),
                site.lang,
            );
        }
    }
    Exit::Fault
}

/// The texts of files after the move.
struct PlannedTexts(BTreeMap<RelPath, String>);

impl Sources for PlannedTexts {
    fn text(&self, file: &RelPath) -> Option<Arc<str>> {
        self.0.get(file).map(|text| Arc::from(text.as_str()))
    }
}

fn show(site: &Configured, found: Diagnostics, sources: &PlannedTexts) {
    let options = site.context.render_options(Format::Human, site.lang);
    let shown = Report::new(found, &site.config.levels()).render(Format::Human, &options, sources);
    let _ = std::io::stderr().write_all(shown.as_bytes());
}

fn tell(site: &Configured, changed: &Changed) -> Result<(), Exit> {
    let (from, to) = (&changed.from, &changed.to);
    if from == to {
        site.print_line(&text!("{from}", "{from}"))?;
    } else {
        site.print_line(&text!("{from} → {to}", "{from} → {to}"))?;
    }
    let mut parts = Vec::new();
    match changed.links {
        0 => {}
        1 => parts.push(text!("1 länk", "1 link")),
        n => parts.push(text!("{n} länkar", "{n} links")),
    }
    parts.extend(changed.id.as_ref().map(|id| text!("behåller id ”{id}”", "keeps the id \"{id}\"")));
    parts.extend(
        changed
            .alias
            .as_ref()
            .map(|alias| text!("den gamla adressen /{alias}/ leder hit", "the old address /{alias}/ leads here")),
    );
    if changed.reviews > 0 {
        parts.push(text!("granskningen följer med", "the review still holds"));
    }
    if parts.is_empty() {
        return Ok(());
    }
    let join = |lang: Lang| parts.iter().map(|p| p.get(lang)).collect::<Vec<_>>().join(", ");
    site.print_line(&Text { sv: format!("  {}", join(Lang::Sv)), en: format!("  {}", join(Lang::En)) })
}

fn total(planned: &Move, dry_run: bool) -> Text {
    let files = planned.moves.len();
    let links: usize = planned.changed.iter().map(|c| c.links).sum();
    let with_links = planned.changed.iter().filter(|c| c.links > 0).count();
    let (sv_files, en_files) = if files == 1 { ("fil", "file") } else { ("filer", "files") };
    let (sv_links, en_links) = if links == 1 { ("länk", "link") } else { ("länkar", "links") };
    let (sv_in, en_in) = if with_links == 1 { ("fil", "file") } else { ("filer", "files") };
    let mut summary = match links {
        0 => text!(
            "{files} {sv_files} att flytta, inga länkar att ändra",
            "{files} {en_files} to move, no links to change"
        ),
        _ => text!(
            "{files} {sv_files} att flytta, {links} {sv_links} att ändra i {with_links} {sv_in}",
            "{files} {en_files} to move, {links} {en_links} to change in {with_links} {en_in}"
        ),
    };
    let (sv, en) = if dry_run { ("Inget är ändrat", "Nothing is changed") } else { ("Klart", "Done") };
    summary.sv.push_str(&format!(". {sv}."));
    summary.en.push_str(&format!(". {en}."));
    summary
}
