//! Old addresses: what is written, and the address that it means.

use crate::base::percent;
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
    /// The field that states it.
    pub key: &'static str,
    /// The place in that field, when it is a list.
    pub index: Option<usize>,
    /// As it stands there.
    pub written: String,
}

/// The address that `written` means; `address` is that text counted from the site's root, `base_url` the site's own for
/// addresses in full. `None`: nothing is written.
pub(in crate::site) fn alias(
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
pub(in crate::site) fn address_from_root(written: &str, prefix: &str) -> String {
    let written = written.trim();
    let named = format!("{written}/").starts_with(prefix);
    if named || written.starts_with(['/', '\\']) || written.contains("://") {
        return written.to_owned();
    }
    format!("{prefix}{written}")
}

/// The address at which an alias is served, as URLs of pages are written: `gammal` is `gammal/`, `gammal.html` a file.
pub fn served_at(written: &str, prefix: &str) -> String {
    let address = address_from_root(written, prefix);
    alias("aliases", None, written, &address, None).map_or_else(String::new, |alias| alias.target().0)
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
