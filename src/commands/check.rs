//! `ledfyr check`

use super::Exit;
use super::cli::{CheckArgs, Cli, Format as FormatArg};
use super::context::Context;
use super::print::print;
use crate::base::text::Text;
use crate::diagnostic::{Format, Report};
use crate::pipeline::expectations;
use crate::pipeline::{WithSearch, template_faults};
use crate::text;

pub(super) fn run(cli: &Cli, args: &CheckArgs) -> Exit {
    match check(cli, args) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn check(cli: &Cli, args: &CheckArgs) -> Result<Exit, Exit> {
    let site = Context::new(cli)?.errors_only(args.errors_only).configure()?;
    let levels = site.levels(&args.deny)?;
    let mut loaded = site.load(&args.edition, None, None, WithSearch::Deferred)?;
    let mut found = std::mem::take(&mut loaded.diagnostics);
    // Templates fail only when they are rendered; what is wrong with them is wrong with the site.
    found.extend(template_faults(&loaded));
    found.extend(expectations::check(&site.context.files, &loaded));
    let report = Report::new(found, &levels);
    let format = match args.format {
        FormatArg::Human => Format::Human,
        FormatArg::Json => Format::Json,
        FormatArg::Github => Format::Github,
        FormatArg::Sarif => Format::Sarif,
    };
    let shown = site.context.render(&report, format, site.lang, Some(&loaded.theme));
    print(&shown, site.lang)?;
    if format == Format::Human {
        let pages = loaded.counts.written;
        let (sv, en) = if pages == 1 { ("sida kontrollerad", "page") } else { ("sidor kontrollerade", "pages") };
        let Text { sv: absent_sv, en: absent_en } = loaded.counts.absent();
        let found = report.summary_or_none(site.lang);
        site.print_line(&text!("{pages} {sv}{absent_sv}: {found}", "{pages} {en} checked{absent_en}: {found}"))?;
    }
    // The program ends here: the system takes memory back at once, not piece by piece.
    std::mem::forget(loaded);
    Ok(match (report.is_misconfigured(), report.fails()) {
        (true, _) => Exit::Fault,
        (false, true) => Exit::Findings,
        (false, false) => Exit::Fine,
    })
}
