//! Tests of the room as a whole, in memory.
mod agreement;
mod analysis;
mod index;
mod ranking;

use super::{SearchIndex, SearchOptions, SearchPage, SearchSection, Searcher, build};
use crate::language::compound::{Split, Splitter};
use crate::language::lexicon::Lexicon;
use crate::language::stem::{Stemmer, stem};
use crate::language::tables::{Language, SWEDISH};

/// A Swedish page with sections given as heading and text.
pub(super) fn page(source: &str, title: &str, sections: &[(&str, &str)]) -> SearchPage<'static> {
    SearchPage {
        source: source.to_owned().into(),
        url: source.replace(".md", "/").into(),
        title: title.to_owned().into(),
        lang: "sv".into(),
        kind: "page".into(),
        kind_label: "Sida".into(),
        boost: 1.0,
        sections: sections
            .iter()
            .map(|(heading, text)| SearchSection {
                heading: (*heading).to_owned().into(),
                anchor: heading.to_lowercase().replace(' ', "-").into(),
                text: (*text).to_owned().into(),
            })
            .collect(),
        ..SearchPage::default()
    }
}

/// A small site on security at a workplace.
pub(super) fn site() -> Vec<SearchPage<'static>> {
    vec![
        page(
            "roller/ombud.md",
            "Säkerhetsombud",
            &[
                ("", "Säkerhetsombudet gör enhetens riskanalys varje år och svarar till chefen."),
                ("Uppdrag", "Ombudet samordnar brandskyddet. Ring 013-20 60 00 eller 114 14."),
            ],
        ),
        page(
            "roller/samordnare.md",
            "Säkerhetssamordnare",
            &[("", "Samordnaren håller ihop förvaltningens säkerhetsarbete.")],
        ),
        page(
            "rutiner/utrymning.md",
            "Utrymning vid brand",
            &[
                ("", "Lämna byggnaden när larmet går. Samlas på återsamlingsplatsen."),
                ("Öva", "Öva utrymning en gång per år. Skriv i protokollet."),
            ],
        ),
        page(
            "rutiner/stromavbrott.md",
            "Strömavbrott",
            &[("", "Vid strömavbrott startar dieselaggregatet. Kontrollera frysar.")],
        ),
        page(
            "lagar.md",
            "Lagregister",
            &[
                ("LSO", "Lag (2003:778) om skydd mot olyckor, 2 kap. 2 §, gäller brandskyddet."),
                ("Säkerhetsskydd", "Säkerhetsskyddslag (2018:585). VMA:t sänds i P4."),
            ],
        ),
        page(
            "rutiner/incident.md",
            "Rapportera en incident",
            &[("", "Rapportera händelsen i avvikelsesystemet samma dag.")],
        ),
    ]
}

pub(super) fn open(index: &SearchIndex) -> Searcher {
    Searcher::open(index).expect("a fresh index opens")
}

pub(super) fn built() -> Searcher {
    open(&build(&site(), &SearchOptions::default()))
}

/// Source of the first page found.
pub(super) fn first(searcher: &Searcher, query: &str) -> String {
    searcher.search(query, 1).into_iter().next().map(|h| h.page).unwrap_or_default()
}

/// The stem of the wider family that a stem belongs to («övning» and «öva» → «öv»).
pub(super) fn root(stem: &str, language: &Language) -> String {
    Stemmer::default().of(stem.chars(), language, true).to_owned()
}

/// A word taken apart, into known parts if that goes; `None` when it is simple or nothing fits.
pub(super) fn split(lexicon: &Lexicon, word: &str) -> Option<Split> {
    Splitter::new(lexicon).split(word, &stem(word, &SWEDISH))
}
