//! Pages that are harder to read than the site allows for their kind.

use crate::base::path::RelPath;
use crate::base::suggest::closest;
use crate::config::CONFIG_FILE;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::front_matter::fields::Kind;
use crate::governance::readability;
use crate::site::{Page, Site};
use crate::text;

/// Kinds in the configuration that there are not.
pub(super) fn configured(site: &Site, found: &mut Diagnostics) {
    let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
    let unknown = site.config.readability.keys().filter(|kind| !kinds.contains(&kind.as_str()));
    let all = kinds.join(", ");
    found.extend(unknown.map(|kind| {
        Diagnostic::new(Code::UnknownKind, text!("det finns inget slag ”{kind}”", "there is no kind \"{kind}\""))
            .file(&RelPath::lit(CONFIG_FILE))
            .span(site.config.span("readability", kind, None))
            .maybe_help(
                closest(kind, kinds.iter().copied()).map(|m| text!("menade du ”{m}”?", "did you mean \"{m}\"?")),
            )
            .help(text!("det som går att välja: {all}", "what can be chosen: {all}"))
    }));
}

pub(super) fn page(site: &Site, page: &Page, found: &mut Diagnostics) {
    let Some(limit) = readability::limit(site, page).filter(|_| readability::is_counted(page)) else { return };
    let sections = readability::sections(&page.doc);
    let whole = readability::whole(&sections);
    let (lix, kind) = (whole.lix(), page.kind());
    let longest = sections.iter().rev().max_by_key(|section| section.readability.longest);
    let Some(longest) = longest.filter(|_| lix > limit) else { return };
    let words = whole.longest;
    let mut d = Diagnostic::new(
        Code::HardToRead,
        text!(
            "sidan har LIX {lix}; sidor av slaget {kind} får ha högst {limit}",
            "the page has a LIX of {lix}; pages of the kind {kind} may have at most {limit}"
        ),
    )
    .file(&page.doc.file)
    .span(longest.longest)
    .cause(kind.as_str())
    .label(text!("den längsta meningen har {words} ord", "the longest sentence has {words} words"));
    // A sentence or two say little.
    let counted = sections.iter().rev().filter(|s| !s.heading.is_empty() && s.readability.sentences > 2);
    if let Some(hardest) = counted.max_by_key(|section| section.readability.lix()).filter(|_| sections.len() > 1) {
        let (heading, lix) = (hardest.heading, hardest.readability.lix());
        d = d.help(text!(
            "svårast är avsnittet ”{heading}”, LIX {lix}",
            "the hardest section is \"{heading}\", LIX {lix}"
        ));
    }
    found.push(d.help(text!(
        "dela långa meningar och byt långa ord; alla avsnitt visas av: ledfyr report readability",
        "split long sentences and change long words; all sections are shown by: ledfyr report readability"
    )));
}
