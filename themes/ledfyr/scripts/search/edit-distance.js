// @ts-check
// How many slips are between two words: a letter more, less, another, or two turned round.
import { max, min } from './small.js';

/** Words have at most 60 letters. */
const rows = [new Int32Array(80), new Int32Array(80), new Int32Array(80)];

/** @param {Int32Array} row @param {number} length */
function fillFirst(row, length) {
  for (let j = 0; j <= length; j++) row[j] = j;
}

/**
 * Fills the row of the first `i` letters of `a`; returns the least in it.
 *
 * @param {string} a
 * @param {string} b
 * @param {number} i
 * @param {Int32Array} twoBefore
 * @param {Int32Array} before
 * @param {Int32Array} row
 */
function fillRow(a, b, i, twoBefore, before, row) {
  row[0] = i;
  let least = i;
  for (let j = 1; j <= b.length; j++) {
    let slips = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) slips = min(slips, twoBefore[j - 2] + 1);
    row[j] = slips;
    if (slips < least) least = slips;
  }
  return least;
}

/**
 * Slips between two words; one more than `most` when there are more.
 *
 * @param {string} a
 * @param {string} b
 * @param {number} most
 */
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [twoBefore, before, row] = rows;
  fillFirst(before, b.length);
  for (let i = 1; i <= a.length; i++) {
    if (fillRow(a, b, i, twoBefore, before, row) > most) return most + 1;
    [twoBefore, before, row] = [before, row, twoBefore];
  }
  return before[b.length];
}

/**
 * How many letters of `a` the word `b` begins with, less two for each slip among them.
 *
 * @param {string} a
 * @param {string} b
 * @param {number} most Slips.
 */
export function likeBeginning(a, b, most) {
  let [twoBefore, before, row] = rows;
  let best = 0;
  fillFirst(before, b.length);
  for (let i = 1; i <= a.length; i++) {
    const least = fillRow(a, b, i, twoBefore, before, row);
    if (least > most) return best;
    best = max(best, i - 2 * least);
    [twoBefore, before, row] = [before, row, twoBefore];
  }
  return best;
}

/** The letters of a word as bits: each that another word lacks is a slip. @param {string} word */
export function letterBits(word) {
  let bits = 0;
  for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) & 31);
  return bits;
}
