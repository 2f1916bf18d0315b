//! Versions of made-up documents on the days around each change: one at most is in force, by a simple model, and every
//! product names what is in force and nothing else.

use crate::common::{Built, build, options};
use ledfyr::base::date::{Date, Period};
use ledfyr::pipeline::{Options, WithSearch};
use ledfyr::search::Searcher;
use ledfyr::source::MemoryFiles;
use std::collections::BTreeSet;

/// Days on which versions begin: among them a leap day, the day after one and the first and last of a year.
const DAYS: [&str; 6] = ["2027-02-01", "2027-12-31", "2028-01-01", "2028-02-29", "2028-03-01", "2029-07-01"];

const DOCUMENTS: usize = 110;

/// One version: its word, by which products are searched, and what its front matter says.
struct Version {
    word: String,
    status: &'static str,
    from: Date,
    to: Option<Date>,
}

struct Document {
    name: String,
    is_card: bool,
    versions: Vec<Version>,
}

/// Numbers that only the seed decides.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n
    }
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// A word of consonants, so that no rule of any language makes another of it.
fn word(number: usize) -> String {
    let letters = b"bdfghjklmn";
    let digits = format!("{number:04}");
    let middle: String = digits.bytes().map(|d| char::from(letters[usize::from(d - b'0')])).collect();
    format!("qx{middle}xq")
}

fn documents(seed: u64) -> Vec<Document> {
    let mut numbers = Numbers(seed);
    let mut next_word = 0;
    let mut document = |i: usize| {
        let mut days: Vec<Date> = DAYS.iter().filter(|_| numbers.below(3) == 0).map(|d| day(d)).collect();
        if days.is_empty() {
            days.push(day("2026-01-01"));
        }
        let count = days.len();
        let versions = days.iter().enumerate().map(|(v, from)| {
            next_word += 1;
            let status = ["decided", "decided", "decided", "decided", "draft", "review"][numbers.below(6)];
            // Only the last may end by itself: elsewhere that would be a gap or an overlap.
            let to =
                (v + 1 == count && numbers.below(3) == 0).then(|| from.plus(Period::parse("P1M").unwrap()).unwrap());
            Version { word: word(next_word), status, from: *from, to }
        });
        let versions: Vec<Version> = versions.collect();
        Document { name: format!("dok-{i}"), is_card: numbers.below(4) == 0, versions }
    };
    (0..DOCUMENTS).map(&mut document).collect()
}

impl Document {
    /// The file of each version: the numbers follow the dates in half of the documents, and run against them in the others.
    fn file(&self, version: usize) -> String {
        let backwards = self.name.ends_with(['1', '3', '5', '7', '9']);
        let number = if backwards { self.versions.len() - version } else { version + 1 };
        let end = if number == 1 { String::new() } else { format!(".v{number}") };
        format!("content/del/{}{end}.md", self.name)
    }

    fn text(&self, v: &Version) -> String {
        let (word, name) = (&v.word, &self.name);
        let kind = match self.is_card {
            true => "kind: checklist\nscenario: Något händer.\nphases: [{id: nu, title: Nu, mode: read-do}]",
            false => "kind: process",
        };
        let task = format!(
            "duties: [{{id: gor-{name}, does: \"Gör {word}\", responsible: [ombud], accountable: ombud, every: P1Y, month: 5}}]"
        );
        let duties = if self.is_card { "" } else { task.as_str() };
        let to = v.to.map(|to| format!("valid_to: {to}\n")).unwrap_or_default();
        format!(
            "---\ntitle: \"Sida {word}\"\nid: {name}\n{kind}\nowner: ombud\naudience: [ombud]\nstatus: {}\nvalid_from: {}\n{to}{duties}\n---\n## Nu\n\n- [ ] Larma {word}.\n",
            v.status, v.from
        )
    }

    /// The version in force on a day: the last of the decided that have begun, unless its own time is over.
    fn in_force(&self, on: Date) -> Option<&Version> {
        let begun = self.versions.iter().filter(|v| v.status == "decided" && v.from <= on);
        begun.max_by_key(|v| v.from).filter(|v| v.to.is_none_or(|to| on <= to))
    }
}

fn site(documents: &[Document]) -> MemoryFiles {
    let files = MemoryFiles::new()
        .with("ledfyr.toml", "[site]\ntitle = \"Prov\"\nbase_url = \"https://prov.example/\"\n[feed]\nlimit = 1000\n")
        .with("content/_index.md", "---\ntitle: Hem\n---\n")
        .with(
            "content/ombud.md",
            "---\ntitle: Ombud\nid: ombud\nkind: role\ntier: operational\nowner: ombud\nstatus: decided\n---\n",
        );
    documents.iter().fold(files, |files, document| {
        let versions = document.versions.iter().enumerate();
        versions.fold(files, |files, (i, v)| files.with(&document.file(i), document.text(v)))
    })
}

/// The words that stand in those files of the output that `is_meant` admits.
fn words_in(built: &Built, is_meant: impl Fn(&str) -> bool) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for (_, bytes) in built.files.iter().filter(|(path, _)| is_meant(path)) {
        let text = String::from_utf8_lossy(bytes);
        let found = text.match_indices("qx").filter_map(|(at, _)| text.get(at..at + 8).filter(|w| w.ends_with("xq")));
        words.extend(found.map(str::to_owned));
    }
    words
}

fn all_agree(documents: &[Document], built: &Built, on: Date) {
    let loaded = built.loaded.as_ref().unwrap();
    for document in documents {
        let holds = document.in_force(on);
        let in_force: Vec<&str> = (0..loaded.site.pages.len())
            .filter(|ix| loaded.site.pages[*ix].fields().id.as_ref() == Some(&document.name))
            .filter(|ix| loaded.governance.is_in_force(*ix))
            .map(|ix| loaded.site.pages[ix].title())
            .collect();
        let expected: Vec<String> = holds.iter().map(|v| format!("Sida {}", v.word)).collect();
        assert_eq!(in_force, expected, "{} on {on}", document.name);
        let url = format!("del/{}/", document.name);
        if let Some(v) = holds {
            assert!(built.text(&format!("{url}index.html")).contains(&v.word), "{} on {on}", document.name);
        }
        let listed = built.text("sitemap.xml").contains(&format!("https://prov.example/{url}<"));
        assert_eq!(listed, holds.is_some(), "the sitemap on {} on {on}", document.name);
        if document.is_card {
            let kept = built.text("sw.js").contains(&format!("\"{url}\""));
            assert_eq!(kept, holds.is_some(), "the service worker on {} on {on}", document.name);
        }
    }
    let holding = |is_card: Option<bool>| -> BTreeSet<String> {
        let meant = documents.iter().filter(|d| is_card.is_none_or(|is_card| d.is_card == is_card));
        meant.filter_map(|d| Some(d.in_force(on)?.word.clone())).collect()
    };
    let all = documents.iter().flat_map(|d| &d.versions);
    let without_end: BTreeSet<String> = all.filter(|v| v.to.is_none()).map(|v| v.word.clone()).collect();
    let product = |path: &'static str| words_in(built, |p| p == path);
    for (path, expected) in [
        ("arshjul/index.html", holding(Some(false))),
        ("ansvar/index.html", holding(Some(false))),
        ("ombud/ombud.ics", holding(Some(false))),
        ("kriskort/index.html", holding(Some(true))),
        ("ombud/role.js", holding(None)),
        ("feed.xml", holding(None)),
    ] {
        let found = product(path);
        // A calendar may break lines within a word.
        let found = if path.ends_with(".ics") { words_unfolded(built, path) } else { found };
        // A yearly task whose month comes after the version's last day never falls in the year that is shown.
        let may_be_over = path.starts_with("arshjul") || path.ends_with(".ics");
        let expected = if may_be_over { &found | &(&expected & &without_end) } else { expected };
        assert_eq!(found, expected, "{path} on {on}");
        assert!(found.is_subset(&holding(None)), "{path} on {on}");
    }
    searched(documents, built, on);
}

/// The search finds what is in force by its word, and nothing else, unless it is asked for what is not.
fn searched(documents: &[Document], built: &Built, on: Date) {
    let searcher = Searcher::open(built.loaded.as_ref().unwrap().search.index().unwrap()).unwrap();
    let address = |d: &Document| format!("del/{}/", d.name);
    let holding: BTreeSet<String> = documents.iter().filter(|d| d.in_force(on).is_some()).map(address).collect();
    // Each search takes a while.
    for document in documents.iter().step_by(8) {
        for v in &document.versions {
            let hits: Vec<String> = searcher.search(&v.word, 10).into_iter().map(|hit| hit.url).collect();
            assert!(hits.iter().all(|url| holding.contains(url)), "{hits:?} on {on}");
            if document.in_force(on).is_some_and(|holds| holds.word == v.word) {
                assert_eq!(hits.first(), Some(&address(document)), "{} on {on}", v.word);
            }
        }
    }
}

/// The words of a calendar, whose long lines go on in the next (RFC 5545, 3.1).
fn words_unfolded(built: &Built, path: &str) -> BTreeSet<String> {
    let Some(bytes) = built.files.get(path) else { return BTreeSet::new() };
    let text = String::from_utf8_lossy(bytes).replace("\r\n ", "");
    let found = text.match_indices("qx").filter_map(|(at, _)| text.get(at..at + 8).filter(|w| w.ends_with("xq")));
    found.map(str::to_owned).collect()
}

#[test]
fn one_version_is_in_force_on_a_day_and_all_products_agree() {
    let documents = documents(20);
    let files = site(&documents);
    let count: usize = documents.iter().map(|d| d.versions.len()).sum();
    assert!((200..=300).contains(&count), "{count} versions");
    let begins = documents.iter().flat_map(|d| &d.versions).flat_map(|v| [Some(v.from), v.to]).flatten();
    let around = begins.flat_map(|d| [d.yesterday(), Some(d), d.tomorrow()]).flatten();
    let days: BTreeSet<Date> = around.collect();
    assert!(days.len() > 20, "{days:?}");
    for on in days {
        let built = build(&files, &Options { today: on, search: WithSearch::Now, ..options() });
        assert!(!built.files.is_empty(), "{on}: {}", built.told(&files));
        all_agree(&documents, &built, on);
    }
}
