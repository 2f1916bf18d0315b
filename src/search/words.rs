//! Words by number: all letters in one piece of memory, found again by hash. A site has a few hundred thousand
//! uses of words and some ten thousand words, so this is where the time of reading a text goes.

/// Words one after the other.
#[derive(Debug, Default)]
pub struct List {
    letters: String,
    /// Where each word ends.
    ends: Vec<u32>,
}

/// Distinct words in the order in which they first came.
#[derive(Debug, Default)]
pub struct Words {
    list: List,
    /// Words by hash; as long as a power of two, at most two thirds full.
    slots: Vec<Slot>,
}

/// A word's number plus one, 0 for none. Its key and length tell it from any other, without a look at its letters, if it is
/// [`SHORT`].
#[derive(Debug, Default, Clone, Copy)]
struct Slot {
    number: u32,
    length: u32,
    key: u64,
}

/// Bytes of a word whose key is all of it.
const SHORT: usize = 8;

const FACTOR: u64 = 0x517c_c1b7_2722_0a95;

/// A number that stands for some bytes: up to [`SHORT`] of them no others of this length have it. Nothing here goes byte
/// by byte: no processor can foresee where such a loop ends.
fn key(bytes: &[u8]) -> u64 {
    if let Some(last) = bytes.last_chunk() {
        let last = u64::from_le_bytes(*last);
        // The groups before, the last of which may be in part among these.
        let (groups, _) = bytes[..bytes.len() - 1].as_chunks();
        return groups
            .iter()
            .fold(last, |n, group| (n.rotate_left(5) ^ u64::from_le_bytes(*group)).wrapping_mul(FACTOR));
    }
    match (bytes.first_chunk(), bytes.last_chunk(), bytes) {
        (Some(first), Some(last), _) => {
            u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32
        }
        (_, _, [first, .., last]) => {
            u64::from(*first) | u64::from(bytes[bytes.len() / 2]) << 8 | u64::from(*last) << 16
        }
        (_, _, [only]) => u64::from(*only),
        _ => 0,
    }
}

/// Where to look for what has this key and length; not seeded, so the same everywhere.
fn spread(key: u64, length: usize) -> u64 {
    let n = (key ^ length as u64).wrapping_mul(FACTOR);
    n ^ (n >> 29)
}

pub fn hash(bytes: &[u8]) -> u64 {
    spread(key(bytes), bytes.len())
}

impl List {
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn get(&self, n: usize) -> &str {
        let from = if n == 0 { 0 } else { self.ends[n - 1] as usize };
        &self.letters[from..self.ends[n] as usize]
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|n| self.get(n))
    }

    fn push(&mut self, word: &str) {
        self.letters.push_str(word);
        self.ends.push(self.letters.len() as u32);
    }
}

impl std::ops::Deref for Words {
    type Target = List;

    fn deref(&self) -> &List {
        &self.list
    }
}

impl Words {
    pub fn into_list(self) -> List {
        self.list
    }

    /// The number of a word, which it gets when it is new.
    pub fn number(&mut self, word: &str) -> u32 {
        if self.slots.len() * 2 <= self.len() * 3 {
            self.grow();
        }
        let key = key(word.as_bytes());
        self.seek(word, key).unwrap_or_else(|free| {
            let n = self.len() as u32;
            self.slots[free] = Slot { number: n + 1, length: word.len() as u32, key };
            self.list.push(word);
            n
        })
    }

    /// The number of a word; `None`: it has none.
    pub fn find(&self, word: &str) -> Option<u32> {
        if self.slots.is_empty() { None } else { self.seek(word, key(word.as_bytes())).ok() }
    }

    /// The number of a word, or the slot where it belongs.
    fn seek(&self, word: &str, key: u64) -> Result<u32, usize> {
        let mask = self.slots.len() - 1;
        let mut at = spread(key, word.len()) as usize & mask;
        loop {
            let slot = self.slots[at];
            if slot.number == 0 {
                return Err(at);
            }
            let n = slot.number - 1;
            let alike = slot.key == key && slot.length as usize == word.len();
            if alike && (word.len() <= SHORT || self.get(n as usize) == word) {
                return Ok(n);
            }
            at = (at + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(1024);
        let before = std::mem::replace(&mut self.slots, vec![Slot::default(); size]);
        for slot in before.into_iter().filter(|slot| slot.number != 0) {
            let mut at = spread(slot.key, slot.length as usize) as usize & (size - 1);
            while self.slots[at].number != 0 {
                at = (at + 1) & (size - 1);
            }
            self.slots[at] = slot;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn each_word_has_one_number() {
        let mut words = Words::default();
        let list: Vec<String> = (0..5000).map(|n| format!("ord{}", n % 3000)).collect();
        let numbers: Vec<u32> = list.iter().map(|w| words.number(w)).collect();
        assert_eq!(words.len(), 3000);
        assert!(numbers.iter().zip(&list).all(|(n, w)| words.get(*n as usize) == w));
        assert_eq!((words.find("ord7"), words.find(""), Words::default().find("")), (Some(7), None, None));
        assert_eq!(words.number(""), 3000);
        assert_eq!(words.iter().nth(1), Some("ord1"));
        // Of every length, and others that differ in one letter.
        let mut words = Words::default();
        let mut distinct = std::collections::BTreeSet::new();
        for length in 0..20 {
            for at in 0..=length {
                let word: String = (0..length).map(|i| if i == at { 'b' } else { 'a' }).collect();
                assert_eq!(words.find(&word).is_none(), distinct.insert(word.clone()), "{word}");
                let n = words.number(&word);
                assert_eq!((words.get(n as usize), words.find(&word)), (word.as_str(), Some(n)));
            }
        }
        assert_eq!(words.len(), distinct.len());
    }
}
