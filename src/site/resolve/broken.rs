//! Findings about links, anchors and images that lead nowhere, or to more than one thing.

use super::{Resolver, Target, Wanted, by_name};
use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::base::text::Text;
use crate::diagnostic::{Code, Related};
use crate::document::Absent;
use crate::site::model::{AbsentPage, BuiltInIx, PageIx, Resolved};
use crate::text;

/// So many of those that a name may mean are written out.
const SHOWN: usize = 5;

impl<'s> Resolver<'_, 's> {
    pub(super) fn broken_path(&mut self, path: &str, span: Span) -> Resolved {
        let full = self.full(path);
        match self.absent_at(path) {
            Some(absent) => self.absent(absent, path, span),
            None => {
                self.suggest_later(full.clone().map(Wanted::Path));
                let found = self.report(
                    Code::BrokenLink,
                    span,
                    text!(
                        "länken leder inte till någon sida eller fil: {path}",
                        "the link leads to no page or file: {path}"
                    ),
                );
                if full.is_none() {
                    found.help.push(text!("sökvägen leder ut ur innehållet", "the path leads out of the content"));
                }
            }
        }
        Resolved::Broken
    }

    /// A page that a shortcode names by an id that no page has.
    pub(super) fn broken_id(&mut self, id: &str, span: Span) -> Resolved {
        if let Some(absent) = self.index.lookups.absent(id) {
            self.absent(absent, id, span);
            return Resolved::Broken;
        }
        self.suggest_later(Some(Wanted::Id(id.to_owned())));
        self.report(
            Code::BrokenLink,
            span,
            text!("det finns ingen sida med id ”{id}”", "there is no page with the id \"{id}\""),
        );
        Resolved::Broken
    }

    /// A wiki link to what is neither an id, a file's name nor a title.
    pub(super) fn broken_name(&mut self, name: &str, span: Span) -> Resolved {
        let lookups = self.index.lookups;
        let absent = lookups.absent(name).or_else(|| {
            let normalized = by_name::normalized(by_name::without_ending(name));
            lookups.absent_pages.iter().find(|page| by_name::is_named(&page.path, &normalized))
        });
        if let Some(absent) = absent {
            self.absent(absent, name, span);
            return Resolved::Broken;
        }
        self.suggest_later(Some(Wanted::Name(name.to_owned())));
        self.report(
            Code::BrokenLink,
            span,
            text!("ingen sida eller fil heter ”{name}”", "no page or file is called \"{name}\""),
        );
        Resolved::Broken
    }

    /// The page or file at a path, as people write it, that is not in this edition.
    fn absent_at(&self, path: &str) -> Option<&'s AbsentPage> {
        let at = self.full(path)?;
        let lookups = self.index.lookups;
        ["", ".md", ".markdown", "/_index.md", "/index.md", "/README.md"].iter().find_map(|tail| {
            let candidate = format!("{at}{tail}");
            lookups.absent_by_path.get(candidate.trim_start_matches('/')).map(|i| &lookups.absent_pages[*i])
        })
    }

    /// Reports a reference to what is not in this edition.
    fn absent(&mut self, absent: &AbsentPage, what: &str, span: Span) {
        let (code, message, help) = match absent.why {
            // Nobody knows what it holds; the finding about its file counts the references to it.
            Absent::Unreadable => return self.unreadable_targets.push(absent.file.clone()),
            Absent::Withheld if absent.id.is_none() => (
                Code::LinkToHigher,
                text!(
                    "filen ligger i en mapp med högre klassning: {what}",
                    "the file lies in a folder with a higher classification: {what}"
                ),
                text!(
                    "ta bort den härifrån, eller klassa den här sidan lika högt",
                    "remove it from here, or classify this page as high"
                ),
            ),
            Absent::Withheld => (
                Code::LinkToHigher,
                text!(
                    "länken leder till en sida med högre klassning: {what}",
                    "the link leads to a page with a higher classification: {what}"
                ),
                text!(
                    "ta bort länken, eller klassa den här sidan lika högt",
                    "remove the link, or classify this page as high"
                ),
            ),
            Absent::LeftOut => (
                Code::BrokenLink,
                text!(
                    "länken leder till en sida som inte publiceras nu: {what}",
                    "the link leads to a page that is not published now: {what}"
                ),
                text!("sidan är ett utkast, eller gäller inte än", "the page is a draft, or not valid yet"),
            ),
        };
        self.report(code, span, message).help.push(help);
    }

    pub(super) fn missing_image(&mut self, path: &str, span: Span) {
        if let Some(absent) = self.absent_at(path) {
            return self.absent(absent, path, span);
        }
        let full = self.full(path);
        self.suggest_later(full.map(Wanted::Path));
        self.report(Code::MissingImage, span, text!("bilden finns inte: {path}", "the image does not exist: {path}"));
    }

    pub(super) fn broken_anchor(&mut self, page: PageIx, anchor: &str, help: Text, span: Span) {
        let target = &self.index.pages[page];
        let (title, file) = (target.title().to_owned(), target.doc.file.clone());
        let same = page == self.ix;
        let found = self.report(
            Code::BrokenAnchor,
            span,
            text!(
                "”{title}” har ingen rubrik med id ”{anchor}”",
                "\"{title}\" has no heading with the id \"{anchor}\""
            ),
        );
        // Names that a program counts up (`_Toc441230971`, `^3f6a`) have one cause.
        let counted = anchor.trim_end_matches(|c: char| c.is_ascii_digit());
        found.cause = Some(if anchor.starts_with('^') { "^" } else { counted }.to_owned());
        found.help.push(help);
        if !same {
            found.related.push(Related {
                file,
                span: None,
                message: text!("sidan det gäller", "the page it is about"),
            });
        }
    }

    /// The program's own pages have no headings that last.
    pub(super) fn anchor_of_built_in(&mut self, page: BuiltInIx, anchor: &str, span: Span) {
        let id = &self.index.built_in.all[page].id;
        self.report(
            Code::BrokenAnchor,
            span,
            text!(
                "”{id}” är en sida som ledfyr gör och har inga rubriker att länka till: #{anchor}",
                "\"{id}\" is a page that ledfyr makes and has no headings to link to: #{anchor}"
            ),
        )
        .help
        .push(text!("länka till hela sidan: [[{id}]]", "link to the whole page: [[{id}]]"));
    }

    /// A name that several pages or files have.
    pub(super) fn ambiguous(&mut self, name: &str, targets: &[Target], span: Span) -> Resolved {
        let path = |target: &Target| -> RelPath {
            match target {
                Target::Page(ix) => self.index.pages[*ix].doc.path.clone(),
                Target::Asset(ix) => self.index.assets[*ix].path.clone(),
                Target::BuiltIn(ix) => RelPath::lit(&self.index.built_in.all[*ix].url),
            }
        };
        let mut paths: Vec<RelPath> = targets.iter().map(path).collect();
        paths.sort();
        let more = if paths.len() > SHOWN { " …" } else { "" };
        let shown: Vec<&str> = paths.iter().take(SHOWN).map(RelPath::as_str).collect();
        let shown = format!("{}{more}", shown.join(", "));
        let first = by_name::without_ending(paths[0].as_str()).to_owned();
        let (n, files) = (paths.len(), targets.iter().any(|t| matches!(t, Target::Asset(_))));
        let (sv, en) = if files { ("filer", "files") } else { ("sidor", "pages") };
        let found = self.report(
            Code::AmbiguousLink,
            span,
            text!("”{name}” kan vara {n} {sv}: {shown}", "\"{name}\" can be {n} {en}: {shown}"),
        );
        found.cause = Some(name.to_owned());
        found.help.push(text!(
            "skriv mappen också, till exempel {first}, eller ett id som bara en sida har",
            "write the folder too, for example {first}, or an id that only one page has"
        ));
        Resolved::Broken
    }
}
