//! From a plan to pages in order. Whole numbers only, so that the browser gets the same to the last digit:
//! a page's word about a term is 1 to 1008 (impact × weight), rarity is a logarithm in 256ths.
use super::index::Index;
use super::plan::{Group, Plan, Want};
use std::collections::BTreeMap;

/// A page must have this part of the best score to be shown.
const WORTH: u64 = 10;

/// A page that was found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ranked {
    pub page: u32,
    pub score: u64,
}

/// log2 in 256ths, straight between powers of two.
fn log2(x: u64) -> u64 {
    let k = u64::from(x.max(1).ilog2());
    k * 256 + ((x.max(1) * 256) >> k) - 256
}

/// How much it says that a page has something that `n` of all pages have.
pub fn rarity(pages: u64, n: u64) -> u64 {
    log2(2 * pages + 2).saturating_sub(log2(2 * n + 1)).max(48)
}

/// Page → what it says, for terms of which one is enough.
struct Any {
    values: BTreeMap<u32, u64>,
    rarity: u64,
}

fn any(index: &Index, wants: &[Want]) -> Any {
    let mut values: BTreeMap<u32, u64> = BTreeMap::new();
    let mut most = 0;
    for want in wants {
        most = most.max(index.term(want.at).map_or(0, |t| u64::from(t.pages)));
        for p in index.postings(want.at) {
            let v = u64::from(want.weight) * u64::from(p.impact) / 16;
            let old = values.entry(p.page).or_insert(0);
            *old = if v > *old { v + *old * 3 / 10 } else { *old + v * 3 / 10 };
        }
    }
    let n = (values.len() as u64).max(most);
    Any { rarity: rarity(u64::from(index.manifest.pages), n.max(1)), values }
}

/// What one group says of each page, with rarity in it, and the group's own rarity.
fn group(index: &Index, group: &Group) -> (BTreeMap<u32, u64>, u64) {
    let direct = any(index, &group.direct);
    let mut own = if group.direct.is_empty() { 0 } else { direct.rarity };
    let mut scores: BTreeMap<u32, u64> = direct.values.into_iter().map(|(p, v)| (p, v * direct.rarity)).collect();
    for set in &group.sets {
        let parts: Vec<Any> = set.parts.iter().map(|w| any(index, w)).collect();
        let all: u64 = parts.iter().map(|p| p.rarity).sum::<u64>().max(1);
        let mut sums: BTreeMap<u32, (u64, u64)> = BTreeMap::new();
        for part in &parts {
            for (page, v) in &part.values {
                let at = sums.entry(*page).or_insert((0, 0));
                at.0 += v * part.rarity;
                at.1 += part.rarity;
            }
        }
        for (page, (sum, there)) in sums {
            let v = sum * u64::from(set.weight) / 256 * share(there, all) / 256;
            let old = scores.entry(page).or_insert(0);
            *old = if v > *old { v + *old / 5 } else { *old + v / 5 };
        }
        if own == 0 {
            own = all / parts.len().max(1) as u64;
        }
    }
    (scores, own)
}

/// What having a part of the whole counts, in 256ths: between the part and its square.
fn share(part: u64, whole: u64) -> u64 {
    let c = (part * 256 / whole.max(1)).min(256);
    (c * c / 256 + c) / 2
}

/// All pages worth showing, best first. `lang` is the language that is read; pages in others count less.
pub fn rank(index: &Index, plan: &Plan, lang: &str) -> Vec<Ranked> {
    let mut groups: Vec<(BTreeMap<u32, u64>, u64)> = plan.groups.iter().map(|g| group(index, g)).collect();
    for j in &plan.joined {
        let any = any(index, &j.wants);
        for n in [j.first, j.first + 1] {
            for (page, v) in &any.values {
                let v = v * any.rarity * 7 / 10;
                let old = groups[n].0.entry(*page).or_insert(0);
                *old = (*old).max(v);
            }
            if groups[n].1 == 0 {
                groups[n].1 = any.rarity;
            }
        }
    }
    let all: u64 = groups.iter().map(|g| g.1).sum::<u64>().max(1);
    let mut sums: BTreeMap<u32, (u64, u64)> = BTreeMap::new();
    for (scores, own) in &groups {
        for (page, v) in scores {
            let at = sums.entry(*page).or_insert((0, 0));
            at.0 += v;
            at.1 += own;
        }
    }
    let mut out: Vec<Ranked> = sums
        .into_iter()
        .map(|(page, (sum, there))| {
            let mut score = sum * share(there, all) / 256;
            if facet_lang(index, page).is_some_and(|l| l != lang) {
                score = score * 3 / 5;
            }
            Ranked { page, score }
        })
        .collect();
    sort(&mut out);
    let best = out.first().map_or(0, |r| r.score);
    out.retain(|r| r.score * WORTH >= best && r.score > 0);
    out
}

fn facet_lang(index: &Index, page: u32) -> Option<&str> {
    let facet = index.manifest.facets.all.get(*index.facets.get(page as usize)? as usize)?;
    Some(facet.lang.as_str())
}

pub fn sort(list: &mut [Ranked]) {
    list.sort_by(|a, b| b.score.cmp(&a.score).then(a.page.cmp(&b.page)));
}
