//! Whole outputs, as a person or a program gets them.

#![allow(clippy::disallowed_methods, reason = "the macros that compare snapshots look for files")]

mod formats;
mod human;
mod odd;

use super::*;
use crate::base::path::RelPath;
use crate::base::text::Lang;
use crate::text;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Files in memory.
struct Texts(BTreeMap<RelPath, Arc<str>>);

impl Sources for Texts {
    fn text(&self, file: &RelPath) -> Option<Arc<str>> {
        self.0.get(file).cloned()
    }
}

fn texts(files: &[(&str, &str)]) -> Texts {
    Texts(files.iter().map(|(f, t)| (RelPath::lit(f), Arc::from(*t))).collect())
}

impl Texts {
    /// A finding at the first `needle` of the file.
    fn at(&self, code: Code, message: crate::base::text::Text, file: &str, needle: &str) -> Diagnostic {
        let start = self.0[file].find(needle).expect("the needle is in the file");
        Diagnostic::new(code, message).file(&RelPath::lit(file)).span(start..start + needle.len())
    }
}

const CHEF: &str = "---\nid: chef\ntitle: Chefens ansvar\n---\nFyll i [mallen](mallar/risk.md), och läs mer.\n";
const REKTOR: &str = "---\ntitle: Rektor\nid: chef\n---\n";

/// One of everything: an error with a related place, a denied warning, a warning, a finding about the whole site.
fn sample() -> (Report, Texts) {
    let texts = texts(&[("content/roller/chef.md", CHEF), ("content/roller/å, rektor.md", REKTOR)]);
    let levels = Levels { by_code: [(Code::MissingAlt, Level::Deny)].into(), deny_warnings: false };
    let first = texts.at(Code::DuplicateId, text!("", ""), "content/roller/chef.md", "chef");
    let found = vec![
        texts
            .at(
                Code::BrokenLink,
                text!("länken leder till en sida som inte finns", "the link leads to a page that does not exist"),
                "content/roller/chef.md",
                "mallar/risk.md",
            )
            .label(text!("ingen sida här", "no page here"))
            .help(text!("menade du mallar/riskanalys.md?", "did you mean mallar/riskanalys.md?")),
        texts
            .at(
                Code::DuplicateId,
                text!("två sidor har samma id «chef»", "two pages have the same id ‘chef’"),
                "content/roller/å, rektor.md",
                "chef",
            )
            .related(&RelPath::lit("content/roller/chef.md"), first.span, text!("den första", "the first"))
            .help(text!("ge den ena ett eget id", "give one of them an id of its own")),
        Diagnostic::new(Code::MissingAlt, text!("bilden saknar alt-text", "the image has no alternative text"))
            .file(&RelPath::lit("content/bild.md")),
        Diagnostic::new(
            Code::MissingThemeFile,
            text!("temat saknar mallen base.html: 100 %", "the theme lacks the template base.html: 100 %"),
        ),
    ];
    (Report::new(found, &levels), texts)
}

fn english() -> RenderOptions {
    RenderOptions { lang: Lang::En, ..RenderOptions::default() }
}

#[test]
fn counts_and_sorts_and_keeps_each_once() {
    let (report, _) = sample();
    assert_eq!((report.errors, report.warnings, report.denied), (2, 2, 1));
    assert!(report.fails());
    assert_eq!(report.summary(Lang::Sv), "2 fel, 2 varningar (1 nekad)");
    assert_eq!(report.summary(Lang::En), "2 errors, 2 warnings (1 denied)");
    let files: Vec<_> = report.items.iter().map(|(_, d)| d.file.as_ref().map_or("", |f| f.as_str())).collect();
    assert_eq!(files, ["", "content/roller/å, rektor.md", "content/bild.md", "content/roller/chef.md"]);

    let mut found: Vec<Diagnostic> = report.items.iter().map(|(_, d)| d.clone()).collect();
    found.extend(found.clone());
    found.reverse();
    let levels = Levels { by_code: [(Code::MissingAlt, Level::Deny)].into(), deny_warnings: false };
    assert_eq!(Report::new(found, &levels), report);
}

#[test]
fn a_denied_warning_stops_publishing() {
    let found = vec![Diagnostic::new(Code::RawHtml, text!("a", "a"))];
    let report = Report::new(found.clone(), &Levels { deny_warnings: true, ..Levels::default() });
    assert!(report.fails());
    assert_eq!(report.summary(Lang::Sv), "1 varning (nekad)");
    assert!(!Report::new(found, &Levels::default()).fails());
    assert_eq!(Report::default().summary(Lang::Sv), "");
}
