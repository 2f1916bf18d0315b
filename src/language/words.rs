//! Words by number.
use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

/// Distinct words, numbered in the order in which they first came.
#[derive(Debug, Default)]
pub(crate) struct Words(IndexSet<Box<str>, FxBuildHasher>);

impl Words {
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn get(&self, n: usize) -> &str {
        &self.0[n]
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|word| &**word)
    }

    /// The number of a word, which it gets when it is new.
    pub(crate) fn number(&mut self, word: &str) -> u32 {
        let n = self.0.get_index_of(word).unwrap_or_else(|| self.0.insert_full(word.into()).0);
        n as u32
    }

    /// The number of a word; `None`: it has none.
    pub(crate) fn find(&self, word: &str) -> Option<u32> {
        self.0.get_index_of(word).map(|n| n as u32)
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
    }
}
