//! Misspelt words: distance and where to look for what was meant.
use super::index::Index;

/// Shards that one misspelt word may ask for at a time, how many times, and the slips between its beginning and theirs.
const AT_A_TIME: usize = 2;
const TIMES: usize = 4;
const MOST_SLIPS: usize = 2;
/// Letters in common that one slip between them takes back.
const SLIP: usize = 2;
/// Tenths of a letter within which a term is surely what was meant: one slip after the first letter.
pub const CLOSE: u32 = 8;

/// The table of distances between the beginnings of two words, row by row.
struct Table<'a> {
    a: &'a [char],
    b: &'a [char],
    two: Vec<usize>,
    one: Vec<usize>,
}

impl<'a> Table<'a> {
    fn new(a: &'a [char], b: &'a [char]) -> Self {
        Table { a, b, two: Vec::new(), one: (0..=b.len()).collect() }
    }

    /// The row of the first `i` letters; gives the least in it.
    fn row(&mut self, i: usize) -> usize {
        let (a, b) = (self.a, self.b);
        let mut row = vec![i];
        let mut least = i;
        for j in 1..=b.len() {
            let mut v = (self.one[j] + 1).min(row[j - 1] + 1).min(self.one[j - 1] + usize::from(a[i - 1] != b[j - 1]));
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                v = v.min(self.two[j - 2] + 1);
            }
            row.push(v);
            least = least.min(v);
        }
        self.two = std::mem::replace(&mut self.one, row);
        least
    }
}

/// Letters to put in, take out, change or swap to make one word the other; `most + 1` when it is more.
pub fn distance(a: &[char], b: &[char], most: usize) -> usize {
    if a.len().abs_diff(b.len()) > most {
        return most + 1;
    }
    let mut table = Table::new(a, b);
    for i in 1..=a.len() {
        if table.row(i) > most {
            return most + 1;
        }
    }
    table.one[b.len()]
}

/// How many letters of a bound the word begins with, less [`SLIP`] for each slip among them.
fn fit(bound: &[char], word: &[char]) -> usize {
    let mut table = Table::new(bound, word);
    let mut best = 0;
    for i in 1..=bound.len() {
        let least = table.row(i);
        if least > MOST_SLIPS {
            break;
        }
        best = best.max(i.saturating_sub(SLIP * least));
    }
    best
}

/// The shards that may hold what was meant, the likeliest first: where the word would stand, then those whose bounds
/// begin most like it, as far as they do. On a large site the bounds are as good as a list of how its words begin.
pub fn shards(index: &Index, word: &[char]) -> Vec<Vec<u32>> {
    let home = index.shard_of(&word.iter().collect::<String>());
    let fits: Vec<usize> =
        index.manifest.bounds.iter().map(|b| fit(&b.chars().collect::<Vec<_>>(), word)).chain([0]).collect();
    let like = |n: u32| fits[n as usize].max(fits[n as usize + 1]);
    let all = 0..index.manifest.bounds.len() as u32;
    let mut all: Vec<u32> = all.filter(|n| *n == home || like(*n) > 0).collect();
    all.sort_by_key(|n| (*n != home, std::cmp::Reverse(like(*n)), *n));
    all.chunks(AT_A_TIME).take(TIMES).map(<[u32]>::to_vec).collect()
}

/// How far a term is from a misspelt word, in tenths of a letter; `None` when too far. The same first letter
/// counts in its favour; a term that is not as near to the stem as to the word, or goes on after it, is a little further off.
pub fn off(word: &[char], stem: &[char], term: &[char], most: usize) -> Option<u32> {
    let d = distance(stem, term, most);
    let mut tenths = if d <= most { Some(d as u32 * 10) } else { None };
    if d > 0 && term.len() + most >= word.len() {
        let d = distance(word, &term[..word.len().min(term.len())], most);
        if d <= most {
            let longer = d as u32 * 10 + 3;
            tenths = Some(tenths.map_or(longer, |t| t.min(longer)));
        }
    }
    let first = u32::from(term.first() == word.first()) * 5;
    tenths.map(|t| t.saturating_sub(first))
}
