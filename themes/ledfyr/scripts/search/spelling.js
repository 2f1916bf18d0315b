// @ts-check
import { sectionOf } from './books.js';
import { RERANKED } from './rerank.js';
import { NEAR } from './sections.js';

/** @typedef {import('./types.d.ts').Book} Book */
/** @typedef {import('./types.d.ts').BookWord} BookWord */

/** @param {string} a @param {string} b */
const isShorter = (a, b) => !b || a.length < b.length || (a.length === b.length && a < b);

/**
 * Whether a word stands near another word of the query somewhere on a page: «papper bort passerkort» is nothing that
 * anybody means, however «papper» is spelt.
 *
 * @param {Book} book
 * @param {BookWord} word
 * @param {import('./matcher.js').Matcher} matcher
 */
function isInPlace(book, word, matcher) {
  const own = matcher.met(word).any;
  const others = book.words.filter((other) => matcher.met(other).any & ~own).flatMap(({ places }) => places);
  const isNear = (/** @type {number} */ a, /** @type {number} */ b) =>
    Math.abs(a - b) <= NEAR && sectionOf(a) === sectionOf(b);
  return word.places.some((place) => others.some((other) => isNear(place, other)));
}

/**
 * The query with what was misspelt replaced by how the first pages found spell it; nothing when it was spelt well, or
 * when what comes of it is not said on any of these pages.
 *
 * @param {import('./search-index.js').SearchIndex} index
 * @param {import('./books.js').Books} books
 * @param {import('./types.d.ts').Found} found
 */
export function spelling(index, books, { plan, matcher, list }) {
  if (!plan.words.some(({ meant }) => meant)) return '';
  const isAlone = plan.words.length < 2;
  const out = [];
  for (const { meant, word } of plan.words) {
    let best = meant ? '' : word;
    if (!best) {
      for (const ranked of list.slice(0, RERANKED)) {
        const page = index.text(ranked.page);
        if (!page) continue;
        const book = books.book(page);
        for (const other of book.words) {
          const fits = other.stem === meant && isShorter(other.text, best);
          if (fits && (isAlone || isInPlace(book, other, matcher))) best = other.text;
        }
      }
    }
    if (!best) return '';
    out.push(best);
  }
  return out.join(' ');
}
