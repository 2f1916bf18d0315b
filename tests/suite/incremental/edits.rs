//! Changes as editors make them, made up from a seed.

use ledfyr::base::path::RelPath;
use ledfyr::source::{Files, MemoryFiles};
use std::collections::BTreeSet;

/// Places for pages: in two folders, two languages, with front pages.
const PAGES: [&str; 17] = [
    "content/_index.md",
    "content/a.md",
    "content/b.md",
    "content/b.en.md",
    "content/del/_index.md",
    "content/del/c.md",
    "content/del/d.md",
    "content/del/d.en.md",
    "content/del/djup/e.md",
    "content/annan/02-f.md",
    "content/annan/README.md",
    "content/ordlista.md",
    // Not there at the start, as they clash: beside a folder of its name, in a folder that differs only in capitals.
    "content/del.md",
    "content/DEL/g.md",
    "content/b.v2.md",
    "content/b.v2.en.md",
    "content/del/_index.v2.md",
];

const IDS: [&str; 5] = ["alfa", "beta", "gamma", "ombud", "alfa"];

/// Lines of front matter; a page gets some of them.
const FIELDS: [&str; 39] = [
    "description: En mening.",
    "description: En annan mening.",
    "keywords: [nyckel]",
    "last_reviewed: 2026-10-01",
    "weight: 1",
    "weight: -2",
    "tags: [Brand, skola]",
    "tags: [brand]",
    "aliases: [gammal/sida]",
    "aliases: [/a.html]",
    "aliases: [/B/, \"/x?id=1\", /A.html/y]",
    "slug: /",
    "slug: gammal",
    "sidebar_position: 1.5",
    "superseded_by: beta",
    "supersedes: alfa",
    "kind: unit\nunit_type: unit\nparent: alfa",
    "kind: glossary",
    "related: [alfa, beta]",
    "implements: [\"alfa#ett\"]",
    "kind: role\ntier: line\nimplements: [alfa, beta]\nreviewed_hash: x\nreviewed_basis: {alfa: \"d9c74b16003ba3e7b759fe934baae9ffa863c39074302aaa6c94570dfd39088d\", beta: \"d9c74b16003ba3e7b759fe934baae9ffa863c39074302aaa6c94570dfd39088d\"}",
    "kind: role\ntier: line\nimplements: [alfa]\nreviewed_hash: \"d9c74b16003ba3e7b759fe934baae9ffa863c39074302aaa6c94570dfd39088d\"\nreviewed_basis: {alfa: y}",
    "audience: [ombud]",
    "owner: ombud",
    "kind: role\ntier: line",
    "kind: news\ndate: 2026-11-01\nchange: new",
    "kind: process\nduties: [{id: vakta, does: Vakta, responsible: [ombud], accountable: ombud, every: P1Y, month: 3, legal: [{law: lso}]}]",
    "kind: contacts\ncontacts: [{id: vaxel, name: Växeln, phone: \"112\"}]",
    "kind: laws\nlaws: [{id: lso, sfs: \"2003:778\", title: Lag, status: in-force}]",
    "kind: directive\nstatus: decided\nversion: \"1\"",
    "kind: chapter\nnumber: 2",
    "kind: checklist\nscenario: Det brinner\nphases: [{id: ett, title: Ett, mode: read-do}]",
    "kind: process\nstatus: decided\nvalid_from: 2026-01-01",
    "kind: process\nstatus: decided\nvalid_from: 2026-11-22",
    "kind: process\nstatus: decided\nvalid_from: 2026-11-23",
    "draft: true",
    "classification: restricted",
    "lang: en",
    "template: egen",
];

const BODY: [&str; 26] = [
    "Text om brand.",
    "Mer text.",
    "## Ett {#ett}",
    "## Ett till",
    "### Två",
    "[A](a.md)",
    "[A](../a.md#ett)",
    "[C](del/c.md#ett-till)",
    "[Borta](finns-inte.md)",
    "[[alfa]]",
    "[[beta#ett|Beta]]",
    "[[finns-inte]]",
    "![En bild](bild.png)",
    "[Fil](fil.txt)",
    "[Fil](del/fil.txt)",
    "- [ ] Larma 112.",
    "{{ contact id=\"vaxel\" }}",
    "{{ file path=\"fil.txt\" label=\"Fil\" }}",
    "{{ include page=\"alfa#ett\" }}",
    "{{ include page=\"beta\" }}",
    "{{ egen }}",
    "{{ notice severity=\"warning\" }}\nVarning.\n{{ /notice }}",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "<b>fet</b> <a id=\"mark\">x</a>",
    "[Märket](a.md#mark)",
    "Term\n: Betydelse. [A](a.md)\n: *Synonymer:* ord",
];

const CONFIGS: [&str; 8] = [
    "[site]\ntitle = \"Prov\"\n[languages.en]\n",
    "[site]\ntitle = \"Ett annat namn\"\n[languages.en]\n",
    "[languages.en]\ntitle = \"Trial\"\n",
    "[site]\ntitle = \"Prov\"\nacute_page = \"alfa\"\n[feed]\nlimit = 2\n[menu]\npages = [\"alfa\", \"beta\"]\n",
    "[site]\ntitle = \"Prov\"\nlanguage = \"en\"\n[markdown]\nsmart_punctuation = false\n",
    "[site]\ntitle = \"Prov\"\n[classification]\naudience = \"internal\"\n[search]\nenabled = false\n",
    "[site\n",
    "[languages.en]\n[content]\non_conflict = \"number\"\n",
];

/// Files of the theme: path, and contents to choose from.
const THEME: [(&str, [&str; 3]); 5] = [
    (
        "templates/egen.html",
        [
            "{% extends \"base.html\" %}{% block main %}<p>{{ page.title }}</p>{{ page.body | safe }}{% endblock main %}",
            "{% extends \"base.html\" %}{% block main %}<b>{{ page.backlinks | length }}</b>{% endblock main %}",
            "{{ finns.inte.alls }}",
        ],
    ),
    (
        "templates/shortcodes/egen.html",
        [
            "{% component egen() %}<i>egen</i>{% endcomponent egen %}",
            "{% component egen(a: String) %}<i>{{ a }}</i>{% endcomponent egen %}",
            "{% component",
        ],
    ),
    ("static/ledfyr.css", ["body { color: #010203 }", "body { color: #040506 }", ""]),
    ("static/eget.txt", ["ett", "två", "tre"]),
    ("i18n/tillagg.sv.toml", ["body_anchor = \"Länk till {title}\"\n", "[paths]\nindex = \"register\"\n", "fel = ["]),
];

/// Lists of pages: path, and contents to choose from.
const LISTS: [(&str, [&str; 2]); 2] = [
    ("content/SUMMARY.md", ["- [Bee](b.md)\n- [Aah](a.md)\n", "- [C](del/c.md)\n- [Djupt](del/djup/e.md)\n"]),
    ("mkdocs.yml", ["docs_dir: content\nnav:\n  - Del:\n      - D: del/d.md\n      - del/c.md\n", "nav: [a.md]\n"]),
];

/// The site that every sequence begins with.
pub fn start() -> MemoryFiles {
    let mut files = MemoryFiles::new().with("ledfyr.toml", CONFIGS[0]);
    for (i, path) in PAGES.iter().enumerate().take(12) {
        let id = IDS.get(i).filter(|_| i < 4).map_or(String::new(), |id| format!("id: {id}\n"));
        files.insert(path, format!("---\ntitle: Sida {i}\n{id}---\n## Ett {{#ett}}\n\n[A](/a.md#ett) och [[beta]].\n"));
    }
    files.insert("content/fil.txt", "fil");
    files
}

/// A source of changes.
pub struct Edits {
    state: u64,
    number: usize,
}

impl Edits {
    pub fn new(seed: u64) -> Edits {
        Edits { state: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15), number: 0 }
    }

    /// SplitMix64.
    fn below(&mut self, n: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % n as u64).unwrap()
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }

    fn page(&mut self) -> String {
        self.number += 1;
        if self.below(20) == 0 {
            return "---\ntitle: [trasig\n---\nText.\n".to_owned();
        }
        let mut text = format!("---\ntitle: Titel {}\n", self.below(4));
        if self.below(3) == 0 {
            text.push_str(&format!("id: {}\n", self.one(&IDS)));
        }
        for _ in 0..self.below(3) {
            text.push_str(self.one(&FIELDS));
            text.push('\n');
        }
        text.push_str("---\n");
        for _ in 0..self.below(6) {
            text.push_str(self.one(&BODY));
            text.push_str("\n\n");
        }
        text
    }

    /// Makes a change or a few; tells what it was and the paths that a watcher would name.
    pub fn next(&mut self, files: &mut MemoryFiles) -> (String, BTreeSet<RelPath>) {
        let mut told = Vec::new();
        let mut changed = BTreeSet::new();
        for _ in 0..=self.below(3) / 2 {
            let (what, paths) = self.change(files);
            told.push(what);
            changed.extend(paths.iter().map(|p| RelPath::lit(p)));
        }
        (told.join(", and "), changed)
    }

    fn change(&mut self, files: &mut MemoryFiles) -> (String, Vec<String>) {
        let path = self.one(&PAGES).to_owned();
        let old = files.read(&RelPath::lit(&path)).ok().map(|b| String::from_utf8(b).unwrap());
        let put = |files: &mut MemoryFiles, path: String, text: String| {
            let what = format!("{path} becomes {text:?}");
            files.insert(&path, text);
            (what, vec![path])
        };
        match (self.below(17), old) {
            (0..=2, _) => {
                let text = self.page();
                put(files, path, text)
            }
            // What people do most: the text, the title, a heading.
            (3..=6, Some(old)) => {
                let line = self.one(&BODY);
                put(files, path, format!("{old}\n{line}\n"))
            }
            (7, Some(old)) => {
                let title = format!("title: Titel {}", self.below(9));
                let line = old.lines().find(|l| l.starts_with("title:")).unwrap_or("title:").to_owned();
                put(files, path, old.replacen(&line, &title, 1))
            }
            (8, Some(old)) => {
                let heading = self.one(&["## Ett {#ett}", "## Tre {#tre}", "Ingen rubrik"]);
                put(files, path, old.replace("## Ett {#ett}", heading))
            }
            (9, Some(old)) => {
                let line = self.one(&FIELDS);
                put(files, path, old.replacen("---\n", &format!("---\n{line}\n"), 1))
            }
            (10, Some(_)) => {
                files.remove(&path);
                (format!("{path} goes"), vec![path])
            }
            (11, Some(old)) => {
                let to = self.one(&PAGES).to_owned();
                files.remove(&path);
                files.insert(&to, old);
                (format!("{path} moves to {to}"), vec![path, to])
            }
            (12, _) => {
                let (from, to) =
                    (self.one(&["content/del", "content/annan"]), self.one(&["content/ny", "content/del"]));
                let walk = files.walk(&RelPath::lit(from), &[]);
                for entry in walk.entries {
                    let text = files.read(&entry.path).unwrap();
                    files.remove(entry.path.as_str());
                    files.insert(&entry.path.as_str().replacen(from, to, 1), text);
                }
                (format!("{from} moves to {to}"), vec![from.to_owned(), to.to_owned()])
            }
            (13, _) => {
                let path = self.one(&["content/fil.txt", "content/del/fil.txt", "content/bild.png"]).to_owned();
                if self.below(3) == 0 {
                    files.remove(&path);
                    return (format!("{path} goes"), vec![path]);
                }
                let text = self.one(&["fil", "FIL", "en längre fil"]).to_owned();
                put(files, path, text)
            }
            (16, _) => {
                let (path, texts) = LISTS[self.below(LISTS.len())];
                if self.below(3) == 0 {
                    files.remove(path);
                    return (format!("{path} goes"), vec![path.to_owned()]);
                }
                let text = self.one(&texts).to_owned();
                put(files, path.to_owned(), text)
            }
            (14, _) => {
                let (path, texts) = THEME[self.below(THEME.len())];
                if self.below(3) == 0 {
                    files.remove(path);
                    return (format!("{path} goes"), vec![path.to_owned()]);
                }
                let text = self.one(&texts).to_owned();
                put(files, path.to_owned(), text)
            }
            (15, _) => {
                let text = self.one(&CONFIGS).to_owned();
                put(files, "ledfyr.toml".to_owned(), text)
            }
            // The page is not there: it comes.
            _ => {
                let text = self.page();
                put(files, path, text)
            }
        }
    }
}
