// @ts-check
// What a term is worth, of 256, by how it was come to from what was typed.

export const EXACT = 256;
/** Another word of the same root. */
export const SAME_ROOT = 154;
/** The word was typed without its accents. */
export const WITHOUT_ACCENTS = 243;
/** A word that only differs by its accents. */
export const OTHER_ACCENTS = 90;
/** Letters of a word in which å, ä and ö are never taken for a or o. */
export const SHORT = 5;
/** A word whose ending is being typed. */
export const UNFINISHED = 200;
/** A longer word that ends so. */
export const BY_ENDING = 120;
/** A longer word that begins so, were it as long. */
export const PREFIX = 128;
/** Typos, by fives of tenths of a slip. */
export const TYPO = [141, 110, 85, 66, 51, 39];
/** Parts that the query itself joins with a hyphen. */
export const HYPHENED_PARTS = 200;
/** Parts of a compound that the site does not have. */
export const COMPOUND_PARTS = 154;

/** Strength of an alias that is a relative, not the same thing. */
export const RELATIVE = 6;

/** How a term was come to from what was typed: the closer ones go before the others. */
export const BY_LIKENESS = 0;
/** Another word for it. */
export const BY_SYNONYM = 1;
/** A relative, a longer word, a part. */
export const BY_RELATION = 2;
/** The word itself, in whatever form. */
export const AS_TYPED = 3;
