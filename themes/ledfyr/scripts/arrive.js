// @ts-check
// Arriving from a result of the search: its words are marked, and the address is made clean.
import { all, element, fill, first } from './lib/dom.js';

const MOST_WORDS = 8;

/** Takes the words out of the address. */
function takeWords() {
  const words = (new URLSearchParams(location.search).get('markera') ?? '').split(' ').filter(Boolean);
  if (!words.length) return [];
  try {
    history.replaceState(null, '', location.pathname + location.hash);
  } catch {
    // A browser may refuse this on a disk.
  }
  return words.slice(0, MOST_WORDS);
}

/** Whole words, wherever they stand. @param {string[]} words */
function pattern(words) {
  const any = words.map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|');
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, 'giu');
}

/** The texts of an element that readers see. @param {Element} root */
function textsOf(root) {
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walk.nextNode()) {
    const text = /** @type {Text} */ (walk.currentNode);
    if (!text.parentElement?.closest('script,style,svg,form')) texts.push(text);
  }
  return texts;
}

/** How many words were marked. @param {Text} text @param {RegExp} words */
function markIn(text, words) {
  const { data } = text;
  /** @type {(string | Node)[]} */
  const out = [];
  let at = 0;
  const matches = [...data.matchAll(words)];
  for (const { 0: word, index } of matches) {
    out.push(data.slice(at, index), element('mark', word, 'search-mark'));
    at = index + word.length;
  }
  if (matches.length) text.replaceWith(...out, data.slice(at));
  return matches.length;
}

/** @param {HTMLElement} main */
function unmark(main) {
  for (const mark of all('mark.search-mark', main)) {
    const parent = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    parent?.normalize();
  }
}

/** @param {HTMLElement} main @param {DOMStringMap} texts @param {number} n */
function tellMarks(main, texts, n) {
  const bar = element('p', `${fill(texts.marked, { n })} `, 'search-marked');
  const clear = Object.assign(element('button', texts.clear), { type: 'button' });
  clear.addEventListener('click', () => {
    unmark(main);
    bar.remove();
    main.focus();
  });
  bar.append(clear);
  main.prepend(bar);
  // The bar has moved what was asked for.
  first(':target')?.scrollIntoView();
}

const search = first('[data-search]');
const main = first('main');
if (search && main) {
  const words = takeWords();
  const whole = pattern(words);
  const marks = words.length ? textsOf(main).reduce((sum, text) => sum + markIn(text, whole), 0) : 0;
  if (marks) tellMarks(main, search.dataset, marks);
}
