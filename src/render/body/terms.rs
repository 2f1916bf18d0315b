//! Terms of the glossary in running text: the first time one stands on a page it becomes a button.

use crate::body::{Explain, Term};
use crate::language::nouns::{is_adjective_form, is_form, start};
use crate::render::html::{Attribute, Node, close, open};
use crate::site::Site;
use std::collections::HashMap;
use std::ops::Range;

/// Explained terms on one page: more would be a text full of buttons.
const MAX_EXPLAINED: usize = 12;

/// A term of one word with no more letters is one that everybody knows («risk», «hot», «kris»), and is explained only where
/// the glossary says so. LIX counts longer words as hard.
const EVERYDAY_LETTERS: usize = 6;

/// Elements whose text stays as it is: links and buttons hold no buttons, headings and code are no running text.
const NOT_MARKED_IN: &str = "a button h1 h2 h3 h4 h5 h6 code pre kbd abbr svg summary figcaption th";

/// Classes of elements whose text stays as it is: a notice of danger is to be read at once, and what is included from another
/// page may be a checklist.
const NOT_MARKED_CLASSES: [&str; 2] = ["notice-danger", "included"];

/// The terms of one language.
#[derive(Default)]
pub(super) struct Terms {
    /// By the first letters of the first word.
    by_start: HashMap<[char; 2], Vec<Entry>>,
    /// A term of several words is looked for by as many words as the longest has.
    longest: usize,
    /// The code of the language.
    lang: String,
}

struct Entry {
    words: Vec<String>,
    /// Its place in the site's terms.
    term: usize,
    /// Abbreviations mean themselves in capitals alone.
    exact: bool,
}

impl Terms {
    pub(super) fn of(site: &Site, lang: usize) -> Terms {
        let mut terms = Terms { lang: site.languages[lang].code.clone(), ..Terms::default() };
        for (i, (page, at)) in site.facts.terms.iter().enumerate() {
            if site.pages[*page].lang == lang {
                terms.add_term(&site.pages[*page].doc.body.terms[*at], i);
            }
        }
        terms
    }

    pub(super) fn is_empty(&self) -> bool {
        self.by_start.is_empty()
    }

    /// Adds the names by which a term is explained. A synonym means nearly the same, and often something else as well («fara»
    /// for «risk»), so it is one of them only where the glossary says so; an abbreviation means one thing.
    fn add_term(&mut self, term: &Term, i: usize) {
        let name = match term.explain {
            Explain::Never => return,
            Explain::Usual if is_everyday(&term.term) => None,
            _ => Some(&term.term),
        };
        let all = term.explain == Explain::WithSynonyms;
        let synonyms = term.synonyms.iter().filter(|word| all || is_abbreviation(word));
        name.into_iter().chain(synonyms).for_each(|name| self.add(name, i));
    }

    fn add(&mut self, name: &str, term: usize) {
        let name = without_brackets(name);
        let exact = is_abbreviation(name);
        let words: Vec<String> =
            name.split_whitespace().map(|w| if exact { w.to_owned() } else { w.to_lowercase() }).collect();
        let plain = |w: &String| w.chars().all(|c| c.is_alphanumeric() || c == '-');
        if words.is_empty() || !words.iter().all(plain) || words[0].chars().count() < 3 {
            return;
        }
        self.longest = self.longest.max(words.len());
        let entries = self.by_start.entry(start(&words[0])).or_default();
        entries.push(Entry { words, term, exact });
        // Abbreviations first; of two terms that begin alike the longer is meant.
        entries.sort_by_key(|e| (!e.exact, std::cmp::Reverse(e.words.len())));
    }

    /// The term that begins with the first of `words`, and how many words it has.
    fn find(&self, words: &[&str]) -> Option<(usize, usize)> {
        let entries = self.by_start.get(&start(words.first()?))?;
        entries.iter().find(|entry| self.matches(entry, words)).map(|e| (e.term, e.words.len()))
    }

    fn matches(&self, entry: &Entry, words: &[&str]) -> bool {
        if words.len() < entry.words.len() {
            return false;
        }
        let last = entry.words.len() - 1;
        entry.words.iter().zip(words).enumerate().all(|(i, (wanted, word))| {
            if entry.exact {
                return wanted == word;
            }
            let word = word.to_lowercase();
            is_form(wanted, &word, &self.lang) || (i < last && is_adjective_form(wanted, &word, &self.lang))
        })
    }
}

/// «VMA (viktigt meddelande till allmänheten)» is looked for as «VMA».
fn without_brackets(name: &str) -> &str {
    name.split(" (").next().unwrap_or(name)
}

fn is_abbreviation(name: &str) -> bool {
    without_brackets(name).chars().all(|c| c.is_uppercase() || c.is_numeric())
}

fn is_everyday(name: &str) -> bool {
    let name = without_brackets(name);
    !is_abbreviation(name) && !name.contains(char::is_whitespace) && name.chars().count() <= EVERYDAY_LETTERS
}

/// Marks the first use of each term; gives those that were found, in order. `id` names what a button opens.
pub(super) fn mark_terms<'a>(
    nodes: Vec<Node<'a>>,
    terms: &Terms,
    id: &dyn Fn(usize) -> String,
) -> (Vec<Node<'a>>, Vec<usize>) {
    let mut out = Vec::with_capacity(nodes.len() + 4 * MAX_EXPLAINED);
    let mut found: Vec<usize> = Vec::new();
    // The element that is left as it is, and how many of its name are open in it.
    let mut left: Option<(String, usize)> = None;
    for node in nodes {
        match (&node, &mut left) {
            (Node::Open { name, attributes }, None) if is_left(name, attributes) => left = Some((name.to_string(), 1)),
            (Node::Open { name, .. }, Some((of, depth))) if name == of => *depth += 1,
            (Node::Close(name), Some((of, depth))) if name.trim_ascii_end() == of => {
                *depth -= 1;
                left.take_if(|(_, depth)| *depth == 0);
            }
            (Node::Text(text), None) if found.len() < MAX_EXPLAINED => {
                let uses = uses(text, terms, &mut found);
                if !uses.is_empty() {
                    buttons(text, &uses, id, &mut out);
                    continue;
                }
            }
            _ => {}
        }
        out.push(node);
    }
    (out, found)
}

/// Whether the text of an element stays as it is.
fn is_left(name: &str, attributes: &[Attribute<'_>]) -> bool {
    let class = attributes.iter().find(|a| a.name() == "class").and_then(Attribute::value).unwrap_or_default();
    NOT_MARKED_IN.split(' ').any(|element| element == name)
        || class.split_whitespace().any(|class| NOT_MARKED_CLASSES.contains(&class))
}

/// Where terms that are not in `found` stand in a text; puts them there.
fn uses(text: &str, terms: &Terms, found: &mut Vec<usize>) -> Vec<(Range<usize>, usize)> {
    let words = words(text);
    let mut uses = Vec::new();
    let mut i = 0;
    while i < words.len() {
        let near: Vec<&str> = words[i..words.len().min(i + terms.longest)].iter().map(|w| w.1).collect();
        // Words of one term have a single blank between them.
        let hit = terms.find(&near).filter(|(_, n)| {
            words[i..i + n].windows(2).all(|w| text[w[0].0 + w[0].1.len()..w[1].0].chars().all(char::is_whitespace))
        });
        if let Some((term, n)) = hit
            && !found.contains(&term)
            && found.len() < MAX_EXPLAINED
        {
            let (last, word) = words[i + n - 1];
            uses.push((words[i].0..last + word.len(), term));
            found.push(term);
        }
        i += hit.map_or(1, |(_, n)| n);
    }
    uses
}

/// Writes a text with a button for each use of a term.
fn buttons(text: &str, uses: &[(Range<usize>, usize)], id: &dyn Fn(usize) -> String, out: &mut Vec<Node<'_>>) {
    let piece = |range: Range<usize>| Node::Text(text[range].to_owned().into());
    let mut done = 0;
    for (place, term) in uses {
        out.push(piece(done..place.start));
        out.push(open("button", &[("type", "button"), ("class", "term-button"), ("popovertarget", &id(*term))]));
        out.push(piece(place.clone()));
        out.push(close("button"));
        done = place.end;
    }
    out.push(piece(done..text.len()));
}

/// Words with their places; a character reference is no word.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut start = None;
    for (i, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = c.is_alphanumeric() || (c == '-' && start.is_some());
        match (inside, start) {
            (true, None) => start = Some(i),
            (false, Some(from)) => {
                if c != ';' || !text[..from].ends_with(['&', '#']) {
                    words.push((from, text[from..i].trim_end_matches('-')));
                }
                start = None;
            }
            _ => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::span::Span;
    use crate::render::html::{read, write};

    /// The HTML with the terms of a glossary marked, each as its name, its synonyms and where it is explained.
    fn explained(html: &str, names: &[(&str, &[&str], Explain)]) -> String {
        let mut terms = Terms { lang: "sv".to_owned(), ..Terms::default() };
        for (i, (name, synonyms, explain)) in names.iter().enumerate() {
            let term = Term {
                id: String::new(),
                term: (*name).to_owned(),
                definition: Vec::new(),
                synonyms: synonyms.iter().map(|word| (*word).to_owned()).collect(),
                avoid: Vec::new(),
                see_also: None,
                explain: *explain,
                span: Span::default(),
            };
            terms.add_term(&term, i);
        }
        let (nodes, _) = mark_terms(read(html).collect(), &terms, &|term| format!("t{term}"));
        let out = write(&nodes);
        out.replace("<button type=\"button\" class=\"term-button\" popovertarget=\"", "[")
            .replace("\">", ":")
            .replace("</button>", "]")
    }

    fn marked(html: &str, names: &[&str]) -> String {
        let names: Vec<(&str, &[&str], Explain)> =
            names.iter().map(|name| (*name, &[][..], Explain::FirstInPage)).collect();
        explained(html, &names)
    }

    #[test]
    fn the_first_use_is_marked_whatever_its_ending() {
        let html = "<p>Fråga säkerhetsombudet. Ett säkerhetsombud till.</p>";
        assert_eq!(marked(html, &["Säkerhetsombud"]), "<p>Fråga [t0:säkerhetsombudet]. Ett säkerhetsombud till.</p>");
        assert_eq!(marked("<p>Ombudsman</p>", &["Ombud"]), "<p>Ombudsman</p>");
    }

    #[test]
    fn plurals_are_found_and_verbs_are_not() {
        for (term, text) in [
            ("Risk", "Vilka [riskerna] är, och riskerar"),
            ("Säkerhetsombud", "Alla [säkerhetsombuden] möts"),
            ("Säkerhetssamordnare", "Våra [säkerhetssamordnarna] och deras"),
            ("Händelse", "Två [händelser] i veckan"),
            ("Extraordinär händelse", "Vid [extraordinära händelser] gäller"),
            ("Systematiskt arbetsmiljöarbete", "Det [systematiska arbetsmiljöarbetet] hör hit"),
            ("Brand", "Fler [bränder] i år, bränn inget"),
        ] {
            let plain = text.replace(['[', ']'], "");
            assert_eq!(marked(&plain, &[term]), text.replace('[', "[t0:"), "{term}");
        }
        assert_eq!(marked("de riskerar och samordnar", &["Risk", "Samordnare"]), "de riskerar och samordnar");
    }

    #[test]
    fn everyday_words_and_synonyms_are_explained_where_the_glossary_says_so() {
        let text = "Fara för liv. En risk, ett tillbud.";
        let glossary = |explain| explained(text, &[("Risk", &["fara"], explain), ("Tillbud", &[], explain)]);
        assert_eq!(glossary(Explain::Usual), "Fara för liv. En risk, ett [t1:tillbud].");
        assert_eq!(glossary(Explain::FirstInPage), "Fara för liv. En [t0:risk], ett [t1:tillbud].");
        assert_eq!(glossary(Explain::WithSynonyms), "[t0:Fara] för liv. En risk, ett [t1:tillbud].");
        assert_eq!(glossary(Explain::Never), text);
        let work: &[(&str, &[&str], Explain)] =
            &[("Systematiskt arbetsmiljöarbete", &["SAM", "miljöarbete"], Explain::Usual)];
        assert_eq!(explained("miljöarbete, SAM", work), "miljöarbete, [t0:SAM]");
    }

    #[test]
    fn notices_of_danger_and_what_is_included_are_left_alone() {
        let html = "<div class=\"notice notice-danger\"><div>x</div>skalskydd</div><div class=included>skalskydd</div>";
        let rest = "<div class=\"notice notice-info\">skalskydd</div>";
        let expected = rest.replace("\">skalskydd", "\">[t0:skalskydd]");
        assert_eq!(marked(&format!("{html}{rest}"), &["Skalskydd"]), format!("{html}{expected}").replace("\">", ":"));
    }

    #[test]
    fn links_headings_and_code_stay_as_they_are() {
        let html = "<h2>Skalskydd</h2><p><a href=x>skalskydd</a> <code>skalskydd</code> och skalskydd.</p>";
        let expected = "<h2>Skalskydd</h2><p><a href=x>skalskydd</a> <code>skalskydd</code> och [t0:skalskydd].</p>";
        assert_eq!(marked(html, &["Skalskydd"]), expected);
    }

    #[test]
    fn abbreviations_are_capitals_and_longer_terms_win() {
        assert_eq!(marked("sba SBA", &["SBA (systematiskt brandskyddsarbete)"]), "sba [t0:SBA]");
        let names = ["Risk", "Risk och sårbarhet"];
        assert_eq!(marked("en risk och sårbarheten, en risk", &names), "en [t1:risk och sårbarheten], en [t0:risk]");
        assert_eq!(marked("risk, och sårbarhet &amp;risk", &names[1..]), "risk, och sårbarhet &amp;risk");
    }
}
