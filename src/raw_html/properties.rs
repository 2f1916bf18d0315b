//! Properties that hold for any raw HTML.

use proptest::prelude::*;

use super::tests::{Piece, sanitised};
use super::tokens::{Token, Tokens};
use super::*;
use crate::body::tree::Node;

/// Bits that raw HTML is made of, broken and whole.
const BITS: &[&str] = &[
    "<",
    ">",
    "\"",
    "'",
    "=",
    "/",
    "&",
    "&lt;",
    "&amp;",
    " ",
    "\n",
    "</",
    "<!--",
    "-->",
    "--!>",
    "<![CDATA[",
    "]]>",
    "<!x",
    "<?x",
    "<script>",
    "</script>",
    "<style",
    "</style>",
    "<svg>",
    "</svg>",
    "<math>",
    "<textarea>",
    "<title>",
    "<plaintext>",
    "<xmp>",
    "<noscript>",
    "<template>",
    "<select>",
    "<option>",
    "<iframe>",
    "</iframe>",
    "<table>",
    "</table>",
    "<caption>",
    "<colgroup>",
    "<col>",
    "<thead>",
    "<tbody>",
    "<tr>",
    "</tr>",
    "<td>",
    "<th>",
    "</td>",
    "<ul>",
    "</ul>",
    "<li>",
    "</li>",
    "<dl>",
    "<dt>",
    "<dd>",
    "</dl>",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<div",
    "<h2>",
    "</h2>",
    "<h3>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<a>",
    "</a>",
    "<a href=",
    "<a href=\"x\">",
    "<a href='javascript:x'>",
    "<img src=",
    "<img src=\"b.png\" alt=\"",
    "<img src=x onerror=y>",
    "<br>",
    "</br>",
    "<hr/>",
    "<span/>",
    "<span title='",
    "<details>",
    "<summary>",
    "</summary>",
    "</details>",
    "<pre>",
    "</pre>",
    "<code>",
    "</code>",
    "<ruby>",
    "<rt>",
    "<rp>",
    "</ruby>",
    "<figure>",
    "<figcaption>",
    "<form>",
    "<button>",
    "<blockquote>",
    "</blockquote>",
    "<section>",
    "</section>",
    "<em>",
    "</em>",
    "<del>",
    "<ins>",
    "</main>",
    "</body>",
    "</html>",
    "<html>",
    "<body>",
    "<head>",
    "<frameset>",
    "<image src=x>",
    "<isindex>",
    "<nobr>",
    "<font>",
    "</font>",
    "onclick=x",
    "style=\"x\"",
    "\0",
    "\u{1}",
    "é",
];

fn bit() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => proptest::sample::select(BITS).prop_map(String::from),
        3 => (0..999u32).prop_map(|n| format!("w{n:03}x")),
        1 => "\\PC{0,4}",
    ]
}

fn html() -> impl Strategy<Value = String> {
    proptest::collection::vec(bit(), 0..24).prop_map(|bits| bits.concat())
}

/// A piece as made, generated ones balanced.
#[derive(Debug, Clone)]
enum Made {
    Raw(String),
    Generated(String, Vec<Made>, String),
    Slot(bool),
    Break,
}

/// Blocks as Markdown makes them: some hold blocks, some only inline content.
fn made() -> impl Strategy<Value = Vec<Made>> {
    let inline = prop_oneof![
        4 => html().prop_map(Made::Raw),
        1 => Just(Made::Slot(false)),
        1 => (0..999u32).prop_map(|n| Made::Generated(format!("g{n:03}x"), Vec::new(), String::new())),
        1 => (proptest::sample::select(&[("<a href=\"x>\">", "</a>"), ("<em>", "</em><br>")][..]), html())
            .prop_map(|((open, close), html)| Made::Generated(open.into(), vec![Made::Raw(html)], close.into())),
    ];
    let paragraph = proptest::sample::select(&[("<p>", "</p>"), ("<h2 id=\"x\">", "</h2>")][..]);
    let leaf = prop_oneof![
        3 => (paragraph, proptest::collection::vec(inline, 0..4))
            .prop_map(|((open, close), inner)| Made::Generated(open.into(), inner, close.into())),
        4 => html().prop_map(Made::Raw),
        1 => Just(Made::Slot(true)),
        1 => Just(Made::Break),
    ];
    let around = proptest::sample::select(
        &[
            ("<ul><li>", "</li></ul>"),
            ("<div class='t'><table><tbody><tr><td>", "</td></tr></tbody></table></div>"),
            ("<blockquote>", "</blockquote>"),
        ][..],
    );
    let node = leaf.prop_recursive(3, 24, 5, move |inner| {
        (around.clone(), proptest::collection::vec(inner, 0..5))
            .prop_map(|((open, close), inner)| Made::Generated(open.into(), inner, close.into()))
    });
    proptest::collection::vec(node, 0..6)
}

/// Lays the made pieces out as a source file would have them.
fn lay<'a>(made: &'a [Made], at: &mut usize, pieces: &mut Vec<Piece<'a>>) {
    for one in made {
        match one {
            Made::Raw(html) => {
                pieces.push(Piece::Raw { html, offset: *at });
                *at += html.len() + 3;
            }
            Made::Generated(open, inner, close) => {
                pieces.push(Piece::Trusted(open));
                lay(inner, at, pieces);
                pieces.push(Piece::Trusted(close));
            }
            Made::Slot(true) => pieces.push(Piece::BlockSlot(*at)),
            Made::Slot(false) => pieces.push(Piece::Slot(*at)),
            Made::Break => pieces.push(Piece::Break),
        }
    }
}

/// The output's tags and text, in a form that does not depend on how it was escaped.
fn shape(html: &str) -> String {
    let judged = html.replace("\n", " ");
    let mut shape = String::new();
    for token in Tokens::new(&judged) {
        match token {
            Token::Start(tag) => {
                shape.push_str(&format!("<{}", tag.name));
                for attribute in tag.attributes {
                    shape.push_str(&format!(" {}={:?}", attribute.name, attribute.value.replace("&nbsp;", "\u{a0}")));
                }
                shape.push('>');
            }
            Token::End(tag) => shape.push_str(&format!("</{}>", tag.name)),
            Token::Text(range) => shape.push_str(&judged[range]),
            other => shape.push_str(&format!("{other:?}")),
        }
    }
    shape
}

/// An ammonia with the lists of this module.
fn judge() -> ammonia::Builder<'static> {
    let mut judge = ammonia::Builder::empty();
    judge
        .tags(allow::ELEMENTS.split(' ').collect())
        .tag_attributes(allow::ELEMENTS.split(' ').map(|e| (e, allow::own(e).iter().copied().collect())).collect())
        .generic_attributes(allow::GLOBAL.iter().copied().collect())
        .generic_attribute_prefixes(["aria-"].into())
        .url_schemes(["http", "https", "mailto", "tel"].into())
        .link_rel(None);
    judge
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Every word is on the page, or a finding covers it.
    #[test]
    fn no_text_is_lost_silently(made in made()) {
        let (mut pieces, mut at) = (Vec::new(), 0);
        lay(&made, &mut at, &mut pieces);
        let (page, result) = sanitised(&pieces, RawHtml::Sanitise);
        for piece in &pieces {
            let Piece::Raw { html, offset } = *piece else { continue };
            for (start, word) in html.match_indices('w').map(|(at, _)| (at, html[at..].get(..5))) {
                let Some(word) = word.filter(|word| word.ends_with('x') && word.as_bytes()[1..4].iter().all(u8::is_ascii_digit)) else { continue };
                let covered = result.findings.iter().any(|finding| {
                    finding.offset <= offset + start && offset + start + word.len() <= finding.offset + finding.len
                });
                prop_assert!(covered || page.contains(word), "{word} is lost: {page}");
            }
        }
    }

    /// Generated HTML and slots come out, each once and in order.
    #[test]
    fn generated_html_passes(made in made()) {
        let (mut pieces, mut at) = (Vec::new(), 0);
        lay(&made, &mut at, &mut pieces);
        let (page, result) = sanitised(&pieces, RawHtml::Sanitise);
        let mut rest = page.as_str();
        for piece in &pieces {
            let wanted = match *piece {
                Piece::Trusted(html) => html.to_string(),
                Piece::Slot(number) | Piece::BlockSlot(number) => format!("{{{number}}}"),
                _ => continue,
            };
            // A piece of several tags may have end tags of raw elements put between.
            for bit in wanted.split_inclusive('>').filter(|bit| !bit.is_empty()) {
                let at = rest.find(bit);
                prop_assert!(at.is_some(), "{bit} is not in {rest}");
                rest = &rest[at.unwrap_or_default() + bit.len()..];
            }
        }
        let slots = pieces.iter().filter(|piece| matches!(piece, Piece::Slot(_) | Piece::BlockSlot(_))).count();
        prop_assert_eq!(result.nodes.iter().filter(|node| matches!(node, Node::Hole(_))).count(), slots);
    }

    /// ammonia finds nothing to drop in the page, and reads it as it is written.
    #[test]
    fn ammonia_agrees(made in made()) {
        let (mut pieces, mut at) = (Vec::new(), 0);
        lay(&made, &mut at, &mut pieces);
        let page = sanitised(&pieces, RawHtml::Sanitise).0;
        // Character references may be written in many ways, and a parser drops the
        // line feed after `<pre>`: neither is of interest here.
        let page = page.replace("&lt;", "‹").replace("&gt;", "›").replace("&quot;", "”").replace('&', "+").replace(['\n', '\u{a0}'], " ");
        let judged = judge().clean(&page).to_string().replace("&gt;", ">").replace("&quot;", "\"");
        prop_assert_eq!(shape(&judged), shape(&page));
    }

    /// What comes out goes through again unchanged and without a finding.
    #[test]
    fn a_second_time_changes_nothing(html in html()) {
        let (once, _) = sanitised(&[Piece::Raw { html: &html, offset: 0 }], RawHtml::Sanitise);
        let (twice, result) = sanitised(&[Piece::Raw { html: &once, offset: 0 }], RawHtml::Sanitise);
        prop_assert_eq!(&result.findings, &[]);
        prop_assert_eq!(twice, once);
    }

    /// No string does harm, whichever way it is cut.
    #[test]
    fn any_string_is_read(html in "\\PC{0,80}", cut in 0..80usize) {
        let cut = (0..=cut.min(html.len())).rev().find(|at| html.is_char_boundary(*at)).unwrap_or(0);
        let (a, b) = html.split_at(cut);
        let pieces = [Piece::Raw { html: a, offset: 7 }, Piece::Slot(1), Piece::Raw { html: b, offset: 99 }];
        sanitised(&pieces, RawHtml::Sanitise);
    }
}
