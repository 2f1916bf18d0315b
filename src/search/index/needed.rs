//! What of an index finds and shows some of its pages, for who cannot keep all of it.
use super::manifest::Manifest;
use super::search_index::SearchIndex;
use crate::language::chars::fold;
use crate::language::stem::stem;
use crate::language::tables::{ENGLISH, SWEDISH};
use crate::language::tokens::tokens;
use std::collections::{BTreeSet, HashMap};

impl SearchIndex {
    /// The places in `files` of those that are needed to find each page of `wanted` (its source and the words that it is
    /// looked for by) and to show it. Files that the browser asks for beside them only make an answer longer.
    pub fn needed(&self, wanted: &[(&str, String)]) -> BTreeSet<usize> {
        let Some(manifest) = Manifest::of(self) else { return BTreeSet::new() };
        let numbers: HashMap<&str, u32> = self.sources.iter().map(String::as_str).zip(0..).collect();
        let mut ids: BTreeSet<String> = ["a0", "l0"].map(str::to_owned).into();
        for (source, words) in wanted {
            ids.extend(numbers.get(source).map(|page| format!("d{}", manifest.block_of(*page))));
            for token in tokens(words) {
                let forms = [stem(&token.text, &SWEDISH), stem(&token.text, &ENGLISH), token.text];
                ids.extend(forms.iter().map(|form| format!("t{}", manifest.shard_of(&fold(form)))));
            }
        }
        let needed =
            |name: &str| name.starts_with("index.") || name.split_once('-').is_some_and(|(id, _)| ids.contains(id));
        (0..self.files.len()).filter(|i| needed(&self.files[*i].0)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::build;
    use super::super::input::{SearchOptions, SearchPage, SearchSection};
    use crate::search::Searcher;

    /// Enough pages with words of their own for several shards and blocks.
    fn pages() -> Vec<SearchPage<'static>> {
        let letters = ["ba", "ke", "di", "fo", "gu", "my", "lå", "nä", "pö", "ra"];
        let word = |n: usize| [n % 10, n / 10 % 10, n / 100 % 10, n / 1000].map(|i| letters[i]).concat();
        (0..900)
            .map(|n| SearchPage {
                source: format!("{n}.md").into(),
                url: format!("{n}/").into(),
                title: format!("Sidan {}", word(n)).into(),
                lang: "sv".into(),
                kind: "page".into(),
                boost: 1.0,
                sections: [SearchSection {
                    text: (0..40).map(|k| word((n * 37 + k * 211) % 10_000) + " ").collect::<String>().into(),
                    ..SearchSection::default()
                }]
                .into_iter()
                .collect(),
                ..SearchPage::default()
            })
            .collect()
    }

    #[test]
    fn what_is_needed_is_a_small_part_and_finds_the_pages() {
        let pages = pages();
        let mut index = build(&pages, &SearchOptions::default());
        let wanted: Vec<(&str, String)> = pages[500..503].iter().map(|p| (&*p.source, p.title.to_string())).collect();
        let needed = index.needed(&wanted);
        assert!(needed.len() * 3 < index.files.len(), "{} of {}", needed.len(), index.files.len());
        let all = std::mem::take(&mut index.files);
        index.files = all.into_iter().enumerate().filter(|(i, _)| needed.contains(i)).map(|(_, f)| f).collect();
        let searcher = Searcher::open(&index).unwrap();
        for (source, title) in &wanted {
            let found = searcher.search(title, 1);
            assert_eq!(
                found.first().map(|hit| (hit.page.as_str(), hit.title.as_str())),
                Some((*source, title.as_str()))
            );
        }
        // The test would hold of anything if nothing were ever missing.
        assert!(!searcher.answer(&pages[0].title, 1, "sv").damage.is_empty());
    }
}
