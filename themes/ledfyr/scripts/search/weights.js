// @ts-check
// What a term is worth, of 256, by how it was come to from what was typed.

export const EXACT = 256;
/** Another word of the same root. */
export const SAME_ROOT = 154;
/** The word was typed without its accents. */
export const WITHOUT_ACCENTS = 243;
/** A word that only differs by its accents. */
export const OTHER_ACCENTS = 90;
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
