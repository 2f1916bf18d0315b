// @ts-check
import { RERANKED } from './rerank.js';

/** @param {string} a @param {string} b */
const isShorter = (a, b) => !b || a.length < b.length || (a.length === b.length && a < b);

/**
 * The query with what was misspelt replaced by how the first pages found spell it; nothing when it was spelt well.
 *
 * @param {import('./search-index.js').SearchIndex} index
 * @param {import('./books.js').Books} books
 * @param {import('./types.d.ts').Plan} plan
 * @param {import('./types.d.ts').Ranked[]} list
 */
export function spelling(index, books, plan, list) {
  if (!plan.words.some(({ meant }) => meant)) return '';
  const out = [];
  for (const { meant, word } of plan.words) {
    let best = meant ? '' : word;
    if (!best) {
      for (const ranked of list.slice(0, RERANKED)) {
        const page = index.text(ranked.page);
        const words = page ? books.book(page).words : [];
        for (const { stem, text } of words) if (stem === meant && isShorter(text, best)) best = text;
      }
    }
    if (!best) return '';
    out.push(best);
  }
  return out.join(' ');
}
