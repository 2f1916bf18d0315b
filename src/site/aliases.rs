//! Old addresses: what is written, and the address that it means.

use super::model::Page;
use crate::base::percent;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::names;
use crate::text;
use unicode_normalization::UnicodeNormalization;

/// Longest name of a file or folder, in bytes, on the file systems that sites are written to.
const LONGEST_NAME: usize = 255;

/// An old address that leads to a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// Below the site's root, decoded, with capitals and blanks as written; a folder ends in `/`, the root is "".
    pub url: String,
    /// What was asked after `?`. No file can tell one query from another.
    pub query: Option<String>,
    /// Where it is stated: the field, and the place in it when that is a list.
    pub key: &'static str,
    pub index: Option<usize>,
    /// As it stands there.
    pub written: String,
}

/// Values of `permalink` by which Jekyll names a pattern, not an address.
const PATTERNS: [&str; 6] = ["pretty", "date", "ordinal", "weekdate", "none", "default"];

/// The old addresses of a page, those that other tools state in fields of their own among them. `prefix` is that of its
/// language; `base_url` the site's, for addresses that are written in full.
pub(super) fn aliases(page: &Page, prefix: &str, base_url: Option<&str>, found: &mut Diagnostics) -> Vec<Alias> {
    let f = page.fields();
    let mut all = Vec::new();
    let mut add = |key: &'static str, index: Option<usize>, written: &str, address: &str| {
        all.extend(alias(key, index, written, address, base_url));
    };
    for (key, list) in [("aliases", &f.aliases), ("redirect_from", &f.redirect_from)] {
        for (i, written) in list.iter().enumerate() {
            add(key, Some(i), written, &alias_url(written, prefix));
        }
    }
    for (key, stated) in [("url", &f.url), ("permalink", &f.permalink), ("path", &f.path)] {
        let Some(written) = stated.as_ref().filter(|written| !written.trim().is_empty()) else { continue };
        let pattern = written.split('/').any(|part| part.starts_with(':')) || written.contains("{{");
        if pattern || PATTERNS.contains(&written.trim()) {
            found.push(pattern_of(page, key, written));
        } else {
            add(key, None, written, &alias_url(written, prefix));
        }
    }
    if let Some(written) = f.slug.as_ref().filter(|written| !written.trim().is_empty()) {
        add("slug", None, written, &slug_address(page, written.trim()));
    }
    if let Some(address) = post_address(page) {
        add("date", None, &address, &address);
    }
    // Where a page is its own old address there is nothing to lead on.
    let own = page.url.trim_end_matches('/');
    all.retain(|alias| alias.url.trim_end_matches('/') != own);
    all
}

fn alias(
    key: &'static str,
    index: Option<usize>,
    written: &str,
    address: &str,
    base_url: Option<&str>,
) -> Option<Alias> {
    let below = base_url.map(|base| base.trim_end_matches('/')).and_then(|base| address.strip_prefix(base));
    let rest = below.filter(|rest| rest.is_empty() || rest.starts_with('/')).unwrap_or(address);
    let rest = match rest.split_once("://") {
        Some((scheme, rest)) if scheme.bytes().all(|b| b.is_ascii_alphabetic()) => {
            rest.find('/').map_or("", |path| &rest[path..])
        }
        _ => rest,
    };
    let rest = rest.split('#').next().unwrap_or("");
    let (path, query) = match rest.split_once('?') {
        Some((path, query)) => (path, Some(query.to_owned()).filter(|query| !query.is_empty())),
        None => (rest, None),
    };
    if written.trim().is_empty() {
        return None;
    }
    let url = normal(&percent::decode(path).unwrap_or_else(|| path.to_owned()));
    Some(Alias { url, query, key, index, written: written.to_owned() })
}

/// The path as a browser would ask for it: `\` is `/`, `.` and `..` are taken out, a folder's `index.html` is the folder.
fn normal(path: &str) -> String {
    let path: String = path.trim().nfc().map(|c| if c == '\\' { '/' } else { c }).collect();
    let mut parts: Vec<&str> = Vec::new();
    let mut folder = true;
    for part in path.split('/') {
        folder = matches!(part, "" | "." | "..");
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    if parts.last() == Some(&"index.html") {
        parts.pop();
        folder = true;
    }
    let end = if folder && !parts.is_empty() { "/" } else { "" };
    format!("{}{end}", parts.join("/"))
}

/// An alias as it counts from the site's root: one that begins with `/` does, others count from their language, unless
/// they name it already.
fn alias_url(written: &str, prefix: &str) -> String {
    let written = written.trim();
    let named = format!("{written}/").starts_with(prefix);
    if named || written.starts_with(['/', '\\']) || written.contains("://") {
        return written.to_owned();
    }
    format!("{prefix}{written}")
}

/// The address at which an alias is served, as URLs of pages are written: `gammal` is `gammal/`, `gammal.html` a file.
pub fn served_at(written: &str, prefix: &str) -> String {
    let address = alias_url(written, prefix);
    alias("aliases", None, written, &address, None).map_or_else(String::new, |alias| alias.target().0)
}

/// Where a slug led: below the page's folder, or, where it begins with `/`, below the part of a Docusaurus site that the
/// page lies in.
fn slug_address(page: &Page, slug: &str) -> String {
    let folder = if page.is_section { page.url.as_str() } else { page.url.trim_end_matches('/') };
    let folder = folder.rfind('/').map_or("", |end| &folder[..=end]);
    if slug == "/" {
        return slug.to_owned();
    }
    if !slug.starts_with('/') {
        let end = if slug.ends_with('/') { "" } else { "/" };
        return format!("/{folder}{slug}{end}");
    }
    match page.doc.path.parts().next() {
        Some(part @ ("docs" | "blog")) => format!("/{part}{slug}"),
        _ => slug.to_owned(),
    }
}

/// Where Jekyll shows a post that states no address: `/2024/03/01/nytt.html`.
fn post_address(page: &Page) -> Option<String> {
    let folder = page.doc.path.parent();
    if folder.file_name() != "_posts" || page.fields().permalink.is_some() {
        return None;
    }
    let (date, name) = names::date_of(page.doc.path.stem())?;
    let above = folder.parent();
    let above = if above.is_empty() { String::new() } else { format!("/{above}") };
    Some(format!("{above}/{:04}/{:02}/{:02}/{name}.html", date.year(), date.month(), date.day()))
}

impl Alias {
    /// As a page's URL and the path of its file: a name with an ending is a file, any other a folder.
    pub fn target(&self) -> (String, String) {
        if self.url.is_empty() || self.url.ends_with('/') || !has_ending(&self.url) {
            return self.as_folder();
        }
        (self.url.clone(), self.url.clone())
    }

    /// The same as a folder: servers lead from `a.php` to `a.php/`.
    pub fn as_folder(&self) -> (String, String) {
        let folder = self.url.trim_end_matches('/');
        let url = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        (url.clone(), format!("{url}index.html"))
    }

    /// Whether a file system can hold a file at that address.
    pub fn is_holdable(&self) -> bool {
        let holdable = |part: &str| part.len() <= LONGEST_NAME && !part.contains(|c: char| c.is_control());
        self.query.is_none() && self.url.split('/').all(holdable) && !is_undecoded(&self.url)
    }

    /// As it is asked for: from the root, encoded, with its query.
    pub fn address(&self) -> String {
        let path = if is_undecoded(&self.url) { self.url.clone() } else { percent::encode(&self.url, percent::PATH) };
        let query = self.query.as_ref().map_or_else(String::new, |query| format!("?{query}"));
        format!("/{path}{query}")
    }
}

/// Whether it still holds encoded bytes: they are not UTF-8, so no path of ours can be them.
fn is_undecoded(url: &str) -> bool {
    percent::decode(url).is_none()
}

/// `.html`, `.aspx`, `.php`; the `2` of `v1.2` is none.
fn has_ending(url: &str) -> bool {
    let name = url.rsplit('/').next().unwrap_or(url);
    let ending = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map_or("", |(_, ending)| ending);
    ending.starts_with(|c: char| c.is_ascii_alphabetic()) && ending.bytes().all(|b| b.is_ascii_alphanumeric())
}

fn pattern_of(page: &Page, key: &str, written: &str) -> Diagnostic {
    Diagnostic::new(
        Code::AliasNotServed,
        text!(
            "{key}: ”{written}” är ett mönster, ingen adress, så sidans gamla adress leder inte hit",
            "{key}: \"{written}\" is a pattern, no address, so the page's old address does not lead here"
        ),
    )
    .file(&page.doc.file)
    .span(page.doc.front.span(key, None))
    .cause(format!("{key} pattern"))
    .help(text!(
        "skriv sidans gamla adress under aliases, eller ta bort raden",
        "write the page's old address under aliases, or remove the line"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(written: &str) -> String {
        served_at(written, "en/")
    }

    #[test]
    fn an_alias_is_served_where_it_is_written() {
        for (written, served) in [
            ("/Sidor/Riskanalys.aspx", "Sidor/Riskanalys.aspx"),
            ("/rutiner/riskanalys.html", "rutiner/riskanalys.html"),
            ("/Rutiner/Risk Analys/", "Rutiner/Risk Analys/"),
            ("/Rutiner/Risk%20Analys", "Rutiner/Risk Analys/"),
            ("/index.php/risk", "index.php/risk/"),
            ("/g/index.html", "g/"),
            ("/v1.2", "v1.2/"),
            ("/a/./b/../c.html#d", "a/c.html"),
            ("https://gammal.example/x/y.php", "x/y.php"),
            ("https://gammal.example", ""),
            ("\\Sidor\\x.aspx", "Sidor/x.aspx"),
            ("/ra\u{30a}d/", "r\u{e5}d/"),
            ("old", "en/old/"),
            ("en/older", "en/older/"),
            ("energy.html", "en/energy.html"),
        ] {
            assert_eq!(at(written), served, "{written}");
        }
    }

    #[test]
    fn a_query_is_kept_for_a_server() {
        let alias = alias("aliases", None, "x", "/Visa.aspx?id=7#a", None).unwrap();
        assert_eq!((alias.url.as_str(), alias.query.as_deref()), ("Visa.aspx", Some("id=7")));
        assert!(!alias.is_holdable());
        assert_eq!(alias.address(), "/Visa.aspx?id=7");
    }

    #[test]
    fn what_no_file_system_holds_is_seen() {
        let holds = |address: &str| alias("aliases", None, "x", address, None).unwrap().is_holdable();
        assert!(holds("/a b/å.html"));
        assert!(!holds(&format!("/{}/", "å".repeat(128))) && !holds("/a%00b") && !holds("/R%E5d.aspx"));
    }

    #[test]
    fn an_address_in_full_counts_from_where_the_site_lies() {
        let base = Some("https://intranat.example/sakerhet/");
        let url = |address: &str| alias("aliases", None, "x", address, base).unwrap().url;
        assert_eq!(url("https://intranat.example/sakerhet/g/x.html"), "g/x.html");
        assert_eq!(url("https://intranat.example/g/x.html"), "g/x.html");
    }
}
