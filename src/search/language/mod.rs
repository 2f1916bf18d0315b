//! Swedish and English for the search: tokens, stems, and compounds taken apart. The browser's engine does the same with the
//! queries (`themes/ledfyr/scripts/search/`), and `search::tests::agreement` holds the two together.

pub(super) mod chars;
pub(super) mod compound;
pub(super) mod front_coding;
pub(super) mod lexicon;
pub(super) mod stem;
pub(super) mod tables;
pub(super) mod tokens;
mod trie;
pub(super) mod words;
