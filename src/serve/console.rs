//! The messages on the terminal.

use super::build::Built;
use super::findings::news;
use super::http::Endpoint;
use super::snapshot::Snapshot;
use crate::base::path::RelPath;
use crate::base::text::{Lang, Text};
use crate::diagnostic::{Diagnostic, Format, RenderOptions, Report};
use crate::pipeline::{Loaded, SiteSources};
use crate::source::DiskFiles;
use crate::text;
use crate::theme::Theme;
use std::io::Write;
use std::time::Duration;

/// Of new and gone findings so many are named; the overlay and `check` tell the rest.
const NAMED: usize = 8;

/// Changed paths named on the line of a change.
const PATHS: usize = 2;

pub(super) struct Console {
    pub quiet: bool,
    pub files: DiskFiles,
    /// How findings are drawn; also the language of everything else.
    pub options: RenderOptions,
}

impl Console {
    pub(super) fn lang(&self) -> Lang {
        self.options.lang
    }

    /// A line, unless the user wants quiet; on standard error where the output cannot be written.
    pub(super) fn line(&self, text: &Text) {
        if self.quiet {
            return;
        }
        let (mut out, text) = (std::io::stdout(), text.get(self.lang()));
        if writeln!(out, "{text}").and_then(|()| out.flush()).is_err() {
            let _ = writeln!(std::io::stderr(), "{text}");
        }
    }

    /// The address, once it answers, and what was found. Program's readers rely on the address being first.
    pub(super) fn ready(&self, endpoint: &Endpoint, asked: u16, snapshot: &Snapshot, took: Duration) {
        let url = endpoint.url();
        let counts = snapshot.loaded().counts;
        let (pages, Text { sv: absent_sv, en: absent_en }) = (counts.written, counts.absent());
        let time = milliseconds(took);
        self.line(&text!(
            "{url}  ({pages} sidor{absent_sv}, {time}; avsluta med Ctrl-C)",
            "{url}  ({pages} pages{absent_en}, {time}; stop with Ctrl-C)"
        ));
        if asked != 0 && endpoint.address.port() != asked {
            self.line(&text!("  port {asked} är upptagen, därför en annan", "  port {asked} is in use, hence another"));
        }
        let loaded = snapshot.loaded();
        let shown = loaded.config.classification.levels.last().filter(|_| loaded.levelled.is_some());
        if let Some(level) = shown.filter(|_| loaded.settings.audience.is_none()) {
            self.line(&text!(
                "  visar allt, till och med nivån ”{level}”; välj en annan med --audience",
                "  shows everything, up to the level \"{level}\"; choose another with --audience"
            ));
        }
        if let Some(url) = endpoint.network_url() {
            self.line(&text!("  på nätverket: {url}", "  on the network: {url}"));
        }
        if !endpoint.address.ip().is_loopback() {
            self.warn(&seen_by_others(snapshot.loaded()));
        }
    }

    /// What must be known, also by those who want quiet.
    fn warn(&self, text: &Text) {
        let word = match self.lang() {
            Lang::Sv => "varning",
            Lang::En => "warning",
        };
        let _ = writeln!(std::io::stderr(), "{word}: {}", text.get(self.lang()));
    }

    /// A report in full, as `build` shows it.
    pub(super) fn report(&self, report: &Report, theme: Option<&Theme>) {
        let shown = report.render(Format::Human, &self.options, &SiteSources { files: &self.files, theme });
        let _ = std::io::stderr().write_all(shown.as_bytes());
    }

    /// One line for a change, and one for each finding that came or went.
    pub(super) fn change(&self, built: &Built, before: &Report, kept: bool) {
        let what = if built.changed.is_empty() { built.today.to_string() } else { name(&built.changed) };
        let time = milliseconds(built.took);
        let found = built.report.summary_or_none(self.lang());
        self.line(&match kept {
            false => text!("{what}: {time}, {found}", "{what}: {time}, {found}"),
            true => text!(
                "{what}: {time}, {found}; den senaste felfria versionen visas",
                "{what}: {time}, {found}; the last version without errors is shown"
            ),
        });
        self.findings("+", &built.report, before, &built.changed);
        // With errors much is not looked at, so what is no longer found may still be there.
        if !kept {
            self.findings("−", before, &built.report, &built.changed);
        }
    }

    pub(super) fn failed(&self, d: &Diagnostic) {
        self.finding("+", d);
    }

    fn findings(&self, sign: &str, of: &Report, without: &Report, changed: &[RelPath]) {
        let news = news(of, without, changed);
        for (_, d) in news.iter().take(NAMED) {
            self.finding(sign, d);
        }
        let more = news.len().saturating_sub(NAMED);
        if more > 0 {
            self.line(&text!("  {sign} {more} till", "  {sign} {more} more"));
        }
    }

    fn finding(&self, sign: &str, d: &Diagnostic) {
        let place = d.file.as_ref().map_or(String::new(), |f| format!("{}{f}: ", self.options.prefix));
        let (sv, en) = (&d.message.sv, &d.message.en);
        let code = d.code.as_str();
        // With --quiet findings are what is left to say.
        let text = text!("  {sign} {place}{sv} [{code}]", "  {sign} {place}{en} [{code}]");
        if self.quiet && sign == "+" {
            let _ = writeln!(std::io::stderr(), "{}", text.get(self.lang()));
        } else {
            self.line(&text);
        }
    }
}

/// What anybody on the network sees of a server that does not listen to this machine alone.
fn seen_by_others(loaded: &Loaded) -> Text {
    let highest = loaded.settings.audience.as_ref().or(loaded.config.classification.levels.last());
    let (sv, en) = highest.map_or_else(Default::default, |level| {
        (format!(" upp till nivån ”{level}”"), format!(" up to the level \"{level}\""))
    });
    let (drafts_sv, drafts_en) = if loaded.site.pages.iter().any(|p| p.fields().draft) {
        (", också utkast", ", drafts too")
    } else {
        Default::default()
    };
    text!(
        "alla på nätverket kan läsa det som visas: sidor{sv}{drafts_sv}, och fynd med utdrag ur filerna. --audience NIVÅ visar mindre; utan --host ser bara den här datorn något",
        "anybody on the network can read what is shown: pages{en}{drafts_en}, and findings with excerpts of files. --audience LEVEL shows less; without --host only this machine sees anything"
    )
}

/// «content/a.md, content/b.md +3»
fn name(paths: &[RelPath]) -> String {
    let mut out: Vec<&str> = paths.iter().take(PATHS).map(|p| if p.is_empty() { "." } else { p.as_str() }).collect();
    let more = paths.len().saturating_sub(PATHS);
    let rest = format!("+{more}");
    if more > 0 {
        out.push(&rest);
    }
    out.join(", ")
}

fn milliseconds(time: Duration) -> String {
    format!("{} ms", time.as_millis())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_stays_short() {
        let paths: Vec<RelPath> = ["a.md", "b.md", "c.md", "d.md"].iter().map(|p| RelPath::lit(p)).collect();
        assert_eq!(name(&paths[..1]), "a.md");
        assert_eq!(name(&paths), "a.md, b.md, +2");
    }
}
