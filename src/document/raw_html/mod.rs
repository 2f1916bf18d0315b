//! Raw HTML in a Markdown page: what is dangerous or would break the page is taken
//! out, what remains is well nested, and whatever is dropped is reported.
//!
//! html5gum reads the tags (`tokens`): it tells where each attribute stands, which html5ever and ammonia, made for whole
//! documents, do not. A list says what may stay (`allow`), and a stack of what is open places each element (`tree`) by the
//! content model that browsers act upon (`model`); it also follows the generated HTML between the raw pieces (`generated`).
//! A sanitiser for whole documents cannot be given the page: a parser lets an unclosed `<script>`, `<svg>`, `<!--` or quote
//! swallow all Markdown that follows, and it does not say what it dropped.
//!
//! All markup that leaves is written anew: nothing that was read otherwise than a browser reads it gets out as markup.
//! Tests hold that ammonia, given the result, finds nothing more to drop and builds the very same tree.

mod allow;
mod generated;
mod model;
mod run;
mod tokens;
mod tree;
mod types;

pub use tokens::Unclosed;
pub use types::{Dropped, Finding, Part, Piece, RawHtml, RawId, RawUrl, Sanitised};

use generated::Generated;
use run::Run;
use tree::Tree;

/// Sanitises the raw pieces of a page.
///
/// Pieces are in the order in which they are shown. Raw pieces that follow each other
/// without anything between are read as one. Generated pieces come out byte for byte;
/// only end tags of raw elements may be put between them. Time is linear in the size
/// of the page. A page without raw pieces need not come here.
pub fn sanitise(pieces: &[Piece], mode: RawHtml) -> Sanitised {
    if mode != RawHtml::Sanitise {
        return plain(pieces, mode);
    }
    let mut tree = Tree::default();
    let mut generated = Generated::default();
    let mut run = Run::default();
    for piece in pieces {
        if let Piece::Raw { html, offset } = *piece {
            if generated.in_tag() {
                tree.push(&escape(html));
            } else {
                run.add(html, offset);
            }
            continue;
        }
        std::mem::take(&mut run).write(&mut tree);
        match *piece {
            Piece::Trusted(html) => generated.piece(&mut tree, html),
            Piece::Slot(number) => {
                generated.slot(&mut tree, false);
                tree.parts.push(Part::Slot(number));
            }
            Piece::BlockSlot(number) => {
                generated.slot(&mut tree, true);
                tree.parts.push(Part::Slot(number));
            }
            Piece::Break | Piece::Raw { .. } => {}
        }
    }
    run.write(&mut tree);
    tree.finish();
    let Tree { parts, mut findings, ids, .. } = tree;
    findings.sort_by_key(|finding| finding.offset);
    Sanitised { parts: join(parts), findings, ids }
}

/// The page with its raw HTML shown as text, or passed on as it is. Comments hide what is in them in any case.
fn plain(pieces: &[Piece], mode: RawHtml) -> Sanitised {
    let mut parts = Vec::new();
    // Raw pieces that follow each other are one text: a comment may go over several.
    let mut raw = String::new();
    for piece in pieces {
        if let Piece::Raw { html, .. } = *piece {
            raw.push_str(html);
            continue;
        }
        parts.push(Part::Html(unread(&std::mem::take(&mut raw), mode)));
        match *piece {
            Piece::Trusted(html) => parts.push(Part::Html(html.to_string())),
            Piece::Slot(number) | Piece::BlockSlot(number) => parts.push(Part::Slot(number)),
            Piece::Break | Piece::Raw { .. } => {}
        }
    }
    parts.push(Part::Html(unread(&raw, mode)));
    Sanitised { parts: join(parts), findings: Vec::new(), ids: Vec::new() }
}

/// Raw HTML that is not sanitised.
fn unread(html: &str, mode: RawHtml) -> String {
    match mode {
        RawHtml::Escape => escape(&without_comments(html)),
        _ if holds_code(html) => html.to_owned(),
        _ => without_comments(html),
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

/// Makes one part of neighbouring HTML.
fn join(parts: Vec<Part>) -> Vec<Part> {
    let mut joined: Vec<Part> = Vec::new();
    for part in parts {
        match (joined.last_mut(), part) {
            (Some(Part::Html(before)), Part::Html(html)) => before.push_str(&html),
            (_, Part::Html(html)) if html.is_empty() => {}
            (_, part) => joined.push(part),
        }
    }
    joined
}

/// Text for the body of an element or for a quoted attribute.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\0' => escaped.push('\u{fffd}'),
            _ => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
