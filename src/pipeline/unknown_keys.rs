//! Keys of front matter that another program reads.

use crate::base::path::RelPath;
use crate::diagnostic::{Code, Diagnostic};
use crate::text;
use std::collections::{BTreeMap, BTreeSet};

/// Keys that are named in the finding about all unknown ones.
const NAMED: usize = 12;

/// Whether a finding is about a key that says nothing on its page.
pub(super) fn is_one(d: &Diagnostic) -> bool {
    matches!(d.code, Code::UnknownKey | Code::FieldOfOtherKind)
}

/// One finding for all the keys that ledfyr does not know: in a folder that was written for another program they are as
/// they should be, and a finding for each would hide the others.
pub(super) fn report<'a>(found: impl Iterator<Item = &'a Diagnostic>) -> Option<Diagnostic> {
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    let mut files: BTreeSet<&RelPath> = BTreeSet::new();
    for d in found {
        *uses.entry(d.cause.as_deref().unwrap_or("")).or_default() += 1;
        files.extend(&d.file);
    }
    let first = files.first()?;
    let (keys, pages) = (uses.len(), files.len());
    let mut by_use: Vec<(&str, usize)> = uses.into_iter().collect();
    by_use.sort_by_key(|(key, n)| (std::cmp::Reverse(*n), *key));
    let named: Vec<String> = by_use.iter().take(NAMED).map(|(key, n)| format!("{key} ({n})")).collect();
    let own: Vec<String> = by_use.iter().take(NAMED).map(|(key, _)| format!("\"{key}\"")).collect();
    let (named, own) = (named.join(", "), own.join(", "));
    let more = if keys > NAMED { ", …" } else { "" };
    let (nyckel, key) = if keys == 1 { ("nyckel", "key") } else { ("nycklar", "keys") };
    let (sida, page) = if pages == 1 { ("sida", "page") } else { ("sidor", "pages") };
    Some(
        Diagnostic::new(
            Code::UnknownKey,
            text!(
                "ledfyr känner inte till {keys} {nyckel} på {pages} {sida}: {named}{more}",
                "ledfyr does not know {keys} {key} on {pages} {page}: {named}{more}"
            ),
        )
        .file(first)
        .help(text!(
            "är de era egna: skriv ledfyr.toml med raderna [front_matter] och own = [{own}{more}]",
            "if they are your own: write ledfyr.toml with the lines [front_matter] and own = [{own}{more}]"
        )),
    )
}
