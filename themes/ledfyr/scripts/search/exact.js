// @ts-check
// The terms that a word stands for as it was typed.
import { floor, max } from './small.js';
import * as W from './weights.js';

/** @typedef {import('./search-index.js').SearchIndex} SearchIndex */
/** @typedef {import('./types.d.ts').Wanted} Wanted */
/** @typedef {import('./types.d.ts').WordSet} WordSet */

/** Terms that were found for a word. */
export class FoundTerms {
  /** Number of a term → its weight. @type {Map<number, number>} */
  weights = new Map();
  /** Whether the site has the word: then less is tried. */
  sure = false;

  /** @param {number} at @param {number} weight */
  add(at, weight) {
    this.weights.set(at, max(this.weights.get(at) || 0, weight));
  }

  /** The heaviest first. @returns {Wanted[]} */
  wanted() {
    const entries = [...this.weights].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    return entries.map(([at, weight]) => ({ at, weight }));
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
    if (!out.some((wanted) => wanted.at === at)) out.push({ at, weight });
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
  for (const at of index.lookup(index.analysis.fold(stem))) {
    const term = index.term(at);
    const like = likeness(index, typed, stem, term.text);
    if (term.pages > 0) found.add(at, floor(weight * like / W.EXACT));
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
      else for (const other of index.withText(stems[0])) found.add(other, worth);
    }
  }
}
