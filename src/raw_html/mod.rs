//! Raw HTML in a Markdown page: what is dangerous or would break the page is taken
//! out, what remains is well nested, and whatever is dropped is reported.
//!
//! html5gum reads the tags (`tokens`): it tells where each attribute stands, which html5ever and ammonia, made for whole
//! documents, do not. A list says what may stay (`allow`), and a stack of what is open places each element (`nesting`) by the
//! content model that browsers act upon (`content_model`); the elements that Markdown made are on it as well.
//! A sanitiser for whole documents cannot be given the page: a parser lets an unclosed `<script>`, `<svg>`, `<!--` or quote
//! swallow all Markdown that follows, and it does not say what it dropped.
//!
//! All markup that leaves is written anew: nothing that was read otherwise than a browser reads it gets out as markup.
//! Tests hold that ammonia, given the result, finds nothing more to drop and builds the very same tree.

mod allow;
mod content_model;
mod nesting;
mod run;
mod tokens;
mod types;

pub(crate) use tokens::Unclosed;
pub use types::RawHtml;
pub(crate) use types::{Dropped, Finding, Item, RawUrl, Sanitised};

use crate::base::html::escape_text;
use crate::body::prose::Prose;
use crate::body::tree::Node;
use nesting::Nesting;
use run::Run;

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

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
