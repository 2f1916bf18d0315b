//! Terms of the glossary in running text: the first time one stands on a page it becomes a button.

use crate::render::html::{Node, close, open};
use crate::site::Site;
use std::collections::HashMap;
use std::ops::Range;

/// Explained terms on one page: more would be a text full of buttons.
const MAX_EXPLAINED: usize = 12;

/// Elements whose text stays as it is: links and buttons hold no buttons, headings and code are no running text.
const NOT_MARKED_IN: &str = "a button h1 h2 h3 h4 h5 h6 code pre kbd abbr svg summary figcaption th";

/// Endings that a Swedish noun takes: «ombud», «ombudet», «ombuden», «ombudets».
const ENDINGS: [&str; 18] = [
    "s", "en", "ens", "et", "ets", "n", "ns", "t", "ts", "er", "ers", "erna", "ernas", "ar", "arna", "na", "or", "orna",
];

/// The terms of one language by their first word in small letters.
#[derive(Default)]
pub(super) struct Terms {
    by_first: HashMap<String, Vec<Entry>>,
    /// A term of several words is looked for by as many words as the longest has.
    longest: usize,
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
        let mut terms = Terms::default();
        for (i, (page, at)) in site.facts.terms.iter().enumerate() {
            if site.pages[*page].lang != lang {
                continue;
            }
            let term = &site.pages[*page].doc.body.terms[*at];
            for name in std::iter::once(&term.term).chain(&term.synonyms) {
                terms.add(name, i);
            }
        }
        terms
    }

    pub(super) fn is_empty(&self) -> bool {
        self.by_first.is_empty()
    }

    fn add(&mut self, name: &str, term: usize) {
        // «VMA (viktigt meddelande till allmänheten)» is looked for as «VMA».
        let name = name.split(" (").next().unwrap_or(name);
        let exact = name.chars().all(|c| c.is_uppercase() || c.is_numeric());
        let words: Vec<String> =
            name.split_whitespace().map(|w| if exact { w.to_owned() } else { w.to_lowercase() }).collect();
        let plain = |w: &String| w.chars().all(|c| c.is_alphanumeric() || c == '-');
        if words.is_empty() || !words.iter().all(plain) || words[0].chars().count() < 3 {
            return;
        }
        self.longest = self.longest.max(words.len());
        let entries = self.by_first.entry(words[0].clone()).or_default();
        entries.push(Entry { words, term, exact });
        // Of two terms that begin alike the longer is meant.
        entries.sort_by_key(|e| std::cmp::Reverse(e.words.len()));
    }

    /// The term that begins with the first of `words`, and how many words it has.
    fn find(&self, words: &[&str]) -> Option<(usize, usize)> {
        let first = words.first()?;
        let small = first.to_lowercase();
        let stems = std::iter::once(small.as_str())
            .chain(ENDINGS.iter().filter_map(|e| small.strip_suffix(e)))
            .filter(|s| s.chars().count() >= 3);
        let exact = self.by_first.get(*first).into_iter().flatten().filter(|e| e.exact);
        let loose = stems.filter_map(|s| self.by_first.get(s)).flatten().filter(|e| !e.exact);
        exact.chain(loose).find(|e| matches(e, words)).map(|e| (e.term, e.words.len()))
    }
}

fn matches(entry: &Entry, words: &[&str]) -> bool {
    let n = entry.words.len();
    if words.len() < n {
        return false;
    }
    entry.words.iter().zip(words).enumerate().all(|(i, (wanted, word))| {
        if entry.exact {
            return wanted == word;
        }
        let word = word.to_lowercase();
        // Only the last word is bent.
        let rest = word.strip_prefix(wanted.as_str());
        rest.is_some_and(|rest| rest.is_empty() || (i + 1 == n && ENDINGS.contains(&rest)))
    })
}

/// Marks the first use of each term; gives those that were found, in order. `id` names what a button opens.
pub(super) fn mark_terms<'a>(
    nodes: Vec<Node<'a>>,
    terms: &Terms,
    id: &dyn Fn(usize) -> String,
) -> (Vec<Node<'a>>, Vec<usize>) {
    let excluded = |name: &str| NOT_MARKED_IN.split(' ').any(|element| element == name);
    let mut out = Vec::with_capacity(nodes.len() + 4 * MAX_EXPLAINED);
    let mut found: Vec<usize> = Vec::new();
    let mut depth = 0usize;
    for node in nodes {
        match &node {
            Node::Open { name, .. } if excluded(name) => depth += 1,
            Node::Close(name) if excluded(name.trim_ascii_end()) => depth = depth.saturating_sub(1),
            Node::Text(text) if depth == 0 && found.len() < MAX_EXPLAINED => {
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
    use crate::render::html::{read, write};

    fn marked(html: &str, names: &[&str]) -> String {
        let mut terms = Terms::default();
        names.iter().enumerate().for_each(|(i, name)| terms.add(name, i));
        let (nodes, _) = mark_terms(read(html).collect(), &terms, &|term| format!("t{term}"));
        let out = write(&nodes);
        out.replace("<button type=\"button\" class=\"term-button\" popovertarget=\"", "[")
            .replace("\">", ":")
            .replace("</button>", "]")
    }

    #[test]
    fn the_first_use_is_marked_whatever_its_ending() {
        let html = "<p>Fråga säkerhetsombudet. Ett säkerhetsombud till.</p>";
        assert_eq!(marked(html, &["Säkerhetsombud"]), "<p>Fråga [t0:säkerhetsombudet]. Ett säkerhetsombud till.</p>");
        assert_eq!(marked("<p>Ombudsman</p>", &["Ombud"]), "<p>Ombudsman</p>");
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
