//! Sites that are opened from a disk: `file://` knows no front page of a folder, so links name the file.

use super::html::{Change, change_attributes};
use super::site_context::SiteContext;
use super::url::encode;
use crate::plan::{TargetKind, crisis_cards};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::collections::HashMap;

/// `html` with `index.html` at the end of each link to a folder of the site.
pub(super) fn link_to_index_files(html: &str) -> String {
    change_attributes(html, |name, value| match (name, value.strip_prefix(REFRESH)) {
        ("href" | "action" | "data-moved-to", _) => Change::To(with_index_file(value)),
        ("content", Some(url)) => Change::To(format!("{REFRESH}{}", with_index_file(url))),
        _ => Change::Keep,
    })
}

/// How a page begins that sends its readers on at once.
const REFRESH: &str = "0; url=";

fn with_index_file(url: &str) -> String {
    if leaves_site(url) {
        return url.to_owned();
    }
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let (path, rest) = url.split_at(end);
    if path.ends_with('/') { format!("{path}index.html{rest}") } else { url.to_owned() }
}

/// A place on the same page, another host, mail, a telephone.
fn leaves_site(url: &str) -> bool {
    let scheme = url.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'));
    url.is_empty() || url.starts_with(['#', '?']) || url.starts_with("//") || scheme
}

/// The page of all cards as a file that stands alone: links between cards stay, those to other pages become text,
/// and drawings are put into the file.
pub(super) fn cards_file(context: &SiteContext, html: &str) -> String {
    let pages = &context.site.pages;
    let cards: HashMap<String, &str> = crisis_cards(&context.governance, 0)
        .into_iter()
        .map(|c| (encode(&pages[c].url), pages[c].id.as_str()))
        .collect();
    let link = |url: &str| {
        let path = url.trim_start_matches("./").split(['?', '#']).next().unwrap_or_default();
        cards.get(path).map_or(Change::Remove, |id| Change::To(format!("#{id}")))
    };
    let image = |url: &str| {
        let path = url.trim_start_matches("./");
        let target = context.plan.targets.iter().find(|t| encode(&t.url) == path)?;
        let TargetKind::Asset(asset) = target.kind else { return None };
        let media = mime_guess::from_path(&target.path).first_raw()?;
        Some(format!("data:{media};base64,{}", STANDARD.encode(context.assets.get(asset)?.bytes.as_slice())))
    };
    change_attributes(html, |name, value| match name {
        "href" if !leaves_site(value) => link(value),
        "src" => image(value).map_or(Change::Remove, Change::To),
        _ => Change::Keep,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_folders_name_the_file() {
        let html = r##"<a href="../kris/">x</a><a href="./?q=1#a">y</a><a href="#z">z</a><a href="mailto:a@b/">m</a><a href="https://a.se/">h</a><form action="../sok/"><meta content="0; url=../a/#b"><link href="../s.css">"##;
        let named = r##"<a href="../kris/index.html">x</a><a href="./index.html?q=1#a">y</a><a href="#z">z</a><a href="mailto:a@b/">m</a><a href="https://a.se/">h</a><form action="../sok/index.html"><meta content="0; url=../a/index.html#b"><link href="../s.css">"##;
        assert_eq!(link_to_index_files(html), named);
    }
}
