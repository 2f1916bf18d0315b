//! The raw HTML of a whole body, judged by the mode of the site.

use super::nesting::Nesting;
use super::run::Run;
use super::{Item, RawHtml, Sanitised};
use crate::base::html::escape_text;
use crate::body::prose::Prose;
use crate::body::tree::Node;

/// Judges the raw HTML among the items of a body, which are in the order in which they are shown. What Markdown made comes
/// out as it went in; only end tags of raw elements may be put between. Time is linear in the size of the body.
pub(crate) fn sanitise(items: Vec<Item>, prose: &mut Prose, mode: RawHtml) -> Sanitised {
    let mut nesting = Nesting::new(prose);
    // Raw items that follow each other are one text: a tag or a comment may go over several.
    let mut run = Run::default();
    for item in items {
        if let Item::Raw { html, offset } = item {
            run.add(nesting.prose.html(&html), offset);
            continue;
        }
        flush(&mut run, &mut nesting, mode);
        if let Item::Node(node) = item {
            match mode {
                RawHtml::Sanitise => nesting.generated(node),
                _ => nesting.nodes.push(node),
            }
        }
    }
    flush(&mut run, &mut nesting, mode);
    nesting.finish()
}

fn flush(run: &mut Run, nesting: &mut Nesting<'_>, mode: RawHtml) {
    let run = std::mem::take(run);
    match mode {
        _ if run.html().is_empty() => {}
        RawHtml::Sanitise => run.write(nesting),
        // Comments hide what is in them in any case.
        RawHtml::Escape => nesting.text(&escape_text(&without_comments(run.html()))),
        RawHtml::Trust => {
            let html = if holds_code(run.html()) { run.html().to_owned() } else { without_comments(run.html()) };
            let html = nesting.prose.add(&html);
            nesting.nodes.push(Node::Html(html));
        }
    }
}

/// Whether there is code in it, where the sign of a comment may be none.
fn holds_code(html: &str) -> bool {
    let lower = html.to_ascii_lowercase();
    ["<script", "<style"].iter().any(|tag| lower.contains(tag))
}

fn without_comments(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        let Some((_, after)) = comment.split_once("-->") else { break };
        kept.push_str(before);
        rest = after;
    }
    kept.push_str(rest);
    kept
}
