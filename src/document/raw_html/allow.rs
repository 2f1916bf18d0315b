//! What raw HTML may contain: elements, their attributes, and URLs. ammonia is the
//! judge of every start tag's attributes; the lists it judges by are here.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;

use super::tokens::{Attribute, Token, Tokens};

/// Elements that prose needs, each with the attributes of its own.
const ELEMENTS: &[(&str, &[&str])] = &[
    ("a", &["href", "hreflang"]),
    ("abbr", &[]),
    ("address", &[]),
    ("article", &[]),
    ("aside", &[]),
    ("b", &[]),
    ("bdi", &[]),
    ("bdo", &[]),
    ("blockquote", &["cite"]),
    ("br", &[]),
    ("caption", &[]),
    ("cite", &[]),
    ("code", &[]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("data", &["value"]),
    ("dd", &[]),
    ("del", &["cite", "datetime"]),
    ("details", &["name", "open"]),
    ("dfn", &[]),
    ("div", &[]),
    ("dl", &[]),
    ("dt", &[]),
    ("em", &[]),
    ("figcaption", &[]),
    ("figure", &[]),
    ("h1", &[]),
    ("h2", &[]),
    ("h3", &[]),
    ("h4", &[]),
    ("h5", &[]),
    ("h6", &[]),
    ("hr", &[]),
    ("i", &[]),
    ("img", &["src", "alt", "width", "height"]),
    ("ins", &["cite", "datetime"]),
    ("kbd", &[]),
    ("li", &["value"]),
    ("mark", &[]),
    ("ol", &["reversed", "start", "type"]),
    ("p", &[]),
    ("pre", &[]),
    ("q", &["cite"]),
    ("rp", &[]),
    ("rt", &[]),
    ("ruby", &[]),
    ("s", &[]),
    ("samp", &[]),
    ("section", &[]),
    ("small", &[]),
    ("span", &[]),
    ("strong", &[]),
    ("sub", &[]),
    ("summary", &[]),
    ("sup", &[]),
    ("table", &[]),
    ("tbody", &[]),
    ("td", &["colspan", "headers", "rowspan"]),
    ("tfoot", &[]),
    ("th", &["abbr", "colspan", "headers", "rowspan", "scope"]),
    ("thead", &[]),
    ("time", &["datetime"]),
    ("tr", &[]),
    ("u", &[]),
    ("ul", &[]),
    ("var", &[]),
    ("wbr", &[]),
];

/// Attributes that every element may have, besides `aria-…`.
const GLOBAL: &[&str] = &["class", "dir", "id", "lang", "role", "title"];

/// The judge. Its lists are constants, so it is made once.
static JUDGE: LazyLock<Builder<'static>> = LazyLock::new(judge);

/// A fresh ammonia with the lists of this module.
pub fn judge() -> Builder<'static> {
    let mut builder = Builder::empty();
    builder
        .tags(ELEMENTS.iter().map(|(name, _)| *name).collect())
        .tag_attributes(
            ELEMENTS
                .iter()
                .map(|(name, own)| (*name, own.iter().copied().collect()))
                .collect::<HashMap<_, HashSet<_>>>(),
        )
        .generic_attributes(GLOBAL.iter().copied().collect())
        .generic_attribute_prefixes(HashSet::from(["aria-"]))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .link_rel(None)
        .attribute_filter(filter);
    builder
}

/// The last word on each attribute that the lists let through.
fn filter<'v>(element: &str, attribute: &str, value: &'v str) -> Option<Cow<'v, str>> {
    let refused = is_url(attribute) && url(element, value) == Address::Refused;
    (!refused).then_some(Cow::Borrowed(value))
}

/// Whether the element is on the list.
pub fn element(name: &str) -> bool {
    ELEMENTS.binary_search_by_key(&name, |(known, _)| known).is_ok()
}

/// Whether the attribute is on a list, whatever its value.
pub fn attribute(element: &str, name: &str) -> bool {
    let own =
        ELEMENTS.binary_search_by_key(&element, |(known, _)| known).is_ok_and(|at| ELEMENTS[at].1.contains(&name));
    own || GLOBAL.contains(&name) || name.starts_with("aria-")
}

/// Whether the attribute holds an address.
pub fn is_url(attribute: &str) -> bool {
    matches!(attribute, "href" | "src" | "cite")
}

/// What is thought of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Address {
    /// Within the site: the program must resolve it.
    Relative,
    /// Elsewhere, and allowed.
    Absolute,
    /// A scheme that is not allowed, or an image from another host.
    Refused,
}

/// Judges an address whose character references are decoded.
pub fn url(element: &str, value: &str) -> Address {
    // Browsers trim C0 controls and spaces, and take out tabs and line feeds inside:
    // `java\nscript:` runs. An honest address has no control character at all.
    let value = value.trim_matches(|c: char| c <= ' ');
    if value.chars().any(char::is_control) {
        return Address::Refused;
    }
    // Browsers read `\` as `/`, so `/\host` is another host as well.
    let mut slashes = value.chars().map(|c| if c == '\\' { '/' } else { c });
    let network = slashes.next() == Some('/') && slashes.next() == Some('/');
    let first = value.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    let scheme = first.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    match (scheme.as_deref(), element) {
        (None, "img") if network => Address::Refused,
        (None, _) if network => Address::Absolute,
        (None, _) => Address::Relative,
        (Some("http" | "https"), "img") => Address::Refused,
        (Some("http" | "https"), _) => Address::Absolute,
        (Some("mailto" | "tel"), "a") => Address::Absolute,
        // Also `x:y` that is no scheme: nobody means a path by it.
        (Some(_), _) => Address::Refused,
    }
}

/// The attributes that may stay, in source order: index, value as decoded text.
/// ammonia parses a tag made of `attributes` in a place where the element may stand.
pub fn attributes(element: &str, attributes: &[Attribute]) -> Vec<(usize, String)> {
    if attributes.is_empty() {
        return Vec::new();
    }
    let mut html = String::from(match element {
        "caption" | "colgroup" | "thead" | "tbody" | "tfoot" => "<table>",
        "col" => "<table><colgroup>",
        "tr" => "<table><tbody>",
        "td" | "th" => "<table><tbody><tr>",
        _ => "",
    });
    html.push('<');
    html.push_str(element);
    for attribute in attributes {
        html.push(' ');
        html.push_str(&attribute.name);
        html.push_str("=\"");
        html.push_str(&attribute.value.replace('"', "&quot;"));
        html.push('"');
    }
    html.push('>');
    let clean = JUDGE.clean(&html).to_string();
    let mut kept = Vec::new();
    let tag = Tokens::new(&clean).find_map(|token| match token {
        Token::Start(tag) if tag.name == element => Some(tag),
        _ => None,
    });
    for judged in tag.map(|tag| tag.attributes).unwrap_or_default() {
        // The first of several with one name counts, as in browsers.
        if let Some(at) = attributes.iter().position(|asked| asked.name == judged.name) {
            kept.push((at, decode(judged.value)));
        }
    }
    // ammonia may change the order when it drops one.
    kept.sort_by_key(|(at, _)| *at);
    kept
}

/// Undoes the escapes of ammonia's serialiser, which writes no others.
fn decode(value: &str) -> String {
    value
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&nbsp;", "\u{a0}")
        .replace("&amp;", "&")
}

/// Elements whose content is no prose: it goes with the element. Their tags are
/// found in the source text, since what stands inside follows other rules.
pub fn goes_with_content(name: &str) -> bool {
    matches!(name, "script" | "style" | "svg" | "math")
}

/// Elements without an end tag.
pub fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order_for_the_binary_search() {
        assert!(ELEMENTS.is_sorted_by_key(|(name, _)| *name));
    }

    #[test]
    fn addresses() {
        for (element, value, expected) in [
            ("a", "sida.md#del", Address::Relative),
            ("a", "", Address::Relative),
            ("a", "https://example.org", Address::Absolute),
            ("a", "//example.org", Address::Absolute),
            ("a", "tel:112", Address::Absolute),
            ("a", "javascript:alert(1)", Address::Refused),
            ("a", " \u{1}JavaScript:alert(1)", Address::Refused),
            ("a", "java\nscript:alert(1)", Address::Refused),
            ("a", "java\tscript:alert(1)", Address::Refused),
            ("a", "java script:alert(1)", Address::Refused),
            ("a", "vbscript:x", Address::Refused),
            ("a", "data:text/html,x", Address::Refused),
            ("a", "a/b:c", Address::Relative),
            ("img", "bild.png", Address::Relative),
            ("img", "https://example.org/x.png", Address::Refused),
            ("img", "/\\example.org/x.png", Address::Refused),
            ("img", "\\\\example.org/x.png", Address::Refused),
            ("img", "data:image/png;base64,AA==", Address::Refused),
            ("q", "mailto:x@example.org", Address::Refused),
        ] {
            assert_eq!(url(element, value), expected, "{element} {value:?}");
        }
    }
}
