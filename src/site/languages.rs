//! The languages of the site, their titles and start pages.

use super::model::{Language, Page};
use crate::config::Config;
use crate::document::names;
use std::sync::Arc;

/// The site's own language first, then the others by code.
pub(super) fn languages(config: &Config) -> Vec<Language> {
    let own = Language {
        code: config.site.language.clone(),
        name: own_name(&config.site.language).to_owned(),
        prefix: String::new(),
        title: config.site.title.clone(),
        description: config.site.description.clone(),
        acute: config.site.acute.clone(),
        home: None,
    };
    let or = |a: &str, b: &str| if a.is_empty() { b.to_owned() } else { a.to_owned() };
    let others = config.languages.iter().filter(|(code, _)| **code != own.code).map(|(code, l)| Language {
        code: code.clone(),
        name: or(&l.name, own_name(code)),
        prefix: format!("{code}/"),
        title: or(&l.title, &own.title),
        description: or(&l.description, &own.description),
        acute: if l.acute.is_empty() { own.acute.clone() } else { l.acute.clone() },
        home: None,
    });
    std::iter::once(own.clone()).chain(others).collect()
}

/// What common languages call themselves; the code for the rest.
fn own_name(code: &str) -> &str {
    match code {
        "sv" => "Svenska",
        "en" => "English",
        "fi" => "Suomi",
        "nb" | "no" => "Norsk",
        "da" => "Dansk",
        "de" => "Deutsch",
        "fr" => "Français",
        "es" => "Español",
        other => other,
    }
}

/// Finds the home of each language, and gives a title to languages and homes that have none.
pub(super) fn find_homes(pages: &mut [Arc<Page>], languages: &mut [Language], folder_name: &str) {
    for (ix, page) in pages.iter().enumerate() {
        let home = page.is_section && page.url == languages[page.lang].prefix;
        if home && languages[page.lang].home.is_none() {
            languages[page.lang].home = Some(ix);
        }
    }
    for language in languages.iter_mut().filter(|l| l.title.is_empty()) {
        let home = language.home.map(|h| &pages[h]).filter(|p| !p.generated && !p.title().is_empty());
        language.title = home.map_or_else(|| names::humanise(folder_name), |p| p.title().to_owned());
    }
    for language in languages.iter() {
        if let Some(home) = language.home.filter(|h| pages[*h].title().is_empty()) {
            Arc::make_mut(&mut pages[home]).site_title.clone_from(&language.title);
        }
    }
}
