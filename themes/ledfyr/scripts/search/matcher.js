// @ts-check
import { joinedWith } from './rank.js';
import { remember } from './small.js';

/** @typedef {import('./types.d.ts').Met} Met */
/** What stands for one word of a query in texts. @typedef {{ marks: Set<string>, plain: string[] }} Unit */

/** As many units as an integer has bits that are not its sign. */
const MOST_UNITS = 31;
/** The longest inflection of a word that still ends a longer one. */
const LONGEST_ENDING = 4;

/** Tells which words of a query a word of a text meets. */
export class Matcher {
  /** @param {import('./search-index.js').SearchIndex} index @param {import('./types.d.ts').Plan} plan */
  constructor(index, plan) {
    this.analysis = index.analysis;
    this.asked = plan.asked;
    /** @type {Map<string, Met>} */
    this.seen = new Map();
    const textOf = (/** @type {import('./types.d.ts').Wanted} */ { at }) => index.term(at).text;
    const all = plan.words.flatMap((word, i) => {
      const set = word.direct.length ? undefined : word.sets.find(({ parts }) => parts.length > 1);
      if (set) return set.parts.map((part) => new Set(part.map(textOf)));
      return [new Set([...word.marks, ...joinedWith(plan, i).flatMap(({ wants }) => wants.map(textOf))])];
    });
    /** @type {Unit[]} */
    this.units = all.slice(0, MOST_UNITS).map((marks) => {
      return { marks, plain: [...marks].map((mark) => index.analysis.fold(mark)) };
    });
    const patterns = this.units.flatMap(({ plain }) => plain.map((mark) => (mark.length > 3 ? mark : `\n${mark}`)));
    // Any word that meets a unit is found by this, and others: looking in all lines at once is what makes it quick.
    this.any = new RegExp(patterns.join('|') || '.^', 'g');
  }

  /** @param {{ text: string, parts: string[] }} token @returns {Met} */
  met(token) {
    const met = this.metByWord(token.text);
    if (!token.parts.length) return met;
    const part = token.parts.reduce((bits, one) => bits | this.metByWord(one).any, met.part);
    return { whole: met.whole, part, head: met.head, any: met.whole | part };
  }

  /** @param {string} word */
  metByWord(word) {
    return remember(this.seen, word, () => {
      const { stems, plain } = this.analysis.analyse(word);
      let whole = 0;
      let part = 0;
      let head = 0;
      for (const [i, unit] of this.units.entries()) {
        const bit = 1 << i;
        if (stems.some((stem) => unit.marks.has(stem))) {
          whole |= bit;
          continue;
        }
        for (const mark of unit.plain) {
          const at = placeIn(plain, mark);
          if (at < 0) continue;
          part |= bit;
          if (at + mark.length + LONGEST_ENDING >= plain.length) head |= bit;
        }
      }
      return { whole, part, head, any: whole | part };
    });
  }
}

/**
 * Where a mark stands in a longer word; those of three letters must begin it.
 *
 * @param {string} word
 * @param {string} mark
 */
function placeIn(word, mark) {
  if (mark.length > 3) return word.lastIndexOf(mark);
  return mark.length > 2 && word.startsWith(mark) ? 0 : -1;
}
