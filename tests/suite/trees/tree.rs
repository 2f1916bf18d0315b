//! A folder as another program keeps it: its files, and the words in them that must come through.

use ledfyr::source::MemoryFiles;
use std::collections::BTreeMap;

/// What the words begin with that a test follows; then come a number and an `x`.
pub const WORD: &str = "märke";

/// Files of a made tree. `¤` in a text stands for a word that occurs nowhere else, so that a test can follow it.
#[derive(Default)]
pub struct Tree {
    pub files: BTreeMap<String, Vec<u8>>,
    /// The words, each with the file that has it.
    pub words: Vec<(String, String)>,
    /// Files that nobody expects to see as pages, and why the product may be silent about them.
    pub drafts: Vec<String>,
    /// The folder that holds the content; the whole tree when empty.
    pub below: &'static str,
}

impl Tree {
    pub fn add(&mut self, path: &str, text: &str) {
        let mut out = String::with_capacity(text.len() + 64);
        for (i, piece) in text.split('¤').enumerate() {
            if i > 0 {
                let word = format!("{WORD}{}x", self.words.len());
                out.push_str(&word);
                self.words.push((word, path.to_owned()));
            }
            out.push_str(piece);
        }
        let old = self.files.insert(path.to_owned(), out.into_bytes());
        assert!(old.is_none(), "{path} twice");
    }

    /// A draft: it is counted, and its words are not published.
    pub fn draft(&mut self, path: &str, text: &str) {
        let known = self.words.len();
        self.add(path, text);
        self.words.truncate(known);
        self.drafts.push(path.to_owned());
    }

    pub fn bytes(&mut self, path: &str, bytes: &[u8]) {
        self.files.insert(path.to_owned(), bytes.to_vec());
    }

    /// An image of one pixel.
    pub fn picture(&mut self, path: &str) {
        self.bytes(path, PIXEL);
    }

    pub fn is_draft(&self, path: &str) -> bool {
        self.drafts.iter().any(|d| d == path)
    }

    /// The files that their owner thinks of as pages: Markdown that is not hidden, nor in a package of npm.
    pub fn pages(&self) -> impl Iterator<Item = &str> {
        let markdown = |p: &&str| {
            let ending = p.rsplit_once('.').map_or("", |(_, e)| e).to_ascii_lowercase();
            ["md", "markdown", "mdown", "mkd", "mdx"].contains(&ending.as_str())
        };
        let below = self.below;
        let all = self.files.keys().map(String::as_str).filter(move |p| p.starts_with(below));
        all.filter(|p| !p.split('/').any(|part| part.starts_with('.') || part == "node_modules")).filter(markdown)
    }

    pub fn text(&self, path: &str) -> String {
        String::from_utf8_lossy(&self.files[path]).into_owned()
    }

    pub fn memory(&self) -> MemoryFiles {
        self.files.iter().fold(MemoryFiles::new(), |all, (path, bytes)| all.with(path, bytes.clone()))
    }
}

/// The smallest PNG that every program reads.
const PIXEL: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8,
    0, 0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 0x0a, b'I', b'D', b'A', b'T', 0x78, 0x9c, 0x63, 0x60, 0, 0, 0, 2, 0,
    1, 0x48, 0xaf, 0xa4, 0x71, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
];

/// What page `i` is about.
pub fn subject(i: usize) -> &'static str {
    const SUBJECTS: [&str; 12] = [
        "Brand",
        "Översvämning",
        "Strömavbrott",
        "Hot och våld",
        "Återsamling",
        "Dricksvatten",
        "Nödlägen",
        "Säkerhetssamordnare",
        "Första hjälpen",
        "Värmebölja",
        "It-avbrott",
        "Krisledning",
    ];
    SUBJECTS[i % SUBJECTS.len()]
}

/// Every third of the forms from the `i`th on, so that each stands on some page and pages differ.
pub fn forms(all: &[&str], i: usize) -> String {
    all.iter().enumerate().filter(|(n, _)| n % 3 == i % 3).map(|(_, form)| format!("{form}\n\n")).collect()
}
