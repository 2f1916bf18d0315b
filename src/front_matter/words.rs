//! Words of people and of other programs for the fields: one table, for keys that guard and for those that do not.

use crate::base::date::Date;
use crate::data::{Node, Value};
use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// How the value of another program's key tells whether it keeps the page from anybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// Unless the value says that everybody may see it.
    Level,
    /// Unless the value is a no: `private: true`.
    Yes,
    /// When the value is a clear yes: `hide: true`, while `hide: [toc]` hides no page.
    ClearYes,
    /// When the value is a no: `published: false`.
    No,
    /// When the value is `never`: `_build: {list: never}`.
    Never,
    /// When the value names a state before publishing: `state: draft`.
    State,
    /// Unless the value is a day that has come.
    From,
    /// Unless the value is a no.
    Until,
}

/// A field of ours, and the words that others have for it.
struct Guard {
    means: &'static str,
    when: When,
    words: &'static [&'static str],
}

#[rustfmt::skip]
const GUARDS: &[Guard] = &[
    Guard { means: "classification", when: When::Level, words: &[
        "classification", "klassning", "klassificering", "klassifikation", "informationsklass", "informationsklassning",
        "säkerhetsklass", "säkerhetsklassning", "säkerhetsklassificering", "säkerhetsnivå", "skyddsklass", "skyddsnivå",
        "sekretessnivå", "sekretessklass", "konfidentialitet", "konfidentiell", "känslighet", "behörighet", "behörigheter",
        "åtkomst", "åtkomstnivå", "synlighet", "synlig för", "endast för", "intern", "internt", "skyddad",
        "visibility", "visible to", "access", "access level", "access control", "acl", "permission", "permissions",
        "confidentiality", "confidential", "sensitivity", "sensitive", "security level", "security classification",
        "restricted", "restrict", "internal", "internal only", "protected", "protection", "password", "requires auth",
        "require auth", "login required", "requires login", "members only", "clearance", "tlp",
    ]},
    Guard { means: "draft", when: When::Yes, words: &[
        "draft", "drafts", "is draft", "draft mode", "utkast", "är utkast", "kladd", "ej klar", "under arbete", "opublicerad",
        "ej publicerad", "avpublicerad", "dold", "dölj", "dolt", "gömd", "privat", "unpublished", "private", "is private",
        "unlisted", "hidden", "is hidden", "invisible", "wip", "work in progress", "embargoed", "exclude from build",
        "eleventy exclude from collections",
    ]},
    Guard { means: "draft", when: When::ClearYes, words: &["hide", "headless", "exclude", "skip", "ignore"] },
    Guard { means: "draft", when: When::No, words: &[
        "published", "is published", "publish", "publicerad", "publicera", "publiceras", "visible", "is visible", "synlig",
        "public", "is public", "publik", "offentlig", "listed", "render", "permalink", "output",
    ]},
    Guard { means: "draft", when: When::Never, words: &["list", "render"] },
    Guard { means: "draft", when: When::State, words: &[
        "status", "state", "stage", "post status", "page status", "publication status", "publishing status", "workflow",
        "workflow state", "tillstånd", "läge", "publiceringsstatus",
    ]},
    Guard { means: "valid_from", when: When::From, words: &[
        "valid from", "gäller från", "gäller från och med", "gäller fr.o.m.", "gäller from", "giltig från", "giltigt från",
        "giltig från och med", "giltig fr.o.m.", "giltig from", "ikraft", "i kraft", "ikraftträdande", "träder i kraft", "publiceras",
        "publiceras från", "publicera från", "publiceringsdatum", "publiceringsdag", "visas från", "embargo", "publish date",
        "publish on", "publish at", "publish from", "publish after", "published at", "published on", "publication date",
        "pub date", "publishing date", "release date", "go live", "goes live", "effective date", "effective from",
        "available from", "visible from", "active from", "scheduled", "scheduled for", "in force from", "start publish",
    ]},
    Guard { means: "valid_to", when: When::Until, words: &[
        "valid to", "gäller till", "gäller till och med", "gäller t.o.m.", "gäller tom", "gäller längst till", "giltig till",
        "giltigt till", "giltig till och med", "giltig t.o.m.", "giltig tom", "upphör", "upphör att gälla", "upphör gälla",
        "utgår", "utgångsdatum", "sista giltighetsdag", "bäst före", "avpubliceras", "avpublicera", "avpubliceringsdatum",
        "visas till", "expiry date", "expiry", "expires", "expires at", "expires on", "expiration", "expiration date",
        "expire", "expire date", "expire at", "unpublish date", "unpublish", "unpublish on", "unpublish at",
        "valid until", "valid thru", "valid through", "publish to", "publish until", "visible to date", "visible until",
        "active to", "active until", "end publish", "in force until", "end of life",
    ]},
    Guard { means: "secrecy", when: When::Yes, words: &[
        "secrecy", "sekretess", "sekretessgrund", "sekretessmarkering", "sekretessbelagd", "sekretessbelagt",
        "sekretessbestämmelse", "hemlig", "hemligt", "hemligstämpel", "hemligstämplad", "secret", "is secret", "secrecy note",
    ]},
];

/// Fields that guard nobody, by what people and other programs call them.
#[rustfmt::skip]
const NAMES: &[(&str, &[&str])] = &[
    ("id", &["identitet", "identifier", "identifierare", "uid"]),
    ("kind", &["slag", "typ", "sidtyp", "dokumenttyp", "type", "content type", "page type"]),
    ("title", &["titel", "rubrik", "namn", "sidtitel", "name", "heading"]),
    ("description", &["beskrivning", "sammanfattning", "ingress", "summary", "excerpt", "abstract", "lead", "synopsis"]),
    ("date", &["datum", "dag", "created", "skapad"]),
    ("owner", &["ägare", "dokumentägare", "informationsägare", "sidägare", "ansvarig", "författare", "author", "authors",
        "responsible", "maintainer", "maintainers"]),
    ("lang", &["språk", "language", "locale"]),
    ("weight", &["vikt", "ordning", "sortering", "order", "nav order", "sidebar position", "position", "menu order"]),
    ("tags", &["etiketter", "etikett", "taggar", "tagg", "ämnen", "ämne", "categories", "category", "kategori",
        "kategorier", "topics"]),
    ("keywords", &["nyckelord", "sökord", "ämnesord"]),
    ("aliases", &["alias", "redirect from", "redirects", "gamla adresser", "omdirigering"]),
    ("related", &["relaterat", "relaterade", "se även", "see also", "related pages"]),
    ("audience", &["målgrupp", "målgrupper", "roller", "roles"]),
    ("template", &["mall", "sidmall"]),
    ("questions", &["frågor", "kontakt", "kontaktperson"]),
    ("status", &["dokumentstatus"]),
    ("version", &["versionsnummer", "utgåva", "revision"]),
    ("last_reviewed", &["granskad", "senast granskad", "granskningsdatum", "reviderad", "senast reviderad", "reviewed",
        "last review", "review date"]),
    ("review_every", &["granskas", "granskningsintervall", "översyn", "ses över", "revideras", "review interval"]),
    ("decision", &["beslut", "beslutad", "beslutsdatum", "fastställd", "decided"]),
    ("supersedes", &["ersätter", "replaces"]),
    ("superseded_by", &["ersätts av", "ersatt av", "replaced by"]),
    ("legal_basis", &["lagstöd", "laglig grund", "rättslig grund", "lagrum"]),
    ("implements", &["genomför", "tillämpar"]),
    ("duties", &["uppgifter", "ansvar", "arbetsuppgifter"]),
    ("number", &["nummer", "kapitel"]),
    ("tier", &["nivå"]),
    ("parent", &["överordnad", "tillhör"]),
    ("chair", &["ordförande"]),
    ("members", &["medlemmar", "ledamöter", "deltagare"]),
    ("contacts", &["kontakter", "kontaktuppgifter"]),
    ("laws", &["lagar", "författningar"]),
];

/// Bytes of the longest text that can be a level, a state, a yes or a no.
const LONGEST: usize = 120;
/// Below so many letters a word is only taken as it stands.
const LONG_ENOUGH: usize = 6;
/// From so many letters on, two slips are forgiven.
const LONG: usize = 10;

static BY_WORD: LazyLock<HashMap<String, Vec<usize>>> = LazyLock::new(|| {
    let mut all: HashMap<String, Vec<usize>> = HashMap::new();
    for (row, guard) in GUARDS.iter().enumerate() {
        for word in guard.words {
            all.entry(folded(word)).or_default().push(row);
        }
    }
    all
});

static FIELD_BY_WORD: LazyLock<HashMap<String, &str>> = LazyLock::new(|| {
    let mut all = HashMap::new();
    for &(field, words) in NAMES {
        for word in words {
            all.entry(folded(word)).or_insert(field);
        }
    }
    all
});

/// A key's letters and digits, small and without marks: `Gäller fr.o.m.`, `galler_from` and `gäller-from` are one word.
pub(super) fn folded(key: &str) -> String {
    let letters = key.nfkd().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// A key that keeps the page from somebody, whatever language or program it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct GuardMatch {
    /// The field of ours.
    pub field: &'static str,
    /// It is a word of the table, not a slip of one.
    pub exact: bool,
    /// It is a state, which a text may well tell of.
    pub state: bool,
}

/// The field that `key` with `value` stands for, if it keeps the page from anybody.
pub(super) fn guard(key: &str, value: &Node, today: Option<Date>) -> Option<GuardMatch> {
    let word = folded(key);
    if let Some(rows) = BY_WORD.get(&word) {
        let row = rows.iter().find(|row| GUARDS[**row].when.guards(value, today))?;
        return Some(guard_match(*row, true));
    }
    let letters = word.chars().count();
    if letters + 1 < LONG_ENOUGH {
        return None;
    }
    let most = if letters < LONG { 1 } else { 2 };
    let near = |other: &str| {
        let length = other.chars().count();
        length >= LONG_ENOUGH && length.abs_diff(letters) <= most && strsim::damerau_levenshtein(&word, other) <= most
    };
    // Few values fit any key, and to compare words is slow.
    let fits = |row: &usize| GUARDS[*row].when.fits(value) && GUARDS[*row].when.guards(value, today);
    let fitting: Vec<usize> = (0..GUARDS.len()).filter(fits).collect();
    let candidates =
        BY_WORD.iter().filter_map(|(other, rows)| Some((other, fitting.iter().find(|n| rows.contains(n))?)));
    let row = *candidates.filter(|(other, _)| near(other)).map(|(_, row)| row).min()?;
    Some(guard_match(row, false))
}

fn guard_match(row: usize, exact: bool) -> GuardMatch {
    GuardMatch { field: GUARDS[row].means, exact, state: GUARDS[row].when == When::State }
}

/// The name of the field that `key` stands for: one that guards, whatever its value, or another.
pub(super) fn name(key: &str) -> Option<&'static str> {
    let word = folded(key);
    let rows = BY_WORD.get(&word).into_iter().flatten();
    let guard = rows.map(|row| &GUARDS[*row]).find(|guard| guard.when != When::ClearYes).map(|guard| guard.means);
    guard.or_else(|| FIELD_BY_WORD.get(&word).copied())
}

/// A value as one small word; a list of one is its item.
fn word(value: &Node) -> Option<String> {
    match &value.value {
        Value::Bool(b) => Some(b.to_string()),
        Value::Int(n) => Some(n.to_string()),
        Value::Str(s) if s.len() <= LONGEST => Some(folded(s)),
        Value::List(items) if items.len() == 1 => word(&items[0]),
        _ => None,
    }
}

const NO: [&str; 14] =
    ["false", "no", "nej", "0", "off", "none", "ingen", "inget", "inga", "never", "aldrig", "n", "falskt", "av"];
const YES: [&str; 9] = ["true", "yes", "ja", "1", "on", "always", "y", "sant", "x"];
const OPEN: [&str; 17] = [
    "public",
    "publik",
    "publikt",
    "open",
    "oppen",
    "oppet",
    "oppna",
    "offentlig",
    "offentligt",
    "alla",
    "all",
    "everyone",
    "everybody",
    "anyone",
    "anonymous",
    "visible",
    "unclassified",
];
const STATES: [&str; 22] = [
    "draft",
    "drafts",
    "utkast",
    "private",
    "privat",
    "hidden",
    "dold",
    "unlisted",
    "unpublished",
    "opublicerad",
    "pending",
    "future",
    "scheduled",
    "embargoed",
    "wip",
    "trash",
    "kladd",
    "archived",
    "arkiverad",
    "internal",
    "intern",
    "confidential",
];

/// Whether a state is called by a word for a draft, or nearly so.
fn is_draft(state: &str) -> bool {
    let letters = state.chars().count();
    let named = BY_WORD.get(state).into_iter().flatten();
    named.map(|row| &GUARDS[*row]).any(|guard| guard.means == "draft" && guard.when == When::Yes)
        || STATES
            .iter()
            .any(|s| s.len() >= 5 && s.len().abs_diff(letters) <= 1 && strsim::damerau_levenshtein(state, s) == 1)
}

/// Words for levels above the lowest, as [`folded`] has it.
const LEVELS: [&str; 26] = [
    "internal",
    "restricted",
    "confidential",
    "secret",
    "intern",
    "internt",
    "begransad",
    "begransat",
    "konfidentiell",
    "konfidentiellt",
    "hemlig",
    "hemligt",
    "skyddad",
    "skyddat",
    "kanslig",
    "kansligt",
    "sekretess",
    "sakerhetsskydd",
    "topsecret",
    "kvalificerathemlig",
    "kvalificerathemligt",
    "strangthemligt",
    // Of the Traffic Light Protocol.
    "tlpred",
    "tlpamber",
    "tlpamberstrict",
    "tlpgreen",
];

/// Whether a text is a level above the lowest: one of the site's, or what people call one.
pub(super) fn is_level(said: &str, levels: &[String]) -> bool {
    if said.len() > LONGEST {
        return false;
    }
    let said = folded(said.trim_matches(['[', ']']));
    LEVELS.contains(&said.as_str()) || levels.iter().skip(1).any(|level| folded(level) == said)
}

/// Whether a word says yes or no.
pub(super) fn is_yes_or_no(value: &Node) -> bool {
    word(value).is_some_and(|w| NO.contains(&w.as_str()) || YES.contains(&w.as_str()))
}

/// The day that a value begins with, in one of the forms that people use.
fn day(value: &Node) -> Option<Date> {
    let Value::Str(text) = &value.value else { return None };
    let text = text.trim();
    Date::parse(text).or_else(|| Date::parse(text.get(..10)?))
}

impl When {
    pub(super) fn guards(self, value: &Node, today: Option<Date>) -> bool {
        let word = word(value);
        let is = |words: &[&str]| word.as_deref().is_some_and(|w| words.contains(&w));
        match self {
            When::Level => !is(&NO) && !is(&OPEN),
            When::Yes | When::Until => !is(&NO),
            When::ClearYes => is(&YES),
            When::No => is(&NO),
            When::Never => is(&["never", "aldrig"]),
            When::State => is(&STATES) || word.as_deref().is_some_and(is_draft),
            When::From => !is(&NO) && !is(&YES) && day(value).zip(today).is_none_or(|(day, today)| day > today),
        }
    }

    /// Whether the value is of the kind that such a key has: a misspelt key is only a guess.
    fn fits(self, value: &Node) -> bool {
        let word = word(value);
        let is = |words: &[&str]| word.as_deref().is_some_and(|w| words.contains(&w));
        match self {
            When::Level => matches!(&value.value, Value::Str(s) if s.split_whitespace().count() == 1),
            When::From | When::Until => {
                matches!(&value.value, Value::Str(s) if s.starts_with(|c: char| c.is_ascii_digit()))
            }
            When::Yes | When::ClearYes => is(&YES) || matches!(value.value, Value::Null),
            When::No | When::Never | When::State => true,
        }
    }
}

/// The field that guards and has exactly that name.
pub(super) fn guarded(name: &str) -> Option<&'static str> {
    super::model::GUARDED.into_iter().find(|field| *field == name)
}

/// An example of the field, as the file would have it.
pub(super) fn example(field: &str, toml: bool) -> String {
    let value = match (field, toml) {
        ("draft", _) => "true",
        ("valid_from" | "valid_to", _) => "2026-12-31",
        _ => "…",
    };
    format!("{field}{} {value}", if toml { " =" } else { ":" })
}
