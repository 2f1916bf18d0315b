//! The text of one page.

use super::Corpus;
use super::language::{Form, capital, noun, paragraph, sentence, step};
use super::plan::BODIES;
use super::prng::Prng;
use super::words::{CODE, HEADINGS, VERBS, WHEN};
use std::fmt::Write;

/// The body of a page as Markdown. `link` says how a page is written in a link.
pub fn body(corpus: &Corpus, number: usize, link: impl Fn(usize) -> String) -> String {
    let page = &corpus.pages[number];
    let r = &mut Prng::new(corpus.seed, BODIES + number as u64);
    let to = |i: usize| format!("[{}]({})", corpus.pages[page.links[i]].title, link(page.links[i]));
    let headings = r.sample(HEADINGS.len(), 5);
    let heading = |i: usize| HEADINGS[headings[i]];
    let mut blocks = vec![
        paragraph(r, 4),
        format!("## {}", heading(0)),
        format!("{} Läs också {}.", paragraph(r, 5), to(0)),
        paragraph(r, 3),
        list(r, 5, |r| format!("- {}", sentence(r))),
        format!("## {}", heading(1)),
        format!("{} Se {} och {}.", paragraph(r, 5), to(1), to(2)),
        format!("| Vem | Vad | När |\n|:--|:--|--:|\n{}", list(r, 5, row)),
        format!("### {}", heading(2)),
        paragraph(r, 5),
        list(r, 4, |r| format!("- [{}] {}", if r.chance(50) { "x" } else { " " }, step(r))),
        format!("## {}", heading(3)),
        format!("{} Mer finns i {}.", paragraph(r, 6), to(3)),
    ];
    if r.chance(5) {
        blocks.push(code(r));
    }
    blocks.push(format!("### {}", heading(4)));
    blocks.push(format!("{} Jämför {}.", paragraph(r, 6), to(4)));
    let mut text = blocks.join("\n\n");
    text.push('\n');
    text
}

fn list(r: &mut Prng, n: usize, line: impl Fn(&mut Prng) -> String) -> String {
    (0..n).map(|_| line(r)).collect::<Vec<_>>().join("\n")
}

fn row(r: &mut Prng) -> String {
    let (who, what) = (capital(&noun(r, Form::Indefinite)), noun(r, Form::Plural));
    format!("| {who} | {} {what} | {} |", VERBS[r.below(VERBS.len())][0], r.pick(WHEN))
}

fn code(r: &mut Prng) -> String {
    let mut parts = r.pick(CODE).split('@');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let _ = write!(text, "{}{part}", 1 + r.below(60));
    }
    text
}
