// @ts-check
// Scores are whole numbers, so that all machines agree.
import { floor, max, min } from './small.js';

/** @typedef {import('./types.d.ts').Scores} Scores */

/** The least that a term is worth, however many pages have it. */
const LEAST_RARITY = 48;

/** @param {number} pages How many pages there are. @returns {Scores} */
export function emptyScores(pages) {
  return {
    text: new Float64Array(pages),
    title: new Float64Array(pages),
    seen: new Uint8Array(pages),
    typed: new Uint8Array(pages),
    pages: [],
    rarity: 0,
  };
}

/** @param {Scores} scores @param {number} page */
export function touch(scores, page) {
  if (scores.seen[page]) return;
  scores.seen[page] = 1;
  scores.pages.push(page);
}

/** The logarithm to base 2, in 256ths, with straight lines between whole ones. @param {number} n */
function log2(n) {
  const x = max(n, 1);
  const whole = 31 - Math.clz32(x);
  return whole * 256 + floor(x * 256 / 2 ** whole) - 256;
}

/** How rare a term is that so many pages have. @param {number} all @param {number} pages */
export const rarityOf = (all, pages) => max(LEAST_RARITY, log2(2 * all + 2) - log2(2 * pages + 1));

/**
 * How much of what was asked for a page has, of 256: half of it straight, half squared.
 *
 * @param {number} part
 * @param {number} whole
 */
export function coverage(part, whole) {
  const share = min(256, floor(part * 256 / max(whole, 1)));
  return floor((floor(share * share / 256) + share) / 2);
}

/** The best first. @param {import('./types.d.ts').Ranked[]} list */
export const ordered = (list) => list.sort((a, b) => b.typed - a.typed || b.score - a.score || a.page - b.page);
