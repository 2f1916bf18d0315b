// @ts-check
// Pages by what the index tells of them.
import { coverage, emptyScores, ordered, rarityOf, touch } from './scores.js';
import { floor, max, min } from './small.js';
import { AS_TYPED, BY_SYNONYM, EXACT, SAME_ROOT } from './weights.js';

/** @typedef {import('./search-index.js').SearchIndex} SearchIndex */
/** @typedef {import('./types.d.ts').Plan} Plan */
/** @typedef {import('./types.d.ts').Scores} Scores */
/** @typedef {import('./types.d.ts').Wanted} Wanted */

/** What a word in the title is worth, of 256, by what the two high bits of an impact say. */
const TITLE = [0, 32, 128, 256];
/** What all of a query in the title adds, in hundredths. */
const TITLE_GAIN = 300;
/** How much rarer than a word that the site has what else stands for it may be. */
const AS_RARE = 5;
/** Pages with less than this part of the best are left out. */
const WEAKEST = 10;

/**
 * The expressions that a word of a query is a half of; what they add to it is not remembered.
 *
 * @param {Plan} plan
 * @param {number} word
 */
export const joinedWith = (plan, word) =>
  plan.joined.filter(({ first }) => first === word || first === word - 1);

/**
 * How rare the word itself is; 0 where nothing of what is wanted is the word itself.
 *
 * @param {SearchIndex} index
 * @param {Wanted[]} wants
 * @param {number} heaviest
 */
function ownRarity(index, wants, heaviest) {
  if (heaviest <= SAME_ROOT) return 0;
  const close = wants.filter(({ weight }) => weight * 100 >= heaviest * 90);
  const pages = max(1, ...close.map(({ at }) => index.term(at).pages));
  return rarityOf(index.manifest.pages, pages);
}

/**
 * Scores of the pages that have any of these terms.
 *
 * @param {SearchIndex} index
 * @param {Wanted[]} wants
 * @returns {Scores}
 */
function scoreAny(index, wants) {
  const all = index.manifest.pages;
  const out = emptyScores(all);
  const { text, title } = out;
  const heaviest = max(0, ...wants.map(({ weight }) => weight));
  const own = ownRarity(index, wants, heaviest);
  let mostPages = 0;
  for (const { at, weight, how } of wants) {
    const term = index.term(at);
    const pages = index.pagesOf(term);
    const { impacts } = term;
    mostPages = max(mostPages, term.pages);
    // Another word for it that more pages have says less than the word itself, a relative half as much less.
    let rarity = own ? min(own, rarityOf(all, term.pages)) : 1;
    if (own && weight * 100 >= heaviest * 59) rarity = floor((rarity + own) / 2);
    for (let i = 0; i < pages.length; i++) {
      const page = pages[i];
      const worth = floor(floor(weight * (impacts[i] & 63) / 16) * rarity / (own || 1));
      // What only another word for it says in a title is no title of it.
      const inTitle = how === BY_SYNONYM ? 0 : floor(TITLE[impacts[i] >> 6] * (weight + 128) / 384);
      const before = text[page];
      touch(out, page);
      if (how === AS_TYPED) out.typed[page] = 1;
      text[page] = worth > before ? worth + floor(before * 3 / 10) : before + floor(worth * 3 / 10);
      if (inTitle > title[page]) title[page] = inTitle;
    }
  }
  out.rarity = own || rarityOf(all, max(out.pages.length, mostPages, 1));
  return out;
}

/**
 * What the words of a set say of pages, each as far as it is there.
 *
 * @param {SearchIndex} index
 * @param {Scores[]} parts
 */
function sumParts(index, parts) {
  const sums = emptyScores(index.manifest.pages);
  const there = new Float64Array(index.manifest.pages);
  for (const part of parts) {
    for (const page of part.pages) {
      touch(sums, page);
      sums.text[page] += part.text[page] * part.rarity;
      sums.title[page] += part.title[page] * part.rarity;
      there[page] += part.rarity;
    }
  }
  return { sums, there };
}

/**
 * What one word of a query says of each page, with its rarity in it.
 *
 * @param {SearchIndex} index
 * @param {import('./types.d.ts').WordPlan} plan
 */
function scoreWord(index, plan) {
  const out = scoreAny(index, plan.direct);
  let own = plan.direct.length ? out.rarity : 0;
  for (const page of out.pages) out.text[page] *= out.rarity;
  for (const set of plan.sets) {
    const parts = set.parts.map((wants) => scoreAny(index, wants));
    const all = max(1, parts.reduce((sum, part) => sum + part.rarity, 0));
    const { sums, there } = sumParts(index, parts);
    const most = own ? min(all, own * AS_RARE) : all;
    for (const page of sums.pages) {
      const worth = floor(sums.text[page] * set.weight / 256);
      const covered = floor(floor(worth * coverage(there[page], all) / 256) * most / all);
      const before = out.text[page];
      touch(out, page);
      out.text[page] = covered > before ? covered + floor(before / 5) : before + floor(covered / 5);
      out.title[page] = max(out.title[page], floor(floor(sums.title[page] / all) * set.weight / 256));
    }
    if (!own) own = floor(all / max(1, parts.length));
  }
  out.rarity = own;
  return out;
}

/**
 * Adds what expressions of two words say to the scores of both.
 *
 * @param {SearchIndex} index
 * @param {Plan} plan
 * @param {Scores[]} words
 */
function addJoined(index, plan, words) {
  for (const { first, wants } of plan.joined) {
    const pair = [words[first], words[first + 1]];
    const own = max(pair[0].rarity, pair[1].rarity) || Infinity;
    for (const isExact of [true, false]) {
      const some = wants.filter(({ weight }) => (weight === EXACT) === isExact);
      if (!some.length) continue;
      const any = scoreAny(index, some);
      // An expression that stands for two words is no rarer than they are.
      const rarity = isExact ? any.rarity : min(own, any.rarity);
      for (const word of pair) {
        for (const page of any.pages) {
          touch(word, page);
          word.typed[page] = max(word.typed[page], any.typed[page]);
          word.text[page] = max(word.text[page], floor(any.text[page] * rarity * 7 / 10));
          word.title[page] = max(word.title[page], any.title[page]);
        }
        if (!word.rarity) word.rarity = rarity;
      }
    }
  }
}

/**
 * The pages that a plan finds, best first. Those in another language than the reader's come later.
 *
 * @param {SearchIndex} index
 * @param {Plan} plan
 * @param {string} lang
 */
export function rank(index, plan, lang) {
  const { pages, facets } = index.manifest;
  const words = plan.words.map((word, i) => {
    if (joinedWith(plan, i).length) return scoreWord(index, word);
    word.score ??= scoreWord(index, word);
    return word.score;
  });
  addJoined(index, plan, words);
  for (const word of words) {
    // What stands for a word that the site lacks is as good as the word.
    if (!word.pages.some((page) => word.typed[page])) word.typed.set(word.seen);
  }
  const all = max(1, words.reduce((sum, word) => sum + word.rarity, 0));
  const sums = emptyScores(pages);
  const there = new Float64Array(pages);
  const titled = new Float64Array(pages);
  for (const word of words) {
    for (const page of word.pages) {
      touch(sums, page);
      sums.typed[page] = max(sums.typed[page], word.typed[page]);
      sums.text[page] += word.text[page];
      sums.title[page] += word.title[page];
      there[page] += word.rarity;
      if (word.title[page]) titled[page] += word.rarity;
    }
  }
  const inOtherLanguage = facets.all.map((facet) => facet.lang !== lang);
  const list = [];
  let best = 0;
  for (const page of sums.pages) {
    const bare = floor(sums.text[page] * coverage(there[page], all) / 256);
    best = max(best, bare);
    const inTitle = floor(min(256, sums.title[page]) * titled[page] / all);
    let score = bare + floor(floor(bare * inTitle / 256) * TITLE_GAIN / 100);
    if (inOtherLanguage[index.facetOf[page]]) score = floor(score * 3 / 5);
    list.push({ page, score, bare, typed: sums.typed[page] });
  }
  const strong = list.filter(({ score, bare }) => score > 0 && bare * WEAKEST >= best);
  return ordered(strong.map(({ page, score, typed }) => ({ page, score, typed })));
}
