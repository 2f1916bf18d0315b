//! Misspelt words: distance and where to look for what was meant.
use super::index::Index;

/// Shards that one misspelt word may ask for at a time.
const MOST_SHARDS: usize = 4;
/// Tenths of a letter within which a term is surely what was meant: one slip after the first letter.
pub const CLOSE: u32 = 8;

/// Letters to put in, take out, change or swap to make one word the other; `most + 1` when it is more.
pub fn distance(a: &[char], b: &[char], most: usize) -> usize {
    if a.len().abs_diff(b.len()) > most {
        return most + 1;
    }
    let mut two: Vec<usize> = Vec::new();
    let mut one: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        let mut least = i;
        for j in 1..=b.len() {
            let mut v = (one[j] + 1).min(row[j - 1] + 1).min(one[j - 1] + usize::from(a[i - 1] != b[j - 1]));
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                v = v.min(two[j - 2] + 1);
            }
            row.push(v);
            least = least.min(v);
        }
        if least > most {
            return most + 1;
        }
        two = std::mem::replace(&mut one, row);
    }
    one[b.len()]
}

/// Letters that sound alike, in pairs; without marks, as terms are looked up.
const ALIKE: &str = "eiaeoauoyiuykcscszgjvwtdpbfv";

/// The shards that are worth searching for a misspelt word: where it would stand and the neighbours that begin with the
/// same letters; then, when nothing near is found there, where it would stand with one of its first letters gone or
/// two of them swapped; then with one of them as it sounds.
pub fn shards(index: &Index, word: &[char]) -> [Vec<u32>; 3] {
    let text = |w: &[char]| w.iter().collect::<String>();
    let home = index.shard_of(&text(word));
    let mut near = vec![home];
    let same = text(&word[..word.len().min(4)]);
    let first = index.shard_of(&same);
    let last = index.shard_of(&format!("{same}\u{FFFF}"));
    for step in 1..=last.saturating_sub(first) {
        for n in [home.checked_sub(step), home.checked_add(step)].into_iter().flatten() {
            if (first..=last).contains(&n) && near.len() < MOST_SHARDS {
                near.push(n);
            }
        }
    }
    let mut far: Vec<u32> = Vec::new();
    let early = word.len().min(5);
    for i in 0..early {
        let mut gone = word.to_vec();
        gone.remove(i);
        let mut swapped = word.to_vec();
        if i + 1 < early {
            swapped.swap(i, i + 1);
        }
        for w in [gone, swapped] {
            let n = index.shard_of(&text(&w));
            if far.len() < MOST_SHARDS && !near.contains(&n) && !far.contains(&n) {
                far.push(n);
            }
        }
    }
    let alike: Vec<char> = ALIKE.chars().collect();
    let mut sounds: Vec<u32> = Vec::new();
    for i in 0..early {
        for pair in alike.chunks_exact(2) {
            for (from, to) in [(pair[0], pair[1]), (pair[1], pair[0])] {
                let mut w = word.to_vec();
                w[i] = to;
                let n = index.shard_of(&text(&w));
                let new = !near.contains(&n) && !far.contains(&n) && !sounds.contains(&n);
                if word[i] == from && sounds.len() < MOST_SHARDS && new {
                    sounds.push(n);
                }
            }
        }
    }
    [near, far, sounds]
}

/// How far a term is from a misspelt word, in tenths of a letter; `None` when too far. The same first letter
/// counts in its favour; a term that goes on after the word is a little further off.
pub fn off(word: &[char], stem: &[char], term: &[char], most: usize) -> Option<u32> {
    let d = distance(stem, term, most);
    let mut tenths = if d <= most { Some(d as u32 * 10) } else { None };
    if d > 0 && term.len() + 1 > word.len() {
        let d = distance(word, &term[..word.len().min(term.len())], most);
        if d <= most {
            let longer = d as u32 * 10 + 3;
            tenths = Some(tenths.map_or(longer, |t| t.min(longer)));
        }
    }
    let first = u32::from(term.first() == word.first()) * 5;
    tenths.map(|t| t.saturating_sub(first))
}
