// @ts-check
// Text with the words of a query marked.
import { countBits, max, min } from './small.js';

/** @typedef {import('./matcher.js').Matcher} Matcher */
/** @typedef {import('./types.d.ts').Piece} Piece */
/** @typedef {import('./types.d.ts').Token} Token */

/** Letters of a snippet, and how many of them may come before what was found. */
const LENGTH = 190;
const BEFORE = 60;

/**
 * Text as pieces.
 *
 * @param {Matcher} matcher
 * @param {string} text
 * @param {number} [from]
 * @param {number} [to]
 */
export function pieces(matcher, text, from = 0, to = text.length) {
  /** @type {Piece[]} */
  const out = [];
  let at = from;
  for (const token of matcher.analysis.read(text)) {
    if (token.start < from || token.end > to || !matcher.met(token).any) continue;
    if (token.start > at) out.push([text.slice(at, token.start), false]);
    out.push([text.slice(token.start, token.end), true]);
    at = token.end;
  }
  if (to > at) out.push([text.slice(at, to), false]);
  return out;
}

/** Where the part of a text begins that has most of a query. @param {Token[]} tokens @param {number[]} met */
function bestStart(tokens, met) {
  let best = 0;
  let from = tokens[0]?.start ?? 0;
  for (const [i, { start }] of tokens.entries()) {
    if (!met[i]) continue;
    let hits = 0;
    let all = 0;
    for (let j = i; j < tokens.length && tokens[j].end - start <= LENGTH * 2 / 3; j++) {
      all |= met[j];
      if (met[j]) hits += 1;
    }
    const value = countBits(all) * 100 + min(20, hits);
    if (value > best) {
      best = value;
      from = start;
    }
  }
  return from;
}

/** Where to begin, so that a sentence or at least a word is whole. @param {string} text @param {number} from */
function startBefore(text, from) {
  const before = text.slice(0, from);
  const near = max(0, from - BEFORE);
  let start = /^.*[.!?\n]/s.exec(before)?.[0].length ?? 0;
  if (start < near) {
    const gap = before.indexOf(' ', near);
    start = gap < 0 ? from : gap;
  }
  while (start < from && /[\s·]/.test(text[start])) start += 1;
  return start;
}

/** @param {string} text @param {number} start @param {number} from */
function endAfter(text, start, from) {
  let end = text.length;
  if (end - start > LENGTH) {
    const gap = text.lastIndexOf(' ', start + LENGTH);
    end = gap > from ? gap : start + LENGTH;
  }
  // Never between the two halves of one sign.
  return /^[\udc00-\udfff]/.test(text.slice(end)) ? end - 1 : end;
}

/**
 * A text on one line, with signs between what stands apart on the page: cells, and items of a list.
 *
 * @param {string} text
 */
const onOneLine = (text) =>
  text.trim().replace(/\t*\s*\n\s*/g, '\n').replace(/([.!?:;,–])\n/g, '$1 ').replace(/ *[\n\t] */g, ' · ');

/** The part of a text that has most of a query. @param {Matcher} matcher @param {string} whole */
export function snippet(matcher, whole) {
  const text = onOneLine(whole);
  const tokens = matcher.analysis.read(text);
  const from = bestStart(tokens, tokens.map((token) => matcher.met(token).any));
  const start = startBefore(text, from);
  const end = endAfter(text, start, from);
  const out = pieces(matcher, text, start, end);
  if (start > 0) out.unshift(['…', false]);
  if (end < text.length) out.push(['…', false]);
  return out;
}
