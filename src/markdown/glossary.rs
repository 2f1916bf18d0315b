//! Definition lists: plain ones, and those of a glossary, which are data.

use super::builder::Builder;
use super::finish::nodes_of;
use super::options::Spanned;
use super::outline::text_of;
use crate::base::slug::slug;
use crate::base::suggest::closest;
use crate::body::prose::Prose;
use crate::body::tree::Node;
use crate::body::{Explain, Term};
use crate::diagnostic::Code;
use crate::text;
use std::ops::Range;

/// Words that make a definition data, per language: synonyms, words to avoid, see also, where the term is explained.
const LABELS: [(&str, Label); 8] = [
    ("synonymer:", Label::Synonyms),
    ("synonyms:", Label::Synonyms),
    ("undvik:", Label::Avoid),
    ("avoid:", Label::Avoid),
    ("se även:", Label::SeeAlso),
    ("see also:", Label::SeeAlso),
    ("förklara:", Label::Explain),
    ("explain:", Label::Explain),
];

#[derive(Clone, Copy)]
enum Label {
    Synonyms,
    Avoid,
    SeeAlso,
    Explain,
}

impl Builder<'_> {
    fn is_glossary(&self) -> bool {
        self.options.glossary && self.buffers.len() <= 2
    }

    pub(super) fn definition_list_start(&mut self) {
        if !self.is_glossary() {
            self.open_block("dl", &[]);
            self.line_end();
        }
    }

    pub(super) fn definition_list_end(&mut self) {
        if !self.is_glossary() {
            self.close_block("dl");
            return;
        }
        self.term_done();
        // What follows the list is the page's again, not the last term's.
        self.next_section("", "");
    }

    pub(super) fn term_start(&mut self, events: &[Spanned<'_>], i: usize, range: &Range<usize>) {
        if !self.is_glossary() {
            self.open_block("dt", &[]);
            return;
        }
        self.term_done();
        let text = text_of(events, i);
        let id = self.unique.name(&format!("term-{}", slug(&text)), "term");
        self.next_section(&text, &id);
        self.glossary.term = Some(Term {
            id,
            term: text,
            definition: Vec::new(),
            synonyms: Vec::new(),
            avoid: Vec::new(),
            see_also: None,
            explain: Explain::Usual,
            span: self.span(range),
        });
        self.buffers.push(Vec::new());
        self.silent = true;
    }

    pub(super) fn term_end(&mut self) {
        if self.glossary.term.is_some() && self.options.glossary {
            self.buffers.pop();
            self.silent = false;
        } else {
            self.close_block("dt");
        }
    }

    pub(super) fn definition_start(&mut self) {
        if self.glossary.term.is_some() && self.options.glossary {
            self.buffers.push(Vec::new());
            self.glossary.text_from = self.section.text.len();
            self.last = None;
        } else {
            self.open_block("dd", &[]);
        }
    }

    pub(super) fn definition_end(&mut self, range: &Range<usize>) {
        if !(self.glossary.term.is_some() && self.options.glossary) {
            self.close_block("dd");
            return;
        }
        let items = self.buffers.pop().unwrap_or_default();
        self.end_of_block();
        let text = self.section.text.get(self.glossary.text_from..).unwrap_or("").trim().to_owned();
        let lower = text.to_lowercase();
        let label = LABELS.iter().find(|(word, _)| lower.starts_with(word));
        let nodes = nodes_of(self, items);
        let Some(term) = &mut self.glossary.term else { return };
        let Some((word, label)) = label else {
            term.definition.extend(nodes);
            return;
        };
        let rest: String = text.chars().skip(word.chars().count()).collect();
        let words = rest
            .trim_end_matches(['.', '\n'])
            .split([',', ';', '\n'])
            .map(|w| w.trim().to_owned())
            .filter(|w| !w.is_empty());
        // What the line says is data and no sentence of the page.
        let from = self.glossary.text_from as u32;
        self.section.passages.retain(|passage| passage.text.start < from);
        match label {
            Label::Synonyms => term.synonyms.extend(words),
            Label::Avoid => {
                term.avoid.extend(words);
                // Words to avoid lead the search here, but a reader is not shown them as the text of the term.
                self.section.text.truncate(self.glossary.text_from);
            }
            Label::SeeAlso => term.see_also = Some(without_label(nodes, &self.prose)),
            Label::Explain => {
                self.section.text.truncate(self.glossary.text_from);
                let value = rest.trim().trim_end_matches('.');
                match Explain::parse(value) {
                    Some(explain) => term.explain = explain,
                    None => self.unknown_explanation(value, range),
                }
            }
        }
    }

    fn unknown_explanation(&mut self, value: &str, range: &Range<usize>) {
        let place = range.start..range.start + self.source(range).trim_end().len();
        let found = self.report(
            Code::GlossaryLine,
            &place,
            text!("”{value}” säger inte var ordet förklaras", "\"{value}\" does not say where the term is explained"),
        );
        let meant = closest(&value.to_lowercase(), Explain::WORDS.iter().flat_map(|(sv, en, _)| [*sv, *en]));
        found.help.extend(meant.map(|m| text!("menade du ”{m}”?", "did you mean \"{m}\"?")));
        let all = |of: fn(&(&'static str, &'static str, Explain)) -> &'static str| {
            Explain::WORDS.iter().map(of).collect::<Vec<_>>().join(", ")
        };
        let (sv, en) = (all(|word| word.0), all(|word| word.1));
        found.help.push(text!("det som går att välja: {sv}", "what can be chosen: {en}"));
    }

    fn term_done(&mut self) {
        self.body.terms.extend(self.glossary.term.take());
    }
}

/// Takes the emphasised label at the beginning away: `<em>Se även:</em> `. A paragraph that it begins stays.
fn without_label(mut nodes: Vec<Node>, prose: &Prose) -> Vec<Node> {
    let colon = |node: &Node| if let Node::Text(range) = node { prose.html(range).find(':') } else { None };
    let Some((at, colon)) = nodes.iter().enumerate().find_map(|(at, node)| Some((at, colon(node)?))) else {
        return nodes;
    };
    if let Node::Text(range) = &mut nodes[at] {
        range.start += colon as u32 + 1;
    }
    let is_paragraph = |node: &Node| matches!(node, Node::Open { name: "p", .. });
    nodes.drain(usize::from(nodes.first().is_some_and(is_paragraph))..at);
    let emphasis = |node: &Node| matches!(node, Node::Close("em" | "strong"));
    let is_blank = |node: &Node| matches!(node, Node::Text(range) if prose.html(range).trim().is_empty());
    let first = usize::from(nodes.first().is_some_and(is_paragraph));
    while nodes.get(first).is_some_and(|node| emphasis(node) || is_blank(node)) {
        nodes.remove(first);
    }
    if let Some(Node::Text(range)) = nodes.get_mut(first) {
        let text = prose.html(range);
        range.start += (text.len() - text.trim_start().len()) as u32;
    }
    nodes
}
