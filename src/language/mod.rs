//! Swedish and English: tokens, stems, compounds taken apart, and the forms of nouns. The browser's engine takes queries apart
//! in the same way (`themes/ledfyr/scripts/search/`), and `search::tests::agreement` holds the two together.

pub(crate) mod chars;
pub(crate) mod compound;
pub(crate) mod front_coding;
pub(crate) mod lexicon;
pub(crate) mod nouns;
pub(crate) mod readability;
pub(crate) mod stem;
pub(crate) mod tables;
pub(crate) mod tokens;
mod trie;
pub(crate) mod words;
