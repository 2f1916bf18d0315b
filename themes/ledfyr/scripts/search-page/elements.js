// @ts-check
// Making elements. Text is always text.
import { address } from './connection.js';

/** @typedef {import('../search/types.d.ts').Found} Found */
/** @typedef {import('../search/types.d.ts').Page} Page */
/** @typedef {import('../search/types.d.ts').Piece} Piece */
/** @typedef {import('../search/types.d.ts').Section} Section */
/** @typedef {import('./connection.js').Search} Search */
/** @typedef {Record<string, string | number | boolean | undefined>} Attributes */

/** Words in an address that are marked where it leads. */
const MOST_MARKED = 8;

/** @param {Element} element @param {Attributes} attributes */
export function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(name, String(value));
  }
}

/**
 * @param {string} name
 * @param {Attributes} attributes
 * @param {...(Node | string)} inside
 */
export function build(name, attributes, ...inside) {
  const element = document.createElement(name);
  setAttributes(element, attributes);
  element.append(...inside);
  return element;
}

/**
 * A text of the interface with its holes filled.
 *
 * @param {string | undefined} text
 * @param {Record<string, unknown>} values
 */
export const fill = (text, values) =>
  (text ?? '').replace(/\{(\w+)\}/g, (hole, name) => String(values[name] ?? hole));

/** @param {Piece[]} pieces */
export const marked = (pieces) => pieces.map(([text, isMarked]) => (isMarked ? build('mark', {}, text) : text));

/**
 * The words to be marked on a page, for its address.
 *
 * @param {Search} search
 * @param {Found} found
 * @param {Page} page
 * @param {Section[]} sections
 */
function marking({ engine }, found, page, sections) {
  /** @type {Set<string>} */
  const words = new Set();
  for (const text of [page[1], ...sections.flatMap(([heading, , body]) => [heading, body])]) {
    for (const [piece, isMarked] of engine.pieces(found, text)) {
      if (isMarked && words.size < MOST_MARKED) words.add(piece.toLowerCase());
    }
  }
  return words.size ? `?markera=${[...words].map(encodeURIComponent).join('+')}` : '';
}

/**
 * The address of a page that was found, or of a heading on it.
 *
 * @param {Search} search
 * @param {Found} found
 * @param {Page} page
 * @param {Section[]} sections
 * @param {string} [anchor]
 */
export function linkTo(search, found, page, sections, anchor) {
  const hash = anchor ? `#${anchor}` : '';
  return address(search.words.root + page[0] + marking(search, found, page, sections) + hash);
}
