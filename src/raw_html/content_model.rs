//! Which element may stand in which: as much of HTML's content model as a browser's
//! tree builder acts upon. A page that keeps to it is read as it was written: nothing
//! is moved before a table, and no tag ends an element that it does not name.

/// Elements that hold text and inline elements only.
const PHRASING_ONLY: &str = "abbr b bdi bdo button cite code data dfn em h1 h2 h3 h4 h5 h6 i kbd label mark p pre q rp rt ruby s samp small \
    span strong sub summary sup time u var";

/// Elements that end an open `<p>` in a browser, beside those that only stand in a parent of their own.
const BLOCKS: &str = "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 \
    h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section summary table ul";

fn is_in(list: &str, name: &str) -> bool {
    list.split(' ').any(|item| item == name)
}

/// Elements that hold text and inline elements only.
pub(super) fn is_phrasing_only(name: &str) -> bool {
    is_in(PHRASING_ONLY, name)
}

/// Elements that may hold what their parent may hold.
pub(super) fn is_transparent(name: &str) -> bool {
    matches!(name, "a" | "del" | "ins")
}

/// Elements that end an open `<p>` in a browser.
pub(super) fn is_block(name: &str) -> bool {
    is_in(BLOCKS, name) || is_structural(name)
}

/// Elements that only stand in a parent of their own.
fn is_structural(name: &str) -> bool {
    matches!(name, "li" | "dt" | "dd") || is_table_part(name)
}

/// The parts of a table below `<table>`.
fn is_table_part(name: &str) -> bool {
    matches!(name, "caption" | "colgroup" | "col" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th")
}

/// Elements in which a browser lets no text stand: it moves it before the table.
pub(super) fn is_table_context(name: &str) -> bool {
    matches!(name, "table" | "thead" | "tbody" | "tfoot" | "tr" | "colgroup")
}

/// Elements whose end tag HTML lets people leave out.
pub(super) fn end_may_be_omitted(name: &str) -> bool {
    matches!(
        name,
        "p" | "li" | "dt" | "dd" | "rt" | "rp" | "tr" | "td" | "th" | "thead" | "tbody" | "tfoot" | "colgroup"
    )
}

/// What a start tag ends without saying so, and the elements beyond which it does not
/// reach: `<li>` ends the last `<li>` of the same list.
pub(super) fn implied_ends(name: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
    Some(match name {
        "li" => (&["li"], &["ul", "ol"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl"]),
        "rt" | "rp" => (&["rt", "rp"], &["ruby"]),
        "td" | "th" => (&["td", "th"], &["table", "tr"]),
        "tr" => (&["tr", "caption", "colgroup"], &["table"]),
        "thead" | "tbody" | "tfoot" => (&["thead", "tbody", "tfoot", "tr", "caption", "colgroup"], &["table"]),
        "caption" | "colgroup" => (&["caption", "colgroup"], &["table"]),
        "a" => (&["a"], &[]),
        // A paragraph ends where a block begins.
        _ if is_block(name) => (&["p"], &["td", "th", "caption"]),
        _ => return None,
    })
}

/// The elements that HTML puts in by itself between `parent` and `child`, outermost
/// first; none when nothing is missing.
pub(super) fn missing_between(parent: &str, child: &str) -> &'static [&'static str] {
    match (parent, child) {
        ("table", "tr") => &["tbody"],
        ("table", "td" | "th") => &["tbody", "tr"],
        ("thead" | "tbody" | "tfoot", "td" | "th") => &["tr"],
        ("table", "col") => &["colgroup"],
        _ => &[],
    }
}

/// Whether `child` may stand directly in `parent` (`None`: in the page itself), as far
/// as lists, tables and their like go; phrasing and blocks are judged elsewhere.
pub(super) fn fits(parent: Option<&str>, child: &str) -> bool {
    let parent = parent.unwrap_or_default();
    match child {
        "li" => matches!(parent, "ul" | "ol"),
        "dt" | "dd" => matches!(parent, "dl" | "div"),
        "summary" => parent == "details",
        "figcaption" => parent == "figure",
        "rt" | "rp" => parent == "ruby",
        "caption" | "colgroup" | "thead" | "tbody" | "tfoot" => parent == "table",
        "tr" => matches!(parent, "thead" | "tbody" | "tfoot"),
        "td" | "th" => parent == "tr",
        "col" => parent == "colgroup",
        "div" if parent == "dl" => true,
        _ => !(matches!(parent, "ul" | "ol" | "dl") || is_table_context(parent)),
    }
}
