//! `ledfyr decide`

use super::Exit;
use super::cli::{Cli, DecideArgs};
use super::context::Context;
use super::day::date;
use super::print::print_error;
use crate::base::text::Text;
use crate::maintenance::{self, Decide};
use crate::output::Changes;
use crate::text;

pub(super) fn run(cli: &Cli, args: &DecideArgs) -> Exit {
    match decide(cli, args) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn decide(cli: &Cli, args: &DecideArgs) -> Result<Exit, Exit> {
    let site = Context::new(cli)?.configure()?;
    let refuse = |why: &Text| {
        print_error(why, site.lang);
        Exit::Fault
    };
    let today = site.today();
    let day = match &args.date {
        None => today,
        Some(given) => date("--date", given, site.lang)?,
    };
    if day > today {
        return Err(refuse(&text!("--date ligger i framtiden: {day}", "--date lies in the future: {day}")));
    }
    let what = match (&args.editorial, &args.by) {
        (Some(note), _) => Decide::Editorial { date: day, note: note.clone() },
        (None, by) => {
            Decide::Decided { by: by.clone().unwrap_or_default(), date: day, reference: args.reference.clone() }
        }
    };
    let loaded = crate::pipeline::load(&site.context.files, site.config.clone(), &site.whole()?);
    let mut writes = Vec::new();
    for name in &args.pages {
        let page = maintenance::named(&loaded, name).map_err(|why| refuse(&why))?;
        let (file, text) =
            maintenance::decide(&site.context.files, &loaded, page, &what).map_err(|why| refuse(&why))?;
        if writes.iter().all(|(other, _)| *other != file) {
            writes.push((file, text.into_bytes()));
        }
    }
    let files: Vec<_> = writes.iter().map(|(file, _)| file.clone()).collect();
    site.change(&Changes { moves: Vec::new(), writes })?;
    for file in files {
        site.print_line(&match &what {
            Decide::Decided { by, .. } => {
                text!("{file}: beslutad av {by} {day}", "{file}: decided by {by} on {day}")
            }
            Decide::Editorial { .. } => {
                text!("{file}: redaktionellt ändrad {day}", "{file}: editorially changed on {day}")
            }
        })?;
    }
    Ok(Exit::Fine)
}
