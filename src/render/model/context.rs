//! All that a template is given.

use super::documented::view;
use super::page::Page;
use super::shared::Shared;
use super::site::Site;
use std::collections::BTreeMap;
use tera::Value;

view! {
    /// What every template is given.
    struct Context<'a> {
        /// The code of the page's language.
        lang: &'a str,
        /// How that language is written: `ltr` or `rtl`.
        dir: &'static str,
        /// The words of the interface, by their keys in `i18n/`.
        t: Value,
        /// The way from the page to the site's root, such as `../`.
        root: &'a str,
        /// The site.
        site: Shared<Site<'a>>,
        /// The address of each static file, by its name in `static/`.
        assets: Shared<BTreeMap<String, String>>,
        /// The page.
        page: Page<'a>,
    }
}
