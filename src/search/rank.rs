//! From a plan to pages in order. Whole numbers only, so that the browser gets the same to the last digit:
//! a page's word about a term is 1 to 1008 (impact × weight), rarity is a logarithm in 256ths.
use super::expand::EXACT;
use super::index::Index;
use super::plan::{Group, Joined, Plan, Want};
use std::collections::BTreeMap;

/// 256ths of a title that a term is, by what its posting says; and hundredths that a page gains whose title is the query.
const TITLE: [u64; 4] = [0, 32, 128, 256];
const TITLE_GAIN: u64 = 300;
/// Weight from which on a term is the word that was typed or another word for it; hundredths of the best weight that
/// the word itself has, and that a relative of it has.
const SURE: u32 = 155;
const ITSELF: u32 = 90;
const RELATED: u32 = 59;
/// How many times as rare as a word that the site has what else stands for it may be: «lämna huset» is rare, and would
/// otherwise weigh up every page that says «utrymning».
const AS_RARE: u64 = 5;
/// A page is shown whose text says at least this part of what the best one says.
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

/// What one page says of a part of the query: a value, and how much of its title that is, in 256ths.
#[derive(Debug, Clone, Copy, Default)]
struct Said {
    value: u64,
    title: u64,
}

/// Page → what it says, for terms of which one is enough.
struct Any {
    pages: BTreeMap<u32, Said>,
    rarity: u64,
}

fn any(index: &Index, wants: &[Want]) -> Any {
    let mut pages: BTreeMap<u32, Said> = BTreeMap::new();
    let count = |w: &Want| index.term(w.at).map_or(0, |t| u64::from(t.pages));
    let all = u64::from(index.manifest.pages);
    let top = wants.iter().map(|w| w.weight).max().unwrap_or(0);
    // The word itself says how rare it is; another word for it that more pages have says less, a relative half as much less.
    let own = wants.iter().filter(|w| w.weight * 100 >= top * ITSELF).map(count).max().unwrap_or(0);
    let own = if top >= SURE { rarity(all, own.max(1)) } else { 0 };
    let mut most = 0;
    for want in wants {
        most = most.max(count(want));
        let less = match rarity(all, count(want).max(1)).min(own) {
            _ if own == 0 => 1,
            less if want.weight * 100 >= top * RELATED => (less + own) / 2,
            less => less,
        };
        for p in index.postings(want.at) {
            let v = u64::from(want.weight) * u64::from(p.impact) / 16 * less / own.max(1);
            let said = pages.entry(p.page).or_default();
            said.value = if v > said.value { v + said.value * 3 / 10 } else { said.value + v * 3 / 10 };
            said.title = said.title.max(TITLE[usize::from(p.title & 3)] * (u64::from(want.weight) + 128) / 384);
        }
    }
    // Of words that are begun or misspelt, none is surely what was meant.
    let n = (pages.len() as u64).max(most).max(1);
    Any { rarity: if own > 0 { own } else { rarity(all, n) }, pages }
}

/// What one group says of each page, with rarity in it, and the group's own rarity.
fn group(index: &Index, group: &Group) -> (BTreeMap<u32, Said>, u64) {
    let direct = any(index, &group.direct);
    let mut own = if group.direct.is_empty() { 0 } else { direct.rarity };
    let mut pages = direct.pages;
    pages.values_mut().for_each(|s| s.value *= direct.rarity);
    for set in &group.sets {
        let parts: Vec<Any> = set.parts.iter().map(|w| any(index, w)).collect();
        let all: u64 = parts.iter().map(|p| p.rarity).sum::<u64>().max(1);
        let mut sums: BTreeMap<u32, (Said, u64)> = BTreeMap::new();
        for part in &parts {
            for (page, said) in &part.pages {
                let at = sums.entry(*page).or_default();
                at.0.value += said.value * part.rarity;
                at.0.title += said.title * part.rarity;
                at.1 += part.rarity;
            }
        }
        let most = if own > 0 { all.min(own * AS_RARE) } else { all };
        for (page, (sum, there)) in sums {
            let v = sum.value * u64::from(set.weight) / 256 * share(there, all) / 256 * most / all;
            let said = pages.entry(page).or_default();
            said.value = if v > said.value { v + said.value / 5 } else { said.value + v / 5 };
            said.title = said.title.max(sum.title / all * u64::from(set.weight) / 256);
        }
        if own == 0 {
            own = all / parts.len().max(1) as u64;
        }
    }
    (pages, own)
}

/// What having a part of the whole counts, in 256ths: between the part and its square.
fn share(part: u64, whole: u64) -> u64 {
    let c = (part * 256 / whole.max(1)).min(256);
    (c * c / 256 + c) / 2
}

/// All pages worth showing, best first. `lang` is the language that is read; pages in others count less.
pub fn rank(index: &Index, plan: &Plan, lang: &str) -> Vec<Ranked> {
    let mut groups: Vec<(BTreeMap<u32, Said>, u64)> = plan.groups.iter().map(|g| group(index, g)).collect();
    for j in &plan.joined {
        join(index, &mut groups, j);
    }
    let all: u64 = groups.iter().map(|g| g.1).sum::<u64>().max(1);
    // Value, rarity of the groups that are there, part of the title, rarity of the groups in the title.
    let mut sums: BTreeMap<u32, [u64; 4]> = BTreeMap::new();
    for (pages, own) in &groups {
        for (page, said) in pages {
            let at = sums.entry(*page).or_default();
            at[0] += said.value;
            at[1] += own;
            at[2] += said.title;
            at[3] += if said.title > 0 { *own } else { 0 };
        }
    }
    let mut found: Vec<(Ranked, u64)> = sums
        .into_iter()
        .map(|(page, [sum, there, title, titled])| {
            let text = sum * share(there, all) / 256;
            let mut score = text;
            score += score * (title.min(256) * titled / all) / 256 * TITLE_GAIN / 100;
            if facet_lang(index, page).is_some_and(|l| l != lang) {
                score = score * 3 / 5;
            }
            (Ranked { page, score }, text)
        })
        .collect();
    // Not by the score: beside a page that is named so, all that only speak of it would go.
    let best = found.iter().map(|f| f.1).max().unwrap_or(0);
    found.retain(|(r, text)| text * WORTH >= best && r.score > 0);
    let mut out: Vec<Ranked> = found.into_iter().map(|f| f.0).collect();
    sort(&mut out);
    out
}

/// Neighbours written as one word count for both. An expression that stands for them is no rarer than they are.
fn join(index: &Index, groups: &mut [(BTreeMap<u32, Said>, u64)], joined: &Joined) {
    let (same, other): (Vec<Want>, Vec<Want>) = joined.wants.iter().cloned().partition(|w| w.weight == EXACT);
    let most = groups[joined.first].1.max(groups[joined.first + 1].1);
    for (wants, most) in [(same, u64::MAX), (other, if most > 0 { most } else { u64::MAX })] {
        if wants.is_empty() {
            continue;
        }
        let any = any(index, &wants);
        let rarity = any.rarity.min(most);
        for (pages, own) in &mut groups[joined.first..=joined.first + 1] {
            for (page, said) in &any.pages {
                let old = pages.entry(*page).or_default();
                old.value = old.value.max(said.value * rarity * 7 / 10);
                old.title = old.title.max(said.title);
            }
            if *own == 0 {
                *own = rarity;
            }
        }
    }
}

fn facet_lang(index: &Index, page: u32) -> Option<&str> {
    let facet = index.manifest.facets.all.get(*index.facets.get(page as usize)? as usize)?;
    Some(facet.lang.as_str())
}

pub fn sort(list: &mut [Ranked]) {
    list.sort_by(|a, b| b.score.cmp(&a.score).then(a.page.cmp(&b.page)));
}
