//! From drafts to a tree: which page lies below which, and in what order.

use super::collation::Collation;
use super::draft::{Draft, Rules};
use crate::document::{Navigation, names};
use crate::front_matter::fields::Kind;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Places in `drafts`, in reading order, with parents and sorted children (places in `drafts` too).
pub(super) struct Tree {
    pub order: Vec<usize>,
    pub parent: Vec<Option<usize>>,
    pub children: Vec<Vec<usize>>,
}

pub(super) fn build_tree(drafts: &[Draft], rules: &Rules<'_>) -> Tree {
    let languages = rules.languages;
    let mut sections: BTreeMap<(usize, &[String]), usize> = BTreeMap::new();
    for (i, d) in drafts.iter().enumerate().filter(|(_, d)| d.is_section()) {
        // Of two front pages the first stands; that both want one URL is reported.
        sections.entry((d.lang, &d.folder)).or_insert(i);
    }
    let mut parent = vec![None; drafts.len()];
    let mut children = vec![Vec::new(); drafts.len()];
    let mut versions = vec![Vec::new(); drafts.len()];
    let mut roots = Vec::new();
    for (i, d) in drafts.iter().enumerate() {
        if let Some(other) = d.below {
            parent[i] = Some(other);
            versions[other].push(i);
            continue;
        }
        let above = match (d.is_section(), d.folder.split_last()) {
            (true, None) => None,
            (true, Some((_, above))) => Some(above),
            (false, _) => Some(&d.folder[..]),
        };
        let up = above.and_then(|folder| sections.get(&(d.lang, folder)).copied()).filter(|p| *p != i);
        parent[i] = up;
        match up {
            Some(p) => children[p].push(i),
            None => roots.push(i),
        }
    }
    let listed = listed_places(drafts, &parent, rules.navigation);
    let collations: Vec<Collation> = languages.iter().map(|l| Collation::new(&l.code)).collect();
    for siblings in &mut children {
        sort_siblings(siblings, drafts, (rules.navigation, &listed), &collations);
    }
    roots.sort_by_key(|i| (drafts[*i].lang, drafts[*i].doc.path.clone()));
    let mut order = Vec::with_capacity(drafts.len());
    let mut stack: Vec<usize> = roots.into_iter().rev().collect();
    while let Some(i) = stack.pop() {
        order.push(i);
        stack.extend(children[i].iter().chain(versions[i].iter()).rev());
    }
    Tree { order, parent, children }
}

/// The place of each draft in the site's lists of pages (`SUMMARY.md`, `nav`): its own, or the first of one below it.
fn listed_places(drafts: &[Draft], parent: &[Option<usize>], navigation: &Navigation) -> Vec<usize> {
    let mut listed = vec![usize::MAX; drafts.len()];
    if navigation.is_empty() {
        return listed;
    }
    for (i, d) in drafts.iter().enumerate() {
        let Some(place) = navigation.place(&d.doc.file) else { continue };
        let mut at = Some(i);
        while let Some(i) = at {
            listed[i] = listed[i].min(place);
            at = parent[i];
        }
    }
    listed
}

/// By weight, then as lists of pages have them, then number, then name; news and other pages that a date in the name
/// orders by date, newest first.
fn sort_siblings(
    siblings: &mut [usize],
    drafts: &[Draft],
    (navigation, listed): (&Navigation, &[usize]),
    collations: &[Collation],
) {
    let dated = |i: &usize| {
        let d = &drafts[*i];
        d.doc.front.kind() == Kind::News || (!d.is_section() && names::date_of(&d.name).is_some())
    };
    if siblings.iter().all(dated) {
        siblings.sort_by_cached_key(|i| {
            let d = &drafts[*i];
            (Reverse(d.doc.front.fields.date), collations[d.lang].key(&d.name))
        });
        return;
    }
    siblings.sort_by_cached_key(|i| {
        let d = &drafts[*i];
        let f = &d.doc.front.fields;
        let number = d.doc.front.own.number().or(names::split_order(&d.name).0);
        let key = collations[d.lang].key(&d.name);
        let weight = f.position().or_else(|| navigation.position(&d.front_file()?)).unwrap_or(i64::MAX);
        (weight, listed[*i], number.unwrap_or(i64::MAX), key, d.doc.path.clone())
    });
}
