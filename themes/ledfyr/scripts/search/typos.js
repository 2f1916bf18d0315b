// @ts-check
// What was probably meant by a word that the site does not have.
import { distance, letterBits, likeBeginning } from './edit-distance.js';
import { countBits, floor, max, min } from './small.js';
import * as W from './weights.js';

/** @typedef {import('./search-index.js').SearchIndex} SearchIndex */
/** A term, and how far it is from what was typed in tenths of a slip. @typedef {[tenths: number, at: number]} Near */

/** In tenths of a slip. */
const ONE_SLIP = 5;
const CLOSE = 8;
const MORE_THAN_BEST = 6;
const SAME_FIRST_LETTER = 5;
const UNFINISHED_WORD = 3;
const MOST_CORRECTIONS = 8;
const MOST_PARTS = 3;
/** Letters after a word that may be another one. */
const SHORTEST_HEAD = 4;
/** Letters of a root from which on a word may have two slips. */
const LONG_ROOT = 6;

/**
 * How far a term is from what was typed, in tenths of a slip; -1 when it is too far.
 *
 * @param {string} typed
 * @param {string} stem
 * @param {string} term
 * @param {number} most Slips.
 */
function tenthsOff(typed, stem, term, most) {
  // What goes on for long after a whole word is a compound, no slip.
  const isFront = typed.length >= term.length + SHORTEST_HEAD && typed.startsWith(term);
  if (term[0] !== typed[0] || isFront) return -1;
  let slips = distance(stem, term, most);
  let tenths = slips <= most ? slips * 10 : -1;
  if (slips > 0 && term.length + most >= typed.length) {
    slips = distance(typed, term.slice(0, typed.length), most);
    const unfinished = slips * 10 + UNFINISHED_WORD;
    if (slips <= most && (tenths < 0 || unfinished < tenths)) tenths = unfinished;
  }
  return tenths < 0 ? -1 : max(0, tenths - SAME_FIRST_LETTER);
}

/**
 * How many slips a word may have. A short root under long endings is a word of its own, not another one misspelt:
 * «blödning» is not «ledning».
 *
 * @param {string} word
 * @param {string} root
 */
function mostSlips(word, root) {
  if (/^[0-9]*$/.test(word) || word.length < 4) return 0;
  return word.length >= 8 && root.length >= LONG_ROOT ? 2 : 1;
}

/** The letters of a word that differ from others by an accent alone. @param {string} word */
const accentsOf = (word) => word.replace(/[^åäö]/g, '');

/**
 * The shards that may hold what was meant, the likeliest first: where the word would stand, then those whose bounds
 * begin most like it. They come in four stages of two.
 *
 * @param {SearchIndex} index
 * @param {string} word
 */
function likelyShards(index, word) {
  const home = index.shardOf(word);
  const likeness = index.bounds.map((bound) => likeBeginning(bound, word, 2));
  const like = (/** @type {number} */ n) => (n === home ? 99 : max(likeness[n], likeness[n + 1] || 0));
  const all = [...likeness.keys()].filter((n) => like(n)).sort((a, b) => like(b) - like(a) || a - b);
  return [0, 2, 4, 6].map((n) => all.slice(n, n + 2));
}

/** Judges terms by how far they are from one word. */
class Neighbours {
  /**
   * @param {string} word
   * @param {string} typed The same, folded.
   * @param {string} stem Folded.
   * @param {number} most Slips.
   */
  constructor(word, typed, stem, most) {
    this.isShort = word.length <= W.SHORT;
    this.accents = accentsOf(word);
    this.typed = typed;
    this.stem = stem;
    this.most = most;
    this.bits = letterBits(stem);
  }

  /** How far it is; -1 when it is too far. @param {string} fold @param {number} bits */
  tenths(fold, bits) {
    if (fold.length + this.most < this.stem.length || countBits(this.bits & ~bits) > this.most) return -1;
    return tenthsOff(this.typed, this.stem, fold, this.most);
  }

  /** Those of these shards. @param {SearchIndex} index @param {number[]} shards @returns {Near[]} */
  inShards(index, shards) {
    /** @type {Near[]} */
    const near = [];
    for (const shard of shards) {
      for (const [i, term] of index.shard(shard).entries()) {
        if (!term.pages || (this.isShort && accentsOf(term.text) !== this.accents)) continue;
        term.bits ??= letterBits(term.fold);
        const tenths = this.tenths(term.fold, term.bits);
        if (tenths >= 0) near.push([tenths, (shard << 16) | i]);
      }
    }
    return near;
  }

  /** The nearest stems of the simple words that the index knows. @param {SearchIndex} index */
  parts(index) {
    /** @type {[tenths: number, stem: string][]} */
    const parts = [];
    for (const [stem, fold, bits] of index.analysis.compounds.simples) {
      if (fold.length - this.stem.length > this.most) continue;
      if (this.isShort && accentsOf(stem) !== this.accents) continue;
      const tenths = this.tenths(fold, bits);
      if (tenths >= 0) parts.push([tenths, stem]);
    }
    return parts.sort(nearest).slice(0, MOST_PARTS);
  }
}

/** @type {(a: [number, string | number], b: [number, string | number]) => number} */
const nearest = (a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1);

/**
 * Adds what was meant of the site's words, first those nearby, which cost least to fetch.
 *
 * @param {SearchIndex} index
 * @param {import('./types.d.ts').Token} token
 * @param {string} stem
 * @param {import('./exact.js').FoundTerms} found
 * @param {import('./types.d.ts').WordPlan} plan
 * @param {() => boolean} waits Whether something must be fetched first.
 * @param {boolean} isNear Whether only one slip is looked for.
 */
export function addCorrections(index, token, stem, found, plan, waits, isNear) {
  const { analysis } = index;
  const typed = analysis.fold(token.text);
  const most = mostSlips(token.text, analysis.root(stem));
  if (!most) return;
  const neighbours = new Neighbours(token.text, typed, analysis.fold(stem), most);
  const [home, ...far] = likelyShards(index, typed);
  const near = neighbours.inShards(index, home);
  if (waits()) return;
  const isWithin = (/** @type {number} */ tenths) => near.some(([off]) => off <= tenths);
  if (isNear && !isWithin(ONE_SLIP)) return;
  if (!isWithin(ONE_SLIP)) {
    for (const [tenths, part] of neighbours.parts(index)) {
      for (const at of index.withText(part)) if (!near.some((one) => one[1] === at)) near.push([tenths, at]);
    }
  }
  for (const shards of far) {
    if (waits()) return;
    if (!isWithin(CLOSE)) near.push(...neighbours.inShards(index, shards));
  }
  if (near.length) choose(index, near.sort(nearest), found, plan);
}

/**
 * @param {SearchIndex} index
 * @param {Near[]} near The nearest first.
 * @param {import('./exact.js').FoundTerms} found
 * @param {import('./types.d.ts').WordPlan} plan
 */
function choose(index, near, found, plan) {
  const [best] = near[0];
  // Of several as near, the one that most pages have is how it is spelt.
  const candidates = near.filter(([tenths]) => tenths === best).map(([, at]) => index.term(at));
  plan.meant = candidates.reduce((a, b) => (b.pages > a.pages ? b : a)).text;
  // Where one slip explains the word, it need not be the beginning of another; compounds are found by their parts.
  const limit = best > ONE_SLIP ? best + MORE_THAN_BEST : ONE_SLIP;
  for (const [tenths, at] of near.filter((one) => one[0] <= limit).slice(0, MOST_CORRECTIONS)) {
    found.add(at, W.TYPO[min(5, floor(tenths / 5))], W.BY_LIKENESS);
  }
  found.sure = true;
}
