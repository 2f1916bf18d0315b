// @ts-check
// The first pages by what their texts say.
import { ordered } from './scores.js';
import { bestSections } from './sections.js';
import { countBits, floor, max } from './small.js';

/** @typedef {import('./matcher.js').Matcher} Matcher */
/** @typedef {import('./types.d.ts').Ranked} Ranked */

/** How many pages are looked at. */
export const RERANKED = 5;
/** What a word of a title is worth: one of the query, one that ends in it, one that has it in it. */
const WHOLE = 10;
const AS_HEAD = 6;
const PART = 5;
/** What a title gains, in thousandths, that begins with the query. */
const BEGINS = 300;

/**
 * How well a title fits, in thousandths of a page's score.
 *
 * @param {Matcher} matcher
 * @param {string} title
 */
function titleWorth(matcher, title) {
  const { analysis } = matcher;
  const { stop, turning } = analysis.swedish;
  const tokens = analysis.read(title);
  const count = max(1, matcher.units.length);
  let points = 0;
  let first = 0;
  let whole = 0;
  let part = 0;
  let said = 0;
  // What follows «av» or «för» is not what the title is about.
  let turned = false;
  for (const token of tokens) {
    if (stop.has(token.text)) {
      turned = turned || (said > 0 && turning.has(token.text));
      continue;
    }
    const met = matcher.met(token);
    let value = met.any ? PART : 0;
    if (!turned && met.head) value = AS_HEAD;
    if (!turned && met.whole) value = WHOLE;
    if (!turned) whole |= met.whole;
    part |= turned ? met.any : met.part;
    points += value;
    if (!said) first = value;
    said += 1;
  }
  const covered = countBits(whole) * WHOLE + countBits(part & ~whole) * PART;
  const begins = matcher.asked && analysis.folded(tokens).startsWith(matcher.asked) ? BEGINS : 0;
  return floor(floor(3 * covered * points / count) / max(1, said)) + floor(4 * first * covered / count) + begins;
}

/**
 * Puts the first pages in the order of what their texts say.
 *
 * @param {import('./search-index.js').SearchIndex} index
 * @param {import('./books.js').Books} books
 * @param {Matcher} matcher
 * @param {Ranked[]} list
 */
export function rerank(index, books, matcher, list) {
  const first = list.slice(0, RERANKED);
  for (const ranked of first) {
    const page = index.text(ranked.page);
    if (!page) continue;
    const worth = titleWorth(matcher, page[1]) + bestSections(matcher, page, books.book(page)).worth;
    ranked.score += floor(ranked.score * worth / 1000);
  }
  list.splice(0, RERANKED, ...ordered(first));
}
