//! Which pages there are, where they lie and what they link to. Their text is made later, page by page, so that a corpus
//! of any size needs little memory.

use super::language::{Form, capital, noun, sentence, slug};
use super::prng::Prng;
use super::words::{FIRST, JOINTS, LAST, TAG_FIRST, TAG_LAST};
use std::collections::HashSet;

/// Pages in a folder.
pub const PER_FOLDER: usize = 50;

/// A top section or one of the folders in it.
#[derive(Clone, Debug)]
pub struct Section {
    pub title: String,
    pub slug: String,
    pub description: String,
}

/// The folder of fifty pages.
#[derive(Clone, Debug)]
pub struct Folder {
    pub section: Section,
    /// Index into [`Corpus::tops`].
    pub top: usize,
}

/// A page without its text.
#[derive(Clone, Debug)]
pub struct Page {
    pub title: String,
    pub slug: String,
    /// Index into [`Corpus::folders`].
    pub folder: usize,
    pub date: String,
    pub description: String,
    pub tags: Vec<String>,
    /// Indexes into [`Corpus::pages`]: three near, two anywhere.
    pub links: [usize; 5],
}

/// All pages of one seed and count.
#[derive(Clone, Debug)]
pub struct Corpus {
    pub seed: u64,
    pub tops: Vec<Section>,
    pub folders: Vec<Folder>,
    pub pages: Vec<Page>,
}

/// Streams of numbers, so that sections and pages do not disturb each other.
const SECTIONS: u64 = 1 << 40;
const TITLES: u64 = 2 << 40;
pub const BODIES: u64 = 3 << 40;

impl Corpus {
    /// A corpus of `n` pages.
    pub fn new(n: usize, seed: u64) -> Corpus {
        let folders = n.div_ceil(PER_FOLDER).max(1);
        let per_top = if folders <= 25 { 5 } else { 10 };
        let mut used = HashSet::new();
        let mut corpus = Corpus { seed, tops: Vec::new(), folders: Vec::new(), pages: Vec::with_capacity(n) };
        for number in 0..folders {
            let mut r = Prng::new(seed, SECTIONS + number as u64);
            if number % per_top == 0 {
                let title = capital(&format!("{}frågor", FIRST[(number / per_top * 11) % FIRST.len()]));
                corpus.tops.push(Section { slug: unique(&title, &mut used), title, description: plain(&mut r) });
            }
            let title = capital(&format!("{}{}", r.pick(FIRST), LAST[r.below(LAST.len())][0]));
            let section = Section { slug: unique(&title, &mut used), title, description: plain(&mut r) };
            corpus.folders.push(Folder { section, top: corpus.tops.len() - 1 });
        }
        for number in 0..n {
            let page = page(number, n, seed, &mut used);
            corpus.pages.push(page);
        }
        corpus
    }

    /// `section/folder/page`, without an ending.
    pub fn path(&self, page: usize) -> String {
        let page = &self.pages[page];
        let folder = &self.folders[page.folder];
        format!("{}/{}/{}", self.tops[folder.top].slug, folder.section.slug, page.slug)
    }
}

fn page(number: usize, n: usize, seed: u64, used: &mut HashSet<String>) -> Page {
    let mut r = Prng::new(seed, TITLES + number as u64);
    let head = format!("{}{}", r.pick(FIRST), LAST[r.below(LAST.len())][0]);
    let title = capital(&format!("{head} {} {}", r.pick(JOINTS), noun(&mut r, Form::Plural)));
    let (year, month, day) = (2024 + r.below(3), 1 + r.below(12), 1 + r.below(28));
    let tags = r.sample(TAG_FIRST.len() * TAG_LAST.len(), 3);
    let tags = tags.into_iter().map(|i| format!("{}{}", TAG_FIRST[i / TAG_LAST.len()], TAG_LAST[i % TAG_LAST.len()]));
    let folder = number / PER_FOLDER;
    let near = (folder * PER_FOLDER, PER_FOLDER.min(n - folder * PER_FOLDER));
    let mut links = [0; 5];
    for (i, link) in links.iter_mut().enumerate() {
        let (start, count) = if i < 3 { near } else { (0, n) };
        *link = start + r.below(count);
        if *link == number && count > 1 {
            *link = if number + 1 < start + count { number + 1 } else { start };
        }
    }
    Page {
        slug: unique(&title, used),
        title,
        folder,
        date: format!("{year}-{month:02}-{day:02}"),
        description: plain(&mut r),
        tags: tags.collect(),
        links,
    }
}

/// A description: a sentence without emphasis.
fn plain(r: &mut Prng) -> String {
    sentence(r).replace("**", "")
}

fn unique(title: &str, used: &mut HashSet<String>) -> String {
    let base = slug(title);
    let mut name = base.clone();
    let mut number = 2;
    while !used.insert(name.clone()) {
        name = format!("{base}-{number}");
        number += 1;
    }
    name
}
