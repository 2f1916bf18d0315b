//! The shape of the configuration. The comment of each field is its documentation, the `Default` its default.

use super::lint::Lint;
use super::max_removed::MaxRemoved;
use crate::base::date::Period;
use crate::base::span::Span;
use crate::base::zone::Zone;
use crate::data::Node;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// All of `ledfyr.toml`.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Config {
    /// `[site]`
    pub site: Site,
    /// Further languages by code (`[languages.en]`); their pages are `page.en.md` beside `page.md`.
    pub languages: BTreeMap<String, LanguageConfig>,
    /// `[menu]`
    pub menu: Menu,
    /// `[content]`
    pub content: Content,
    /// `[front_matter]`
    pub front_matter: FrontMatter,
    /// `[markdown]`
    pub markdown: Markdown,
    /// `[classification]`
    pub classification: Classification,
    /// `[build]`
    pub build: Build,
    /// `[search]`
    pub search: Search,
    /// `[follow_up]`
    pub follow_up: FollowUp,
    /// `[feed]`
    pub feed: Feed,
    /// `[robots]`
    pub robots: Robots,
    /// `[laws]`
    pub laws: Laws,
    /// The highest LIX of pages of a kind: `[readability]`, `process = 45`.
    pub readability: BTreeMap<String, usize>,
    /// `[lint]`
    pub lint: Lint,
    /// Free settings for the theme, seen by templates as `site.theme`.
    pub theme: BTreeMap<String, serde_json::Value>,
    /// The file as it was read, for the places of what is found later.
    #[serde(skip)]
    pub source: Node,
    /// Whether there is such a file. A folder of Markdown without one is somebody's who has not met ledfyr before.
    #[serde(skip)]
    pub written: bool,
}

impl Config {
    /// Where `key` of `[table]` stands in the file (its value at `index`, when that is a list).
    pub fn span(&self, table: &str, key: &str, index: Option<usize>) -> Span {
        self.source.get(table).and_then(|t| t.place(key, index)).unwrap_or_default()
    }

    /// The organisation's time zone; `None`: the machine's.
    pub fn time_zone(&self) -> Option<Zone> {
        match &self.site.time_zone {
            Some(name) => Zone::named(name),
            None => default_time_zone(&self.site.language),
        }
    }
}

/// The time zone of a site in this language that states none; `None`: the machine's.
pub fn default_time_zone(language: &str) -> Option<Zone> {
    let is_swedens = ["sv", "sv-SE", "sv_SE"].iter().any(|tag| language.eq_ignore_ascii_case(tag));
    is_swedens.then(|| Zone::named("Europe/Stockholm")).flatten()
}

/// `[site]`
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default)]
pub struct Site {
    /// The site's name. Default: the title of the start page, else the folder's name.
    pub title: String,
    /// One sentence for search engines and the feed.
    pub description: String,
    /// Whose site it is.
    pub organisation: String,
    /// The language of pages that state none.
    pub language: String,
    /// Where the organisation's day begins: a name of IANA's tz database, such as `Europe/Stockholm`. Default: that one for
    /// Swedish (`sv`, `sv-SE`), else the machine's.
    pub time_zone: Option<String>,
    /// Where the site will lie (`https://intranet.example/sakerhet/`): feed, sitemap and canonical links need it.
    pub base_url: Option<String>,
    /// The whole site is an example: a banner on each page and a line on each print.
    pub sample: bool,
    /// Whom to ask about the site: the id of a contact.
    pub contact: Option<String>,
    /// The page about the site: an id.
    pub about: Option<String>,
    /// The accessibility statement: an id.
    pub statement: Option<String>,
    /// The page with the crisis cards, linked from the acute bar: an id.
    pub acute_page: Option<String>,
    /// The numbers of the acute bar.
    pub acute: Vec<AcuteNumber>,
    /// Where an editor changes a page; `{path}` becomes the source path.
    pub edit_url: Option<String>,
}

impl Default for Site {
    fn default() -> Site {
        Site {
            title: String::new(),
            description: String::new(),
            organisation: String::new(),
            language: "sv".to_owned(),
            time_zone: None,
            base_url: None,
            sample: false,
            contact: None,
            about: None,
            statement: None,
            acute_page: None,
            acute: Vec::new(),
            edit_url: None,
        }
    }
}

/// One number of the acute bar.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct AcuteNumber {
    /// When to call it.
    pub label: String,
    /// As people write it: `114 14`.
    pub phone: String,
    /// A few more words.
    pub note: Option<String>,
}

/// `[languages.CODE]`
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct LanguageConfig {
    /// The language's own name for itself: `English`.
    pub name: String,
    /// The site's title in this language; empty: as `site.title`.
    pub title: String,
    /// The site's description in this language.
    pub description: String,
    /// The acute bar in this language; empty: as `site.acute`.
    pub acute: Vec<AcuteNumber>,
}

/// `[menu]`
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Menu {
    /// Ids of the pages in the main menu, in order. Empty: the folders at the top.
    pub pages: Vec<String>,
}

/// `[content]`
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default)]
pub struct Content {
    /// Folders of Markdown below the site's root, laid over each other (a later one wins nothing: two pages with one
    /// path are an error).
    pub dirs: Vec<String>,
    /// What to do with a page whose front matter cannot be read: `stop` the build, or `leave-out` the page.
    /// Default: `stop`; in a folder without `ledfyr.toml`: `leave-out`.
    pub on_unreadable: Option<OnUnreadable>,
    /// What to do with a page or folder whose address or id another has: `stop` the build, or `number` the second.
    /// Default: `stop`; in a folder without `ledfyr.toml`: `number`.
    pub on_conflict: Option<OnConflict>,
    /// Largest page, in bytes.
    pub max_page_bytes: u64,
}

impl Default for Content {
    fn default() -> Content {
        Content {
            dirs: vec!["content".to_owned()],
            on_unreadable: None,
            on_conflict: None,
            max_page_bytes: crate::source::MAX_PAGE_BYTES,
        }
    }
}

impl Content {
    /// What holds for addresses and ids, also where nobody has said it.
    pub fn conflicts(&self) -> OnConflict {
        self.on_conflict.unwrap_or(OnConflict::Stop)
    }
}

/// `content.on_conflict`: what becomes of a second page with an address or id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum OnConflict {
    /// It is an error.
    Stop,
    /// It gets a number.
    Number,
}

/// `content.on_unreadable`: what becomes of a page that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum OnUnreadable {
    /// It is an error.
    Stop,
    /// It is left out, with a finding.
    LeaveOut,
}

/// `[front_matter]`
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct FrontMatter {
    /// Fields of the site's own (`layout`, `author`): no finding tells that they are unknown. Templates see them as `page.extra`.
    pub own: Vec<String>,
}

/// `[markdown]`
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default)]
pub struct Markdown {
    /// Straight quotes, `--` and `...` become the language's own signs.
    pub smart_punctuation: bool,
    /// Raw HTML: `sanitise`, `escape` (shown as text) or `trust`.
    pub raw_html: RawHtmlMode,
    /// Colour code blocks.
    pub highlight: bool,
    /// Publish attached `.html` files that pages link to. They can run scripts in the readers' browsers.
    pub trust_html_files: bool,
}

impl Default for Markdown {
    fn default() -> Markdown {
        Markdown { smart_punctuation: true, raw_html: RawHtmlMode::Sanitise, highlight: true, trust_html_files: false }
    }
}

/// `markdown.raw_html`: what becomes of HTML in a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RawHtmlMode {
    /// Harmless elements stay.
    Sanitise,
    /// It is shown as text.
    Escape,
    /// It stays as it is.
    Trust,
}

/// `[classification]`
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default)]
pub struct Classification {
    /// The levels, lowest first. Empty: no page may state one, and nothing is filtered.
    pub levels: Vec<String>,
    /// The level of pages that state none. Default: the highest.
    pub default: Option<String>,
    /// The level that a build is made for when `--audience` is not given. Default: none; then `build` wants one where a
    /// page states a level, and other commands show everything.
    pub audience: Option<String>,
}

impl Default for Classification {
    fn default() -> Classification {
        Classification {
            levels: ["open", "internal", "restricted"].map(str::to_owned).to_vec(),
            default: None,
            audience: None,
        }
    }
}

/// `[build]`
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default)]
pub struct Build {
    /// Where the site is written, below the root or an absolute path; never inside the content.
    pub out: String,
    /// Publish drafts and pages whose `valid_from` lies ahead.
    pub drafts: bool,
    /// How many published pages a build may remove without `--allow-removal`: a number (`25`) or a share (`"20 %"`).
    /// Default: ten, or a fifth of them where that is more.
    pub max_removed: MaxRemoved,
}

impl Default for Build {
    fn default() -> Build {
        Build { out: "public".to_owned(), drafts: false, max_removed: MaxRemoved::Usual }
    }
}

/// `[search]`
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default)]
pub struct Search {
    /// Build the search index.
    pub enabled: bool,
    /// Groups of words that mean the same: `[["hjärtstartare", "defibrillator"]]`.
    pub synonyms: Vec<Vec<String>>,
    /// Use the program's own synonyms beside them.
    pub builtin_synonyms: bool,
    /// Queries and the pages that must be found, below the content folder; run by `ledfyr check`.
    pub tests: String,
}

impl Default for Search {
    fn default() -> Search {
        let tests = ".search-tests.toml".to_owned();
        Search { enabled: true, synonyms: Vec::new(), builtin_synonyms: true, tests }
    }
}

/// `[follow_up]`
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default)]
pub struct FollowUp {
    /// The table of tasks that have been done, from the site's folder: columns task, unit, date, result and note. It is never
    /// published.
    pub file: String,
}

impl Default for FollowUp {
    fn default() -> FollowUp {
        FollowUp { file: "uppfoljning.csv".to_owned() }
    }
}

/// `[feed]`
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default)]
pub struct Feed {
    /// Entries in the Atom feed, newest first; 0: no feed.
    pub limit: usize,
}

impl Default for Feed {
    fn default() -> Feed {
        Feed { limit: 30 }
    }
}

/// `[robots]`
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Robots {
    /// Let search engines index the site. An intranet has no reason to.
    pub index: bool,
}

/// `[laws]`
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default)]
pub struct Laws {
    /// How long a statute of the register may go without being looked up, such as `P1Y`.
    pub check_every: Period,
}

impl Default for Laws {
    fn default() -> Laws {
        Laws { check_every: Period::one_year() }
    }
}
