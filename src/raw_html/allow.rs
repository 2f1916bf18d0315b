//! What raw HTML may contain: elements, their attributes, and addresses.

use super::tokens::Attribute;

/// Elements that prose needs.
pub(super) const ELEMENTS: &str = "a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup data dd del details \
    dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small span \
    strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr";

/// Attributes that every element may have, besides `aria-…`.
pub(super) const GLOBAL: &[&str] = &["class", "dir", "id", "lang", "role", "title"];

/// The element as the list has it, when it is there.
pub(super) fn element(name: &str) -> Option<&'static str> {
    ELEMENTS.split(' ').find(|known| *known == name)
}

/// Attributes that an element has beside those of all elements.
pub(super) fn own(element: &str) -> &'static [&'static str] {
    match element {
        "a" => &["href", "hreflang"],
        "blockquote" | "q" => &["cite"],
        "col" | "colgroup" => &["span"],
        "data" | "li" => &["value"],
        "del" | "ins" => &["cite", "datetime"],
        "details" => &["name", "open"],
        "img" => &["src", "alt", "width", "height"],
        "ol" => &["reversed", "start", "type"],
        "td" => &["colspan", "headers", "rowspan"],
        "th" => &["abbr", "colspan", "headers", "rowspan", "scope"],
        "time" => &["datetime"],
        _ => &[],
    }
}

/// Whether the attribute is on a list, whatever its value.
pub(super) fn attribute(element: &str, name: &str) -> bool {
    own(element).contains(&name) || GLOBAL.contains(&name) || name.starts_with("aria-")
}

/// The attributes that may stay, in source order. The first of several with one name counts, as in browsers.
pub(super) fn attributes<'t>(element: &str, attributes: &'t [Attribute]) -> Vec<&'t Attribute> {
    let mut kept: Vec<&Attribute> = Vec::new();
    for (at, asked) in attributes.iter().enumerate() {
        let first = attributes[..at].iter().all(|before| before.name != asked.name);
        let refused = url_attribute(&asked.name).is_some() && url(element, &asked.value) == Address::Refused;
        if first && !refused && attribute(element, &asked.name) {
            kept.push(asked);
        }
    }
    kept
}

/// The attribute, when it holds an address.
pub(super) fn url_attribute(name: &str) -> Option<&'static str> {
    ["href", "src", "cite"].into_iter().find(|known| *known == name)
}

/// Whether an address may stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Address {
    /// Within the site: the program must resolve it.
    Relative,
    /// Elsewhere, and allowed.
    Absolute,
    /// A scheme that is not allowed, or an image from another host.
    Refused,
}

/// Judges an address whose character references are decoded.
pub(super) fn url(element: &str, value: &str) -> Address {
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
        (None, _) if network && has_host(value) => Address::Absolute,
        (None, _) if network => Address::Refused,
        (None, _) => Address::Relative,
        (Some("http" | "https"), "img") => Address::Refused,
        (Some("http" | "https"), _) if has_host(value) => Address::Absolute,
        (Some("mailto" | "tel"), "a") => Address::Absolute,
        // Also `x:y` that is no scheme: nobody means a path by it.
        (Some(_), _) => Address::Refused,
    }
}

/// Whether a host stands after the first two slashes that a browser will not refuse (URL Standard, forbidden domain code
/// points).
fn has_host(value: &str) -> bool {
    let host = value.split_once("//").map_or("", |(_, rest)| rest.split(['/', '?', '#']).next().unwrap_or_default());
    !host.is_empty() && !host.contains([' ', '%', '<', '>', '[', ']', '\\', '^', '|'])
}

/// Elements whose content is no prose: it goes with the element. Their tags are
/// found in the source text, since what stands inside follows other rules.
pub(super) fn goes_with_content(name: &str) -> bool {
    matches!(name, "script" | "style" | "svg" | "math")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (element, value, expected) in [
            ("a", "sida.md#del", Address::Relative),
            ("a", "", Address::Relative),
            ("a", "https://example.org", Address::Absolute),
            ("a", "//example.org", Address::Absolute),
            ("a", "https://ö.example:8080/[x]", Address::Absolute),
            ("a", "https://exa<mple.org", Address::Refused),
            ("a", "https:///x", Address::Refused),
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
