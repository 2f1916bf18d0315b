//! `ledfyr review`

use super::Exit;
use super::cli::{Cli, ReviewArgs};
use super::context::Context;
use super::day::past;
use super::print::print_error;
use crate::diagnostic::Code;
use crate::maintenance;
use crate::output::Changes;
use crate::text;

pub(super) fn run(cli: &Cli, args: &ReviewArgs) -> Exit {
    match review(cli, args) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn review(cli: &Cli, args: &ReviewArgs) -> Result<Exit, Exit> {
    let site = Context::new(cli)?.configure()?;
    let refuse = |why: &crate::base::text::Text| {
        print_error(why, site.lang);
        Exit::Fault
    };
    let day = past("--date", args.date.as_deref(), site.today(), site.lang)?;
    let loaded = crate::pipeline::load(&site.context.files, site.config.clone(), &site.whole()?);
    // A wrong day in a file is not seen any more.
    if let Some(clock) = loaded.diagnostics.iter().find(|d| d.code == Code::ClockBehind && args.date.is_none()) {
        print_error(&clock.message, site.lang);
        clock.help.iter().for_each(|help| site.note(help));
        return Err(Exit::Fault);
    }
    let mut reviews: Vec<maintenance::Review> = Vec::new();
    for name in &args.pages {
        let page = maintenance::named(&loaded, name).map_err(|why| refuse(&why))?;
        let review = maintenance::review(&site.context.files, &loaded, page, day).map_err(|why| refuse(&why))?;
        if reviews.iter().all(|r| r.file != review.file) {
            reviews.push(review);
        }
    }
    let writes = reviews.iter().map(|r| (r.file.clone(), r.text.clone().into_bytes())).collect();
    site.change(&Changes { moves: Vec::new(), writes })?;
    for maintenance::Review { file, next, .. } in &reviews {
        site.print_line(&match next {
            Some(next) => {
                text!("{file}: granskad {day}, nästa gång senast {next}", "{file}: reviewed {day}, next due by {next}")
            }
            None => text!(
                "{file}: granskad {day}; sidan har inget review_every, så ingen nästa gång är bestämd",
                "{file}: reviewed {day}; the page has no review_every, so no next time is set"
            ),
        })?;
    }
    Ok(Exit::Fine)
}
