//! Sites that are opened from a disk: `file://` knows no front page of a folder, so links name the file.

use super::site_context::SiteContext;
use super::url::encode;
use crate::plan::{TargetKind, crisis_cards};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::collections::HashMap;

/// Attributes that hold an address on a page of the theme.
const ADDRESSES: [&str; 3] = [" href=\"", " action=\"", " data-moved-to=\""];
const REFRESH: &str = " content=\"0; url=";

/// `html` with `index.html` at the end of each link to a folder of the site.
pub(super) fn name_files(html: &str) -> String {
    let html = each_value(html, &ADDRESSES, |url| Some(named(url)));
    each_value(&html, &[REFRESH], |url| Some(named(url)))
}

fn named(url: &str) -> String {
    if is_elsewhere(url) {
        return url.to_owned();
    }
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let (path, rest) = url.split_at(end);
    if path.ends_with('/') { format!("{path}index.html{rest}") } else { url.to_owned() }
}

/// A place on the same page, another host, mail, a telephone.
fn is_elsewhere(url: &str) -> bool {
    let scheme = url.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'));
    url.is_empty() || url.starts_with(['#', '?']) || url.starts_with("//") || scheme
}

/// Replaces the value after each of `starts` up to the next quote; `None` takes the attribute away.
fn each_value(html: &str, starts: &[&str], mut change: impl FnMut(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 16);
    let mut from = 0;
    // Where each stands next: sought anew only when it has been passed, so that one that is nowhere is sought once.
    let next = |start: &str, from: usize| html[from..].find(start).map(|at| from + at);
    let mut places: Vec<(Option<usize>, &str)> = starts.iter().map(|s| (next(s, 0), *s)).collect();
    loop {
        for (place, start) in &mut places {
            if place.is_some_and(|at| at < from) {
                *place = next(start, from);
            }
        }
        let Some((at, start)) = places.iter().filter_map(|(place, start)| Some(((*place)?, *start))).min() else {
            break;
        };
        let value = at + start.len();
        let Some(end) = html[value..].find('"').map(|n| value + n) else { break };
        out.push_str(&html[from..at]);
        from = match change(&html[value..end]) {
            Some(new) => {
                out.push_str(start);
                out.push_str(&new);
                end
            }
            None => end + 1,
        };
    }
    out.push_str(&html[from..]);
    out
}

/// The page of all cards as a file that stands alone: links between cards stay, those to other pages become text,
/// and drawings are put into the file.
pub(super) fn cards_file(context: &SiteContext, html: &str) -> String {
    let pages = &context.site.pages;
    let cards: HashMap<String, &str> =
        crisis_cards(&context.site, 0).into_iter().map(|c| (encode(&pages[c].url), pages[c].id.as_str())).collect();
    let html = each_value(html, &[" href=\""], |url| {
        if is_elsewhere(url) {
            return Some(url.to_owned());
        }
        let path = url.trim_start_matches("./").split(['?', '#']).next().unwrap_or_default();
        cards.get(path).map(|id| format!("#{id}"))
    });
    each_value(&html, &[" src=\""], |url| {
        let path = url.trim_start_matches("./");
        let target = context.plan.targets.iter().find(|t| encode(&t.url) == path)?;
        let TargetKind::Asset(asset) = target.kind else { return None };
        let media = mime_guess::from_path(&target.path).first_raw()?;
        Some(format!("data:{media};base64,{}", STANDARD.encode(context.assets.get(asset)?.bytes.as_slice())))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_folders_name_the_file() {
        let html = r##"<a href="../kris/">x</a><a href="./?q=1#a">y</a><a href="#z">z</a><a href="mailto:a@b/">m</a><a href="https://a.se/">h</a><form action="../sok/"><meta content="0; url=../a/#b"><link href="../s.css">"##;
        let named = r##"<a href="../kris/index.html">x</a><a href="./index.html?q=1#a">y</a><a href="#z">z</a><a href="mailto:a@b/">m</a><a href="https://a.se/">h</a><form action="../sok/index.html"><meta content="0; url=../a/index.html#b"><link href="../s.css">"##;
        assert_eq!(name_files(html), named);
        assert_eq!(each_value(html, &[" href=\""], |_| None).matches("href").count(), 0);
        assert_eq!(each_value("<a href=\"x", &[" href=\""], |_| None), "<a href=\"x");
    }
}
