//! Postings as two lists of numbers: pages by their distance from the one before, and a byte for each with its impact and,
//! in the two highest bits, what the term is to the page's title. What section of a page fits best is seen in its text,
//! which is fetched for the snippet anyway.
use serde::Serialize;

/// One page's word about one term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Posting {
    pub page: u32,
    /// 1 to 63.
    pub impact: u8,
    /// What the term is to the page's title: 0 nothing, 1 a part of one of its words or one word of many, 2 its first word
    /// or one of two or three, 3 the whole title.
    pub title: u8,
}

/// The postings of several terms, one after the other.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Postings {
    distances: Vec<u32>,
    impacts: Vec<u8>,
}

impl Postings {
    /// Appends those of one term, which must be sorted by page.
    pub(super) fn push(&mut self, list: &[Posting]) {
        let mut before = 0;
        for p in list {
            self.distances.push(p.page - before);
            self.impacts.push(p.title << 6 | p.impact);
            before = p.page;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_term_has_its_own() {
        let posting = |(page, impact, title)| Posting { page, impact, title };
        let first = [(3, 40, 3), (3000, 63, 0), (3001, 1, 1)].map(posting);
        let second = [(0, 2, 2)].map(posting);
        let mut postings = Postings::default();
        postings.push(&first);
        postings.push(&second);
        let text = serde_json::to_string(&postings).unwrap();
        assert_eq!(text, r#"{"distances":[3,2997,1,0],"impacts":[232,63,65,130]}"#);
    }
}
