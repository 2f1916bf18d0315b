// @ts-check
import { keyOf } from './analysis.js';
import { floor, remember } from './small.js';

/** @typedef {import('./types.d.ts').Book} Book */
/** @typedef {import('./types.d.ts').Page} Page */

const MOST_BOOKS = 200;
/** Words that a text has at most: places count on from there. */
const TEXT = 1000000;

/** What a place tells. @param {number} place */
export const sectionOf = (place) => floor(place / TEXT / 2);
/** Whether a place is in the text of its section, not in its heading. @param {number} place */
export const isInText = (place) => floor(place / TEXT) % 2 !== 0;

/**
 * The words of pages: each once with its places, and the lines to look for marks in. A place is a number that tells
 * the section, whether it is in its text or its heading, and how many words come before it there.
 */
export class Books {
  /** @param {import('./analysis.js').Analysis} analysis */
  constructor(analysis) {
    this.analysis = analysis;
    /** @type {Map<Page, Book>} */
    this.books = new Map();
  }

  /**
   * Reads a page a text at a time, for who does not want to stand still until all are read.
   *
   * @param {Page} page
   */
  *prepare(page) {
    if (this.books.has(page)) return;
    /** @type {Map<string, import('./types.d.ts').BookWord>} */
    const words = new Map();
    /** @type {number[]} */
    const starts = [];
    let lines = '';
    for (const [text, first] of textsOf(page)) {
      let place = first;
      for (const token of this.analysis.read(text)) {
        const key = keyOf(token);
        let word = words.get(key);
        if (!word) {
          const { text: own, parts } = token;
          word = { text: own, parts, stem: this.analysis.analyse(own).stems[0], places: [] };
          words.set(key, word);
          starts.push(lines.length);
          for (const one of [own, ...parts]) lines += this.analysis.analyse(one).lines;
        }
        word.places.push(place);
        place += 1;
      }
      yield;
    }
    remember(this.books, page, () => ({ words: [...words.values()], starts, lines }), MOST_BOOKS);
  }

  /** @param {Page} page @returns {Book} */
  book(page) {
    for (const _ of this.prepare(page));
    return /** @type {Book} */ (this.books.get(page));
  }
}

/** The texts of a page, each with its first place. The title stands before all sections. @param {Page} page */
function textsOf([, title, , sections]) {
  /** @type {[text: string, first: number][]} */
  const texts = [[title, -TEXT]];
  for (const [i, [heading, , text]] of sections.entries()) {
    texts.push([i || heading ? heading : title, 2 * i * TEXT], [text, (2 * i + 1) * TEXT]);
  }
  return texts;
}
