//! How hard the pages of a site are to read, the hardest first: as data, whose names are those of `report readability --json`,
//! and for people.

use super::report::Entry;
use super::scope::{Asked, Scope};
use super::unread::unread;
use crate::base::path::RelPath;
use crate::base::text::Lang;
use crate::governance::readability::{self, Counted, Readability};
use crate::pipeline::Loaded;
use crate::text;
use serde::Serialize;
use std::cmp::Reverse;

/// The pages of a site with what is counted in them.
#[derive(Debug, Serialize)]
pub struct ReadabilityReport {
    /// Of this form of the report.
    pub version: u32,
    /// Files of pages that could not be read; the rest says nothing of them.
    pub unread: Vec<RelPath>,
    /// The hardest to read first.
    pub pages: Vec<PageReadability>,
}

/// A page with what is counted in it.
#[derive(Debug, Serialize)]
pub struct PageReadability {
    /// The page.
    #[serde(flatten)]
    pub page: Entry,
    /// The highest LIX that the site allows for its kind.
    pub limit: Option<usize>,
    /// LIX of the whole page.
    pub lix: usize,
    /// What is counted in the whole page.
    #[serde(flatten)]
    pub counted: Readability,
    /// The hardest to read first.
    pub sections: Vec<SectionReadability>,
}

/// A section with what is counted in it.
#[derive(Debug, Serialize)]
pub struct SectionReadability {
    /// Its heading; "" for what stands before any.
    pub heading: String,
    /// The id of the heading.
    pub anchor: String,
    /// LIX of the section.
    pub lix: usize,
    /// What is counted in it.
    #[serde(flatten)]
    pub counted: Readability,
}

/// Counts every page that holds, or will, and has sentences.
pub fn readability(loaded: &Loaded) -> ReadabilityReport {
    let scope = Scope::new(loaded, Asked::default());
    let site = &*loaded.site;
    let counted =
        site.pages.iter().enumerate().filter(|(_, page)| readability::is_counted(page)).filter_map(|(ix, page)| {
            let sections = readability::sections(&page.doc);
            let counted = readability::whole(&sections);
            let mut sections: Vec<SectionReadability> = sections.into_iter().map(section).collect();
            sections.sort_by_key(|section| Reverse(section.lix));
            let limit = readability::limit(site, page);
            let page = PageReadability { page: scope.entry(ix), limit, lix: counted.lix(), counted, sections };
            (counted.sentences > 0).then_some(page)
        });
    let mut pages: Vec<PageReadability> = counted.collect();
    pages.sort_by_key(|page| (Reverse(page.lix), page.page.file.clone()));
    ReadabilityReport { version: 1, unread: unread(loaded).into_iter().cloned().collect(), pages }
}

fn section(section: Counted<'_>) -> SectionReadability {
    let (lix, counted) = (section.readability.lix(), section.readability);
    SectionReadability { heading: section.heading.to_owned(), anchor: section.anchor.to_owned(), lix, counted }
}

/// The report as a table that fits 80 columns: a line for each page, and below it one for each of its sections.
pub fn readability_text(report: &ReadabilityReport, lang: Lang) -> String {
    let n = report.pages.len();
    let (sv, en) = if n == 1 { ("sida", "page") } else { ("sidor", "pages") };
    let mut out = text!("Läsbarhet: {n} {sv}, den svåraste först", "Readability: {n} {en}, the hardest first")
        .get(lang)
        .to_owned();
    for file in &report.unread {
        out.push('\n');
        out.push_str(text!("kan inte läsas: {file}", "cannot be read: {file}").get(lang));
    }
    let words = text!("ord", "words").get(lang).to_owned();
    out.push_str(&format!("\n\n  LIX {words:>6}  >25  >30\n"));
    let before = text!("(före första rubriken)", "(before the first heading)").get(lang).to_owned();
    for page in &report.pages {
        let limit = page.limit.filter(|limit| page.lix > *limit);
        let above = limit.map(|limit| text!(" (högst {limit})", " (at most {limit})").get(lang).to_owned());
        let title = format!("{}{}", page.page.title, above.unwrap_or_default());
        out.push_str(&row(page.lix, &page.counted, &title, 0));
        for section in page.sections.iter().filter(|_| page.sections.len() > 1) {
            let heading = if section.heading.is_empty() { &before } else { &section.heading };
            out.push_str(&row(section.lix, &section.counted, heading, 2));
        }
    }
    out
}

fn row(lix: usize, counted: &Readability, title: &str, indent: usize) -> String {
    const TITLE: usize = 54;
    let number = |n: usize| if n == 0 { "–".to_owned() } else { n.to_string() };
    let title = super::report_text::fitted(title, TITLE - indent);
    let (long, longer) = (number(counted.over_25), number(counted.over_30));
    let line = format!("{lix:>5} {:>6} {long:>4} {longer:>4}  {:indent$}{title}", counted.words, "");
    line.trim_end().to_owned() + "\n"
}
