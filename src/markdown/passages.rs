//! Where the running text of a body stands in its file.

use super::builder::Builder;
use crate::body::Destination;
use crate::body::prose::{Part, Passage};
use std::ops::Range;

impl Builder<'_> {
    /// Notes the place of `text`, written at `range` and shown as `shown`, which is about to be added to the section.
    pub(super) fn passages(&mut self, text: &str, shown: &str, range: &Range<usize>) {
        if self.silent {
            return;
        }
        let part = self.part();
        let base = self.section.text.len();
        let pieces = pieces(text, shown);
        for (i, (from, written)) in pieces.iter().enumerate() {
            let end = pieces.get(i + 1).map_or(shown.len(), |next| next.0);
            let text = (base + from) as u32..(base + end) as u32;
            let file = self.normalised.to_file(range.start + written) as u32;
            self.section.passages.push(Passage { text, file, part });
        }
    }

    fn part(&self) -> Part {
        let elsewhere = |link: &usize| match self.body.links.get(*link).map(|link| &link.destination) {
            Some(Destination::External(to)) => to.starts_with("http"),
            _ => false,
        };
        if self.open_quotes.contains(&None) || self.open_links.last().is_some_and(elsewhere) {
            Part::Quote
        } else if self.table.is_some() {
            Part::Cell
        } else {
            Part::Sentence
        }
    }
}

/// Where pieces begin that are shown as they are written: in `shown`, and in `text`. Punctuation may be shown in more or fewer
/// bytes than it is written in; letters and digits are the same in both.
fn pieces(text: &str, shown: &str) -> Vec<(usize, usize)> {
    let mut pieces = vec![(0, 0)];
    if text == shown {
        return pieces;
    }
    let mut shift = 0;
    for (at, written) in word_starts(shown).zip(word_starts(text)) {
        let here = at as isize - written as isize;
        if here != shift {
            shift = here;
            pieces.push((at, written));
        }
    }
    pieces
}

fn word_starts(text: &str) -> impl Iterator<Item = usize> {
    let mut inside = false;
    text.char_indices().filter_map(move |(i, c)| {
        let begins = c.is_alphanumeric() && !inside;
        inside = c.is_alphanumeric();
        begins.then_some(i)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_begin_where_what_is_shown_is_longer_or_shorter() {
        assert_eq!(pieces("en risk", "en risk"), [(0, 0)]);
        // ” has three bytes, " one; a joined blank two.
        assert_eq!(pieces("sa \"nej\" nu", "sa ”nej” nu"), [(0, 0), (6, 4), (13, 9)]);
        assert_eq!(pieces("2 kap. i lagen", "2\u{a0}kap. i lagen"), [(0, 0), (3, 2)]);
    }
}
