// @ts-check
import { wordsOf } from './small.js';

export const LETTER = 1;
export const DIGIT = 2;
/** A sign that parts no word: a soft hyphen, an accent of its own. */
export const SKIPPED = 3;
const OTHER = 0;

/** How `Tables.lower` writes that capital and small letters alternate. */
const CAPITAL_IS_EVEN = 1;
const CAPITAL_IS_ODD = 2;

/** @param {[number, number][]} ranges @param {number} code */
function within(ranges, code) {
  const range = ranges.find(([, last]) => code <= last);
  return range !== undefined && range[0] <= code;
}

/** What the index knows of letters: which there are, their small forms, and their plain ones. */
export class Letters {
  /** @param {import('./types.d.ts').Tables} tables */
  constructor(tables) {
    this.letters = tables.letters;
    this.skipped = tables.skip;
    this.lowers = tables.lower;
    /** @type {Map<string, string>} */
    this.plain = new Map();
    for (const line of tables.fold) {
      const [to, from] = wordsOf(line);
      for (const letter of from ?? '') this.plain.set(letter, to);
    }
  }

  /** Text without accents: å, ä, ö and é become a, a, o and e. @param {string} text */
  fold(text) {
    // All that is not ASCII.
    return text.replace(/[^\0-\x7f]/gu, (letter) => this.plain.get(letter) ?? letter);
  }

  /** @param {number} code */
  kindOf(code) {
    if (code < 128) {
      if ((code | 32) > 96 && (code | 32) < 123) return LETTER;
      return code > 47 && code < 58 ? DIGIT : OTHER;
    }
    if (within(this.letters, code)) return LETTER;
    return within(this.skipped, code) ? SKIPPED : OTHER;
  }

  /** @param {number} code */
  lower(code) {
    if (code < 128) return code > 64 && code < 91 ? code + 32 : code;
    for (const [first, last, how] of this.lowers) {
      if (code > last) continue;
      if (code < first) return code;
      if (how === CAPITAL_IS_EVEN) return code + 1 - (code % 2);
      return how === CAPITAL_IS_ODD ? code + (code % 2) : code + how;
    }
    return code;
  }
}
