use super::*;

use crate::body::prose::Prose;
use crate::body::tree::{Attribute, Hole, Node};

/// A piece of a body as a test writes it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Piece<'a> {
    /// HTML as Markdown makes it: whole tags and text.
    Trusted(&'a str),
    Raw {
        html: &'a str,
        offset: usize,
    },
    /// Stands for inline content.
    Slot(usize),
    /// Stands for one or more whole blocks.
    BlockSlot(usize),
    Break,
}

/// What comes of the pieces: the body as one string, slots as `{n}`, addresses as they were; and the rest.
pub(super) fn sanitised(pieces: &[Piece<'_>], mode: RawHtml) -> (String, Sanitised) {
    let mut prose = Prose::default();
    let mut items = Vec::new();
    for piece in pieces {
        let hole = |index: usize, block| Item::Node(Node::Hole(Hole::Shortcode { index: index.into(), block }));
        match *piece {
            Piece::Trusted(html) => items.extend(nodes(html, &mut prose).into_iter().map(Item::Node)),
            Piece::Raw { html, offset } => items.push(Item::Raw { html: prose.add(html), offset }),
            Piece::Slot(n) => items.push(hole(n, false)),
            Piece::BlockSlot(n) => items.push(hole(n, true)),
            Piece::Break => items.push(Item::Break),
        }
    }
    let result = sanitise(items, &mut prose, mode);
    (flat(&result, &prose), result)
}

/// The nodes of HTML in which nothing is odd.
fn nodes(html: &str, prose: &mut Prose) -> Vec<Node> {
    let mut nodes = Vec::new();
    for token in tokens::Tokens::new(html) {
        let name = |tag: &tokens::Tag| -> &'static str { Box::leak(tag.name.clone().into_boxed_str()) };
        nodes.push(match token {
            tokens::Token::Start(tag) => {
                let written = tag.attributes.iter().map(|a| {
                    let range = prose.add(&format!(" {}", &html[a.range.clone()]));
                    Attribute::Written(range)
                });
                let written = written.collect();
                Node::Open { name: name(&tag), attributes: prose.add_attributes(written) }
            }
            tokens::Token::End(tag) => Node::Close(name(&tag)),
            tokens::Token::Text(range) => Node::Text(prose.add(&html[range])),
            other => panic!("{other:?}"),
        });
    }
    nodes
}

fn flat(sanitised: &Sanitised, prose: &Prose) -> String {
    let mut out = String::new();
    for node in &sanitised.nodes {
        match node {
            Node::Open { name, attributes } => {
                out.push_str(&format!("<{name}"));
                let from = attributes.start as usize;
                for (i, attribute) in prose.attributes_of(attributes).iter().enumerate() {
                    match attribute {
                        Attribute::Written(range) => out.push_str(prose.html(range)),
                        Attribute::Address { name, .. } => {
                            let url = sanitised.urls.iter().find(|url| url.attribute == from + i).unwrap();
                            out.push_str(&format!(" {name}=\"{}\"", crate::base::html::escape(&url.value)));
                        }
                        other => panic!("{other:?}"),
                    }
                }
                out.push('>');
            }
            Node::Close(name) => out.push_str(&format!("</{name}>")),
            Node::Text(range) | Node::Html(range) => out.push_str(prose.html(range)),
            Node::Hole(Hole::Shortcode { index, .. }) => out.push_str(&format!("{{{}}}", index.n())),
            Node::Hole(other) => panic!("{other:?}"),
        }
    }
    out
}

/// One raw piece at offset 0: the result, and each finding's source text and name.
fn raw(html: &str) -> (String, Vec<String>) {
    let (page, result) = sanitised(&[Piece::Raw { html, offset: 0 }], RawHtml::Sanitise);
    (page, named(&result, html))
}

fn named(result: &Sanitised, source: &str) -> Vec<String> {
    let name = |finding: &Finding| {
        let what = format!("{:?}", finding.what);
        let kind = what.split([' ', '(', '{']).next().unwrap_or_default().to_string();
        format!("{kind} {}", &source[finding.offset..finding.offset + finding.len])
    };
    result.findings.iter().map(name).collect()
}

/// `[raw]` in `marked` is raw HTML, `{1}` a slot, `{b1}` a block slot, `|` a break;
/// the rest is generated.
fn mixed(marked: &str) -> (String, Vec<String>) {
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < marked.len() {
        let rest = &marked[at..];
        let (piece, len) = if let Some(inner) = rest.strip_prefix('[') {
            let html = inner.split(']').next().unwrap_or_default();
            (Piece::Raw { html, offset: at + 1 }, html.len() + 2)
        } else if rest.starts_with("{b") {
            (Piece::BlockSlot(1), 4)
        } else if rest.starts_with('{') {
            (Piece::Slot(1), 3)
        } else if rest.starts_with('|') {
            (Piece::Break, 1)
        } else {
            let len = rest.find(['[', '{', '|']).unwrap_or(rest.len());
            (Piece::Trusted(&rest[..len]), len)
        };
        pieces.push(piece);
        at += len;
    }
    let (page, result) = sanitised(&pieces, RawHtml::Sanitise);
    (page, named(&result, marked))
}

type Case = (&'static str, &'static str, &'static [&'static str]);

fn check(run: impl Fn(&str) -> (String, Vec<String>), table: &[Case]) {
    for (input, expected, findings) in table {
        let (html, found) = run(input);
        assert_eq!((html.as_str(), found), (*expected, findings.iter().map(|f| f.to_string()).collect()), "{input}");
    }
}

#[test]
fn prose_passes() {
    for html in [
        "<kbd>Ctrl</kbd>",
        "<details open=\"\"><summary>Mer</summary>text</details>",
        "<a href=\"sida.md#del\" title=\"å &amp; ä\" hreflang=\"sv\" lang=\"sv\">x</a>",
        "<a href=\"https://example.org/?a=1&amp;b=2\">x</a>",
        "<img src=\"b.png\" alt=\"Bild\" width=\"10\" height=\"5\">",
        "<table><caption>T</caption><colgroup><col span=\"2\"></colgroup><thead><tr><th scope=\"col\">a</th></tr></thead></table>",
        "<ruby>漢<rp>(</rp><rt>kan</rt></ruby>",
        "<section aria-label=\"x\" class=\"a b\" role=\"note\" dir=\"ltr\" id=\"x\"><hr><p>a<br>b<wbr>c</p></section>",
        "<dl><div><dt>a</dt><dd>b</dd></div></dl>",
        "<a href=\"x\"><div>a</div></a>",
        "1 < 2 &amp; 3 &gt; &aring; é",
    ] {
        let expected = html.replace("1 <", "1 &lt;");
        assert_eq!(raw(html), (expected, Vec::new()), "{html}");
    }
}

#[test]
fn dangerous_things_go() {
    check(
        raw,
        &[
            ("a<script>alert(1)</script>b", "ab", &["WithContent <script>alert(1)</script>"]),
            ("a<SCRIPT src=//x></SCRIPT >b", "ab", &["WithContent <SCRIPT src=//x></SCRIPT >"]),
            ("<style>p{}</style >b", "b", &["WithContent <style>p{}</style >"]),
            (
                "a<svg><a href='javascript:x'>t</a></svg>b",
                "ab",
                &["WithContent <svg><a href='javascript:x'>t</a></svg>"],
            ),
            ("<b onclick=\"x\" style=\"y\">t</b>", "<b>t</b>", &["Attribute onclick=\"x\"", "Attribute style=\"y\""]),
            ("<b\u{c}onclick=x/onfocus=y>t</b>", "<b>t</b>", &["Attribute onclick=x/onfocus=y"]),
            ("<a href=\"javascript:x\">t</a>", "<a>t</a>", &["Url href=\"javascript:x\""]),
            (
                "<a href=\"&#106;ava&Tab;script&colon;x\">t</a>",
                "<a>t</a>",
                &["Url href=\"&#106;ava&Tab;script&colon;x\""],
            ),
            ("<a href=\"jav&#x0A;ascript:x\">t</a>", "<a>t</a>", &["Url href=\"jav&#x0A;ascript:x\""]),
            ("<a href=' \u{1}javascript:x'>t</a>", "<a>t</a>", &["Url href=' \u{1}javascript:x'"]),
            ("<a href=vbscript:x>t</a>", "<a>t</a>", &["Url href=vbscript:x"]),
            ("<a href='data:text/html,x'>t</a>", "<a>t</a>", &["Url href='data:text/html,x'"]),
            ("<q cite='javascript:x'>t</q>", "<q>t</q>", &["Url cite='javascript:x'"]),
            ("<a href=a href=b>t</a>", "<a href=\"a\">t</a>", &["Attribute href=b"]),
            ("<img src=https://x.example/a.png alt='A < b'>", "A &lt; b", &["Url src=https://x.example/a.png"]),
            ("<img alt=A>", "A", &["Url <img alt=A>"]),
            ("<img src=x onerror=alert(1)>", "<img src=\"x\">", &["Attribute onerror=alert(1)"]),
            ("<form action=x>a<input name=b>c</form>", "ac", &["Element <form action=x>", "Element <input name=b>"]),
            ("<iframe src=x>a</iframe>b", "ab", &["Element <iframe src=x>"]),
            ("<object data=x>a</object><embed src=x>", "a", &["Element <object data=x>", "Element <embed src=x>"]),
            (
                "<base href=x><meta http-equiv=refresh><link rel=x>",
                "",
                &["Element <base href=x>", "Element <meta http-equiv=refresh>", "Element <link rel=x>"],
            ),
            (
                "<!-- a --><!doctype html><?php x ?>b",
                "b",
                &["Comment <!-- a -->", "Declaration <!doctype html>", "Declaration <?php x ?>"],
            ),
            (
                "<math><mtext></math><img src=x onerror=y>",
                "<img src=\"x\">",
                &["WithContent <math><mtext></math>", "Attribute onerror=y"],
            ),
        ],
    );
}

#[test]
fn nothing_swallows_text() {
    check(
        raw,
        &[
            ("<script>a\n\nb", "a\n\nb", &["Unclosed <script>"]),
            ("<style>a<b>c</b>", "a<b>c</b>", &["Unclosed <style>"]),
            ("<svg><p>a</p>", "<p>a</p>", &["Unclosed <svg>"]),
            ("<svg/>a", "a", &["WithContent <svg/>"]),
            ("<!-- a <b>c</b>", "&lt;!-- a <b>c</b>", &["Unclosed <!--"]),
            ("<![CDATA[a&amp;<b>]]>c", "a&amp;amp;&lt;b&gt;c", &["Declaration <![CDATA[a&amp;<b>]]>"]),
            ("<![CDATA[a>b", "&lt;![CDATA[a>b", &["Unclosed <![CDATA["]),
            ("<div title=\"x>text\n</div>", "&lt;div title=\"x>text\n", &["Unclosed <", "EndTag </div>"]),
            (
                "<b title=\"x>text</b> <b title=\"y\">z</b>",
                "&lt;b title=\"x>text <b title=\"y\">z</b>",
                &["Unclosed <", "EndTag </b>"],
            ),
            ("<textarea>a<title>b", "ab", &["Element <textarea>", "Element <title>"]),
            ("<plaintext>a<xmp>b</b>", "ab", &["Element <plaintext>", "Element <xmp>", "EndTag </b>"]),
            ("<noscript>a</noscript><template>b</template>", "ab", &["Element <noscript>", "Element <template>"]),
            ("<select><option>a</select>b", "ab", &["Element <select>", "Element <option>"]),
            ("<table>a<tr><td>b</table>c", "abc", &["CannotHold <table>", "Misplaced <tr>", "Misplaced <td>"]),
            (
                "<table><tr><td>a</td></tr>b</table>",
                "<table><tbody><tr><td>a</td></tr></tbody></table>b",
                &["NotClosed <table>", "EndTag </table>"],
            ),
        ],
    );
}

#[test]
fn output_is_well_nested() {
    check(
        raw,
        &[
            ("</main></div>a</br>", "a", &["EndTag </main>", "EndTag </div>", "EndTag </br>"]),
            ("<div><b>a", "<div><b>a</b></div>", &["NotClosed <div>", "NotClosed <b>"]),
            ("<b><i>a</b>b</i>", "<b><i>a</i></b>b", &["NotClosed <i>", "EndTag </i>"]),
            ("<p>a<p>b<div>c</div>", "<p>a</p><p>b</p><div>c</div>", &[]),
            ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>", &[]),
            ("<dl><dt>a<dd>b<dt>c</dl>", "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>", &[]),
            (
                "<table><td>a<th>b<tr><td>c</table>",
                "<table><tbody><tr><td>a</td><th>b</th></tr><tr><td>c</td></tr></tbody></table>",
                &[],
            ),
            ("<li>a</li><td>b</td>", "ab", &["Misplaced <li>", "Misplaced <td>"]),
            ("<span><div>a</div>b</span>", "<span>ab</span>", &["Misplaced <div>"]),
            ("<div><span><div>a</div></span>b</div>", "<div><span>a</span>b</div>", &["Misplaced <div>"]),
            ("<a href=x>a<a href=y>b</a>", "<a href=\"x\">a</a><a href=\"y\">b</a>", &["NotClosed <a href=x>"]),
            ("<a id=x/>a<a id=\"y\"/>b", "<a id=\"x/\">a</a><a id=\"y\"></a>b", &["NotClosed <a id=x/>"]),
            (
                "<details><summary><h2>a</h2></summary><h2>b</h2></details>",
                "<details><summary><h2>a</h2></summary><h2>b</h2></details>",
                &[],
            ),
            ("<font><b>a</font>b</b>", "<b>ab</b>", &["Element <font>"]),
            ("</p class=x>", "", &["EndTag </p class=x>", "Attribute class=x"]),
        ],
    );
    let deep = "<div>".repeat(5000);
    let (html, found) = raw(&deep);
    assert_eq!((html.matches("<div>").count(), html.matches("</div>").count(), found.len()), (100, 100, 5000));
}

/// Hostile pages take no more than linear time: these would take very long otherwise.
#[test]
fn hostile_input_is_read_in_linear_time() {
    for bit in [
        "<!--",
        "<!x",
        "<script>",
        "<svg></x>",
        "<b title=\"",
        "<b x='",
        "<a",
        "<![CDATA[",
        "<b x=\"<b x='",
        "<font>",
        "<b>",
        "<p id=x>",
        "<table><tr>",
        "<a href=x>",
        "</b>",
        "<b></p>",
        "x y z ",
    ] {
        for (lead, end) in [("", ""), ("<b ", ">"), ("<table>", "</table>")] {
            let html = [lead, &bit.repeat(4_000), end].concat();
            let pieces = [Piece::Raw { html: &html, offset: 0 }, Piece::Trusted("<p>a</p>")];
            assert!(sanitised(&pieces, RawHtml::Sanitise).0.contains("<p>a</p>"), "{bit}");
        }
    }
    let attributes: String = (0..20_000).map(|n| format!(" a{n}")).collect();
    assert!(raw(&format!("<b{attributes}>")).0.ends_with("a19999>"));
}

#[test]
fn raw_and_generated_html_interleave() {
    check(
        mixed,
        &[
            (
                "[<details>\n<summary>a</summary>\n]|<p>b</p>[</details>\n]",
                "<details>\n<summary>a</summary>\n<p>b</p></details>\n",
                &[],
            ),
            ("<p>[<kbd>]Ctrl[</kbd>]</p>", "<p><kbd>Ctrl</kbd></p>", &[]),
            ("<p>[<kbd>]Ctrl</p><p>b</p>", "<p><kbd>Ctrl</kbd></p><p>b</p>", &["NotClosed <kbd>"]),
            (
                "<div><p>a</p>[</div></main>]<p>b</p></div>",
                "<div><p>a</p><p>b</p></div>",
                &["EndTag </div>", "EndTag </main>"],
            ),
            (
                "<ul><li>a[<div>]</li></ul>[</div>]",
                "<ul><li>a<div></div></li></ul>",
                &["NotClosed <div>", "EndTag </div>"],
            ),
            // A comment or tag does not go on in the next block.
            ("[<!-- a]|[b -->]", "&lt;!-- ab -->", &["Unclosed <!--"]),
            ("[<b title=\"]<p>a</p>[\">]", "&lt;b title=\"<p>a</p>\">", &["Unclosed <"]),
            (
                "[<p align=\"center\">]<p>a</p>[</p>]",
                "<p>a</p>",
                &["CannotHold <p align=\"center\">", "Attribute align=\"center\""],
            ),
            ("[<p>a]|<p>b</p>", "<p>a</p><p>b</p>", &[]),
            ("[<mark>]<p>a</p>[</mark>]", "<p>a</p>", &["CannotHold <mark>"]),
            ("[<mark>a]<p>b</p>[</mark>]", "<mark>a</mark><p>b</p>", &["NotClosed <mark>", "EndTag </mark>"]),
            ("[<table><tr>]<p>a</p>[</table>]", "<p>a</p>", &["CannotHold <table>", "CannotHold <tr>"]),
            ("[<table><tr><td>]<p>a</p>[</table>]", "<table><tbody><tr><td><p>a</p></td></tr></tbody></table>", &[]),
            (
                "[<a href=x>]<p>a <a href=\"y\">b</a></p>[</a>]",
                "<p>a <a href=\"y\">b</a></p>",
                &["CannotHold <a href=x>"],
            ),
            ("<p>[<div>]a[</div>]</p>", "<p>a</p>", &["Misplaced <div>"]),
            ("<ul><li>[<li>]a</li></ul>", "<ul><li>a</li></ul>", &["Misplaced <li>"]),
            ("[<b>]<img src=\"x\" alt=\"a > b\">[</b>]", "<b><img src=\"x\" alt=\"a > b\"></b>", &[]),
            ("[<b>]{1}[</b>]{b1}[<b>]{b1}", "<b>{1}</b>{1}{1}", &["CannotHold <b>"]),
        ],
    );
}

#[test]
fn addresses_and_ids_are_handed_back() {
    let html = "<p id='a&amp;b'><img src='b&amp;c.png' alt=B><a href=https://example.org>x</a>";
    let pieces = [Piece::Raw { html: "<hr>", offset: 90 }, Piece::Raw { html, offset: 100 }];
    let (page, result) = sanitised(&pieces, RawHtml::Sanitise);
    assert_eq!(result.ids, ["a&b"]);
    let image =
        RawUrl { attribute: 1, name: "src", value: "b&c.png".into(), alt: Some("B".into()), offset: 121, len: 17 };
    assert_eq!(result.urls, [image]);
    assert_eq!(
        page,
        "<hr><p id=\"a&amp;b\"><img src=\"b&amp;c.png\" alt=\"B\"><a href=\"https://example.org\">x</a></p>"
    );
    // Of an element that is taken back there is neither.
    let pieces = [Piece::Raw { html: "<a id=x href=y>", offset: 0 }, Piece::Trusted("<p><a href=\"z\">t</a></p>")];
    let (_, result) = sanitised(&pieces, RawHtml::Sanitise);
    assert_eq!((result.ids, result.urls), (Vec::<String>::new(), vec![]));
}

#[test]
fn other_modes_change_no_generated_html() {
    let pieces =
        [Piece::Trusted("<p>"), Piece::Raw { html: "<b x='1'>&", offset: 0 }, Piece::Slot(4), Piece::Trusted("</p>")];
    assert_eq!(sanitised(&pieces, RawHtml::Escape).0, "<p>&lt;b x='1'&gt;&amp;{4}</p>");
    assert_eq!(sanitised(&pieces, RawHtml::Trust).0, "<p><b x='1'>&{4}</p>");
}
