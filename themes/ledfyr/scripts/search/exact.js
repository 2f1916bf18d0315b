// @ts-check
// The terms that a word stands for as it was typed.
import { floor, max } from './small.js';
import * as W from './weights.js';

/** @typedef {import('./search-index.js').SearchIndex} SearchIndex */
/** @typedef {import('./types.d.ts').Wanted} Wanted */
/** @typedef {import('./types.d.ts').WordSet} WordSet */

/** In a short word another accent makes another word, and so does a letter written once: «skott» is not «sköt». */
const DOUBLED = /([^aeiouy])\1$/;

/** Terms that were found for a word. */
export class FoundTerms {
  /** By the number of the term. @type {Map<number, Wanted>} */
  terms = new Map();
  /** Whether the site has the word: then less is tried. */
  sure = false;

  /** @param {number} at @param {number} weight @param {number} how */
  add(at, weight, how) {
    const known = this.terms.get(at) || { weight: 0, how: 0 };
    this.terms.set(at, { at, weight: max(known.weight, weight), how: max(known.how, how) });
  }

  /** The heaviest first. @returns {Wanted[]} */
  wanted() {
    return [...this.terms.values()].sort((a, b) => b.weight - a.weight || a.at - b.at);
  }
}

/**
 * How like a term is to what was typed.
 *
 * @param {SearchIndex} index
 * @param {string} typed
 * @param {string} stem
 * @param {string} term
 */
export function likeness({ analysis }, typed, stem, term) {
  if (term === stem) return W.EXACT;
  return typed === analysis.fold(typed) ? W.WITHOUT_ACCENTS : W.OTHER_ACCENTS;
}

/**
 * The terms that a part of an expression stands for: its stem, else its root.
 *
 * @param {SearchIndex} index
 * @param {string} stem
 */
export function wantedForStem(index, stem) {
  /** @type {Wanted[]} */
  const out = [];
  const add = (/** @type {number} */ at, /** @type {number} */ weight) => {
    if (!out.some((wanted) => wanted.at === at)) out.push({ at, weight, how: W.BY_RELATION });
  };
  for (const key of [stem, index.analysis.root(stem)]) {
    if (key !== stem && out.length) break;
    for (const at of index.lookup(index.analysis.fold(key))) {
      const term = index.term(at);
      if (term.text !== key) continue;
      if (term.pages > 0) add(at, key === stem ? W.EXACT : W.SAME_ROOT);
      for (const [strength, [only, ...more]] of term.aliases) {
        if (more.length || strength !== W.RELATIVE) continue;
        for (const other of index.withText(only)) add(other, only === stem ? W.EXACT : W.SAME_ROOT);
      }
    }
  }
  return out;
}

/**
 * Adds the terms with that stem, and what else they are called.
 *
 * @param {SearchIndex} index
 * @param {string} stem
 * @param {string} typed
 * @param {number} weight
 * @param {FoundTerms} found
 * @param {WordSet[]} sets
 */
export function addExact(index, stem, typed, weight, found, sets) {
  const isItself = weight === W.EXACT;
  for (const at of index.lookup(index.analysis.fold(stem))) {
    const term = index.term(at);
    const like = likeness(index, typed, stem, term.text);
    if (like < W.EXACT && typed.length <= W.SHORT && (like === W.OTHER_ACCENTS || DOUBLED.test(typed))) continue;
    const how = isItself && like > W.OTHER_ACCENTS ? W.AS_TYPED : W.BY_RELATION;
    if (term.pages > 0) found.add(at, floor(weight * like / W.EXACT), how);
    if (like > W.OTHER_ACCENTS) found.sure = true;
    for (const [strength, stems] of term.aliases) {
      const asParts = () => stems.map((part) => wantedForStem(index, part));
      if (!strength) {
        sets.push({ weight: floor((term.pages ? 90 : 154) * like / W.EXACT), parts: asParts() });
        continue;
      }
      const less = term.pages > 0 && strength > W.RELATIVE ? 6 : 10;
      const worth = floor(floor(floor(weight * like / W.EXACT) * strength / 10) * less / 10);
      if (stems.length > 1) sets.push({ weight: worth, parts: asParts() });
      else {
        const asAlias = strength > W.RELATIVE ? W.BY_SYNONYM : W.BY_RELATION;
        for (const other of index.withText(stems[0])) found.add(other, worth, asAlias);
      }
    }
  }
}
