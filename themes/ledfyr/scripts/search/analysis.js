// @ts-check
import { Compounds } from './compounds.js';
import { Language } from './language.js';
import { Letters } from './letters.js';
import { remember, wordsOf } from './small.js';
import { Tokenizer } from './tokens.js';

const MOST_WORDS = 20000;
const MOST_TEXTS = 2000;

/**
 * @typedef {object} Analysed
 * @property {string[]} stems
 * @property {string} plain The word as it is compared.
 * @property {string} lines The same and the stems, each on a line of its own, to look for marks in.
 */

/** What stays the same of words that are parted and joined: words of the same letters may have other parts. */
export const keyOf = (/** @type {import('./types.d.ts').Token} */ token) =>
  token.parts[0] ? token.parts.join('-') : token.text;

/** All that the index knows of words, whatever the pages are. */
export class Analysis {
  /**
   * @param {import('./types.d.ts').Tables} tables
   * @param {string[]} languages Those that the site has pages in.
   */
  constructor(tables, languages) {
    this.letters = new Letters(tables);
    this.tokenizer = new Tokenizer(this.letters, new Set(wordsOf(tables.colon)));
    this.swedish = new Language(tables.lang.sv);
    this.languages = [this.swedish];
    if (languages.includes('en')) this.languages.push(new Language(tables.lang.en));
    this.danger = new Set(wordsOf(tables.danger).flatMap((word) => this.stems(word)));
    this.compounds = new Compounds(tables, this.swedish, this.letters);
    /** @type {Map<string, Analysed>} */
    this.words = new Map();
    /** @type {Map<string, import('./types.d.ts').Token[]>} */
    this.texts = new Map();
  }

  /** @param {string} text */
  fold(text) {
    return this.letters.fold(text);
  }

  /** @param {string} text */
  tokens(text) {
    return this.tokenizer.tokens(text);
  }

  /** The words of a text, remembered. @param {string} text */
  read(text) {
    return remember(this.texts, text, () => this.tokens(text), MOST_TEXTS);
  }

  /** The words of a text as they are compared letter for letter. @param {import('./types.d.ts').Token[]} tokens */
  folded(tokens) {
    return this.fold(tokens.map((token) => token.text).join(' '));
  }

  /** @param {string} word */
  stem(word) {
    return this.swedish.reduce(word);
  }

  /** @param {string} word */
  root(word) {
    return this.swedish.reduce(word, true);
  }

  /** The stems of a word in each language. @param {string} word */
  stems(word) {
    const all = this.languages.map((language) => language.reduce(word));
    return all[0] === all[1] ? [all[0]] : all;
  }

  /** Whether the word says nothing of what is looked for. @param {string} word */
  isStopWord(word) {
    return this.languages.some((language) => language.stop.has(word));
  }

  /** @param {string} word @returns {Analysed} */
  analyse(word) {
    return remember(this.words, word, () => {
      const stems = this.stems(word);
      const plain = this.fold(word);
      const others = stems.map((stem) => this.fold(stem)).filter((stem) => !plain.startsWith(stem));
      return { stems, plain, lines: ['', plain, ...others].join('\n') };
    }, MOST_WORDS);
  }
}
