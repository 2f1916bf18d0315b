//! The end of a body: footnotes in their order, raw HTML judged, text counted.

use super::builder::{Builder, Footnote};
use super::links;
use super::options::Parsed;
use crate::base::text::Text;
use crate::body::tree::{Attribute, Hole, Node, Word};
use crate::body::{Image, Link};
use crate::diagnostic::{Code, Diagnostic};
use crate::raw_html::{self, Dropped, Item, Unclosed};
use crate::text;
use std::ops::Range;

impl Builder<'_> {
    pub(super) fn footnote_end(&mut self, range: &Range<usize>) {
        let items = self.buffers.pop().unwrap_or_default();
        let label = footnote_label(self.source(range));
        self.end_of_block();
        let place = self.span(range);
        let note = self.footnotes.entry(label.clone()).or_default();
        if note.items.is_none() {
            note.items = Some(items);
            note.place = place;
            return;
        }
        self.orphans.push(items);
        let found = self.report(
            Code::Footnotes,
            range,
            text!(
                "två noter heter [^{label}]; den här står sist, utan hänvisning",
                "two notes are called [^{label}]; this one stands last, with no reference"
            ),
        );
        found.cause = Some("twice".to_owned());
        found.help.push(text!(
            "ge noten ett eget namn, både här och där texten hänvisar till den",
            "give the note a name of its own, both here and where the text refers to it"
        ));
    }

    pub(super) fn finish(mut self) -> Parsed {
        self.footnote_section();
        let items = self.buffers.pop().unwrap_or_default();
        let nodes = nodes_of(&mut self, items);
        self.next_section("", "");
        let (mut body, mut prose) = (self.body, self.prose);
        prose.nodes = nodes;
        // A body is kept long after it is made.
        prose.shrink();
        body.words = prose.sections.iter().map(|s| s.text.split_whitespace().count()).sum();
        Parsed { body, prose, title: self.plan.title.clone(), diagnostics: self.diagnostics }
    }

    /// Footnotes in the order of their first reference; those that nothing refers to come last, so that no text is lost.
    fn footnote_section(&mut self) {
        let mut notes: Vec<_> =
            std::mem::take(&mut self.footnotes).into_iter().filter(|(_, n)| n.items.is_some()).collect();
        if notes.is_empty() {
            return;
        }
        for (label, place) in notes.iter().filter(|(_, n)| n.number == 0).map(|(label, n)| (label, n.place)) {
            let found = Diagnostic::new(
                Code::Footnotes,
                text!(
                    "ingen text hänvisar till noten [^{label}]; den står sist på sidan",
                    "no text refers to the note [^{label}]; it stands last on the page"
                ),
            );
            self.diagnostics.push(found.file(self.file()).span(place).cause("unused").help(text!(
                "skriv [^{label}] där noten hör hemma, eller ta bort den",
                "write [^{label}] where the note belongs, or remove it"
            )));
        }
        notes.sort_by(|(a, x), (b, y)| (x.number == 0, x.number, a).cmp(&(y.number == 0, y.number, b)));
        // No landmark: a directive on one page has as many of these as chapters with notes.
        self.open("div", &[("class", "footnotes")]);
        self.open("p", &[("class", "visually-hidden")]);
        self.hole(Hole::Word(Word::Footnotes));
        self.close("p");
        self.open("ol", &[]);
        self.line_end();
        let orphans = std::mem::take(&mut self.orphans).into_iter();
        let orphans = orphans.map(|items| Footnote { items: Some(items), ..Footnote::default() });
        for (i, note) in notes.into_iter().map(|(_, note)| note).chain(orphans).enumerate() {
            self.footnote(i + 1, note);
        }
        self.close("ol");
        self.close("div");
        self.line_end();
    }

    /// One footnote, with a link back to each of its references.
    fn footnote(&mut self, n: usize, note: Footnote) {
        let prefix = self.options.id_prefix.clone();
        self.open("li", &[("id", &format!("fn-{prefix}{n}"))]);
        self.out().extend(note.items.unwrap_or_default());
        for k in 1..=note.references {
            let again = if k > 1 { format!("-{k}") } else { String::new() };
            self.escaped(" ");
            self.open("a", &[("class", "footnote-back"), ("href", &format!("#fnref-{prefix}{n}{again}"))]);
            self.open("span", &[("aria-hidden", "true")]);
            self.escaped("↩");
            self.close("span");
            self.open("span", &[("class", "visually-hidden")]);
            self.hole(Hole::Word(Word::FootnoteBack));
            self.close("span");
            if k > 1 {
                self.escaped(&format!(" {k}"));
            }
            self.close("a");
        }
        self.close("li");
        self.line_end();
    }
}

/// `[^label]: text` → `label`.
fn footnote_label(source: &str) -> String {
    let inner = source.trim_start().strip_prefix("[^").unwrap_or("");
    inner.split("]:").next().unwrap_or("").to_owned()
}

/// Judges the raw HTML among the items. Findings, links and images go to the builder.
pub(super) fn nodes_of(b: &mut Builder<'_>, items: Vec<Item>) -> Vec<Node> {
    let result = raw_html::sanitise(items, &mut b.prose, b.options.raw_html);
    for finding in &result.findings {
        if let Some(message) = message(&finding.what) {
            let range = finding.offset..finding.offset + finding.len;
            let gone = matches!(finding.what, Dropped::WithContent(_));
            b.push_finding(Code::RawHtml, range, message, gone);
        }
    }
    b.body.raw_ids.extend(result.ids);
    for url in result.urls {
        let destination = links::destination(&url.value);
        let span = (url.offset..url.offset + url.len).into();
        if let Some(alt) = url.alt {
            let destination = destination.clone();
            b.body.images.push(Image { destination, alt, title: None, span, heading: b.heading });
        }
        let link = b.body.links.len().into();
        b.body.links.push(Link { destination, span, untitled: false, heading: b.heading });
        b.prose.attributes[url.attribute] = Attribute::Address { name: url.name, link };
    }
    result.nodes
}

impl Builder<'_> {
    /// A finding at a place of the file itself. `gone`: what stood there is not on the page.
    fn push_finding(&mut self, code: Code, range: Range<usize>, message: Text, gone: bool) {
        let file = self.file().clone();
        let help = if gone {
            text!("ta bort det, eller skriv om det i Markdown", "remove it, or write it in Markdown")
        } else {
            text!(
                "skriv om det i Markdown, eller rätta taggen; texten i den är kvar på sidan",
                "write it in Markdown, or mend the tag; its text is still on the page"
            )
        };
        self.diagnostics.push(Diagnostic::new(code, message).file(&file).span(range).help(help));
    }
}

/// The message on something that sanitising dropped; `None` for what no reader would have seen.
fn message(what: &Dropped) -> Option<Text> {
    Some(match what {
        // Comments that show their text are reported by `markdown_lint::comments`.
        Dropped::Comment => return None,
        Dropped::Element(name) => text!(
            "<{name}> är inte tillåtet i rå HTML; innehållet är kvar",
            "<{name}> is not allowed in raw HTML; its content is kept"
        ),
        Dropped::WithContent(name) => text!(
            "<{name}> är inte tillåtet i rå HTML och är borttaget med sitt innehåll",
            "<{name}> is not allowed in raw HTML and is left out with its content"
        ),
        Dropped::Attribute { element, name } => text!(
            "attributet {name} på <{element}> är inte tillåtet och är borttaget",
            "the attribute {name} of <{element}> is not allowed and is left out"
        ),
        Dropped::Url { element, attribute, value } if element == "img" && attribute == "src" => text!(
            "bilden ”{value}” ligger inte på webbplatsen; dess alternativtext visas",
            "the image \"{value}\" is not on this site; its alternative text is shown"
        ),
        Dropped::Url { element, attribute, value } => text!(
            "adressen ”{value}” i {attribute} på <{element}> är inte tillåten",
            "the address \"{value}\" in {attribute} of <{element}> is not allowed"
        ),
        Dropped::Declaration => text!("en deklaration är borttagen", "a declaration is left out"),
        Dropped::Unclosed(what) => return unclosed(what),
        Dropped::NotClosed(name) => text!(
            "<{name}> stängs aldrig; det slutar där dess omgivning slutar",
            "<{name}> is not closed; it ends where its surroundings end"
        ),
        Dropped::EndTag(name) => text!(
            "</{name}> avslutar inget som är öppet här och är borttaget",
            "</{name}> ends nothing that is open here and is left out"
        ),
        Dropped::Misplaced { element, inside } if inside.is_empty() => text!(
            "<{element}> kan inte stå för sig själv; taggarna är borttagna",
            "<{element}> cannot stand by itself; its tags are left out"
        ),
        Dropped::Misplaced { element, inside } => text!(
            "<{element}> kan inte stå i <{inside}>; taggarna är borttagna",
            "<{element}> cannot stand in <{inside}>; its tags are left out"
        ),
        Dropped::CannotHold { element, inner } => text!(
            "<{element}> kan inte innehålla {inner}; taggarna är borttagna",
            "<{element}> cannot hold {inner}; its tags are left out"
        ),
        Dropped::TooDeep(name) => text!(
            "<{name}> står i för många andra element; taggarna är borttagna",
            "<{name}> stands inside too many elements; its tags are left out"
        ),
    })
}

/// Markup without an end, in words.
fn unclosed(what: &Unclosed) -> Option<Text> {
    Some(match what {
        Unclosed::Comment => return None,
        Unclosed::Cdata => {
            text!("<![CDATA[ saknar ]]> och visas som text", "<![CDATA[ has no ]]>; it is shown as text")
        }
        Unclosed::Declaration => {
            text!("en deklaration saknar > och visas som text", "a declaration has no >; it is shown as text")
        }
        Unclosed::Tag => text!(
            "en tagg saknar >, eller ett citattecken i den tar inte slut; den visas som text",
            "a tag has no >, or a quote in it does not end; it is shown as text"
        ),
        Unclosed::Quote => text!(
            "ett citattecken saknas i en tagg; den visas som text",
            "a quote is missing in a tag; it is shown as text"
        ),
        Unclosed::Element(name) => text!(
            "<{name}> saknar sluttagg; det som följer visas som text",
            "<{name}> has no end tag; what follows is shown as text"
        ),
    })
}
