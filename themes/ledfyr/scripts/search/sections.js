// @ts-check
// The sections of a page that have most of a query.
import { isInText, sectionOf } from './books.js';
import { countBits, floor, lowerBound, max, min } from './small.js';

/** @typedef {import('./matcher.js').Matcher} Matcher */
/** @typedef {import('./types.d.ts').Met} Met */

const MOST_SECTIONS = 4;
/** Words between two that stand together. */
export const NEAR = 8;
/** What one word of a query can add to a section. */
const MOST_OF_A_WORD = 8;
/** What a page gains, in thousandths: by all words in one section, and by words that stand together. */
const ALL_IN_ONE = 150;
const TOGETHER = 200;

/**
 * @typedef {object} SectionScore
 * @property {number} section
 * @property {number} met Bits of the words of the query that it has.
 * @property {number} together What its words that stand together are worth.
 * @property {number[]} points By word of the query.
 */

/**
 * The places of a page where a word meets the query, in order.
 *
 * @param {Matcher} matcher
 * @param {import('./types.d.ts').Book} book
 */
function placesMet(matcher, { words, starts, lines }) {
  /** @type {[place: number, met: Met][]} */
  const out = [];
  const { any } = matcher;
  for (any.lastIndex = 0; any.test(lines);) {
    const next = lowerBound(starts.length, (n) => starts[n] < any.lastIndex);
    const word = words[next - 1];
    const met = matcher.met(word);
    if (met.any) for (const place of word.places) out.push([place, met]);
    // On with the next word: a word is told once.
    any.lastIndex = next < starts.length ? starts[next] : lines.length;
  }
  return out.sort((a, b) => a[0] - b[0]);
}

/** @param {boolean} isWhole @param {boolean} inText */
function pointsFor(isWhole, inText) {
  if (isWhole) return inText ? 2 : 5;
  return inText ? 1 : 3;
}

/** @param {Matcher} matcher @param {import('./types.d.ts').Book} book */
function scoreSections(matcher, book) {
  const count = matcher.units.length;
  /** By section. @type {SectionScore[]} */
  const found = [];
  /** Where each word of the query was met last. @type {number[]} */
  const last = [];
  for (const [place, met] of placesMet(matcher, book)) {
    const section = sectionOf(place);
    // The title is judged by itself.
    if (section < 0) continue;
    found[section] ??= { section, met: 0, together: 0, points: [] };
    const score = found[section];
    score.met |= met.any;
    let close = 0;
    for (let i = 0; i < count; i++) {
      if ((met.any >> i) & 1) {
        last[i] = place;
        score.points[i] = (score.points[i] || 0) + pointsFor(((met.whole >> i) & 1) > 0, isInText(place));
      }
      if (place - last[i] <= NEAR) close += 1;
    }
    if (close > 1) score.together = max(score.together, floor(TOGETHER * (close - 1) / (count - 1)));
  }
  return found.filter(Boolean);
}

/**
 * The best sections, and what they are worth to the page, in thousandths.
 *
 * @param {Matcher} matcher
 * @param {import('./types.d.ts').Page} page
 * @param {import('./types.d.ts').Book} book
 */
export function bestSections(matcher, page, book) {
  const count = matcher.units.length;
  const scored = scoreSections(matcher, book).map(({ section, met, together, points }) => {
    const sum = points.reduce((all, one) => all + min(MOST_OF_A_WORD, one), 0);
    return { section, met: countBits(met), together, points: sum };
  });
  scored.sort((a, b) => b.met - a.met || b.points - a.points || a.section - b.section).splice(MOST_SECTIONS);
  const together = max(0, ...scored.map((one) => one.together));
  const inOne = count > 1 && scored.length ? floor(ALL_IN_ONE * scored[0].met / count) : 0;
  return { sections: scored.map(({ section }) => page[3][section]), worth: inOne + together };
}
