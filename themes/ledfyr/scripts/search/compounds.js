// @ts-check
// Compounds taken apart. src/language/compound.rs does the same; change both together.
import { letterBits } from './edit-distance.js';
import { frontDecode } from './front-coding.js';
import { min, VOWEL, wordsOf } from './small.js';

const PART = 10;
const FOLDED = 3;
const UNKNOWN_LEFT = 42;
const UNKNOWN_RIGHT = 48;
const PARTICLE = 16;
const MOST_PARTS = 5;
const LONGEST_PART = 18;
const SHORTEST_COMPOUND = 6;
const SHORTEST_HEAD = 3;
/** An ending that looks like a word: «-tare», «-daren». */
const WHO_DOES = /^.?ar(e|en|na)$/;

/** A stem, and what it costs to take a piece of a compound for it. @typedef {[stem: string, cost: number]} Priced */

/**
 * The cheapest way from the beginning of a word to a place in it.
 *
 * @typedef {object} Way
 * @property {number} cost
 * @property {number} from Where the last piece begins.
 * @property {number} pieces
 * @property {number} known Pieces that are words.
 * @property {boolean} unknown Whether one piece is no word that is known.
 * @property {'' | 'known' | 'particle' | 'unknown'} kind What the last piece is.
 */
/**
 * @typedef {object} End
 * @property {number} cost
 * @property {number} from Where the last part begins.
 * @property {boolean} unknown
 * @property {boolean} head Whether the last part is known.
 */
/**
 * @typedef {object} Split
 * @property {string[]} parts
 * @property {boolean} head Whether the last part is known.
 * @property {boolean} whole Whether all parts are.
 */

/** @param {Map<string, Priced>} map @param {string} form @param {string} stem @param {number} cost */
function keepCheapest(map, form, stem, cost) {
  const known = map.get(form);
  if (!known || cost < known[1]) map.set(form, [stem, cost]);
}

/** The forms that a word has as the first part of a compound, and what they cost more. @param {string} word */
function leftForms(word) {
  /** @type {[form: string, more: number][]} */
  const forms = [[word, 0]];
  const root = word.slice(0, -1);
  if (!word.endsWith('s')) forms.push([`${word}s`, 0]);
  if (word.endsWith('a')) forms.push([root, 0], [`${root}s`, 1], [`${root}o`, 2], [`${root}u`, 2], [`${root}e`, 2]);
  else if (word.endsWith('e')) forms.push([root, 1], [`${root}a`, 3]);
  else forms.push([`${word}e`, 3]);
  return forms;
}

export class Compounds {
  /**
   * @param {import('./types.d.ts').Tables} tables
   * @param {import('./language.js').Language} swedish
   * @param {import('./letters.js').Letters} letters
   */
  constructor(tables, swedish, letters) {
    this.swedish = swedish;
    this.letters = letters;
    const set = (/** @type {string} */ words) => new Set(wordsOf(words));
    this.neverLeft = set(tables.neverLeft);
    this.neverRight = set(tables.neverRight);
    this.particle = set(tables.particle);
    this.onset = set(tables.onset);
    this.short = set(tables.short);
    /** @type {Map<string, Priced>} */
    this.lefts = new Map();
    /** @type {Map<string, Priced>} */
    this.rights = new Map();
    /**
     * The stems of all simple words, folded, and their letters.
     *
     * @type {[stem: string, fold: string, bits: number][]}
     */
    this.simples = [];
  }

  /** Takes the words that compounds are made of. @param {string} text */
  addLexicon(text) {
    for (const line of frontDecode(text)) {
      const sign = line.charCodeAt(line.length - 1) - 48;
      this.add(line.slice(0, -1), (sign & 1) > 0, (sign & 2) > 0, (sign >> 2) & 3);
    }
  }

  /** @param {string} word @param {boolean} left @param {boolean} right @param {number} rarity */
  add(word, left, right, rarity) {
    const stem = this.swedish.reduce(word);
    const fold = this.letters.fold(stem);
    const cost = PART + rarity * 2;
    if (right && word.length >= SHORTEST_HEAD) {
      const asHead = cost + (word.length === SHORTEST_HEAD ? 6 : 0);
      keepCheapest(this.rights, stem, stem, asHead);
      keepCheapest(this.rights, fold, stem, asHead + FOLDED);
    }
    if (left) {
      for (const [form, more] of leftForms(word)) {
        const { length } = form;
        if (length < 3 && (length < word.length || !this.short.has(form))) continue;
        if (this.neverLeft.has(form)) continue;
        const asLeft = cost + more + (length <= 3 ? 4 : 0);
        keepCheapest(this.lefts, this.letters.fold(form), stem, asLeft + FOLDED);
        keepCheapest(this.lefts, form, stem, asLeft);
      }
    }
    this.simples.push([stem, fold, letterBits(fold)]);
  }

  /** What a piece is as the last part. @param {string} piece */
  head(piece) {
    const stem = this.swedish.reduce(piece);
    return this.rights.get(stem) || this.rights.get(this.swedish.reduce(stem, true));
  }

  /** The parts of a compound; nothing for a simple word. @param {string} word @returns {Split | null} */
  split(word) {
    if (word.length < SHORTEST_COMPOUND || /[0-9]/.test(word)) return null;
    const stem = this.swedish.reduce(word);
    if (this.rights.get(stem)?.[0] === stem) return null;
    return this.cheapest(word, true) || this.cheapest(word, false);
  }

  /**
   * The parts of a compound that the site does not have, where nothing else is found: any known word may stand in
   * front, and at the end short ones and unknown ones too. Nothing when no part is known.
   *
   * @param {string} word
   * @returns {Split | null}
   */
  guess(word) {
    if (word.length < SHORTEST_COMPOUND || /[0-9]/.test(word)) return null;
    /** @type {Split | null} */
    let best = null;
    for (let i = word.length - SHORTEST_HEAD; i >= 2; i--) {
      const left = this.front(word.slice(0, i));
      const piece = word.slice(i);
      const right = this.neverRight.has(piece) || WHO_DOES.test(piece) ? undefined : this.head(piece);
      if (left && right) best = { parts: [...left, right[0]], head: true, whole: true };
      else if (!best?.whole && right && VOWEL.test(word.slice(0, i))) {
        best = { parts: [right[0]], head: true, whole: false };
      } else if (left && !best) best = { parts: left, head: false, whole: false };
    }
    return best;
  }

  /** The stems of what stands in front of another word; nothing when it is not known. @param {string} piece */
  front(piece) {
    const bare = piece.endsWith('s') ? piece.slice(0, -1) : piece;
    // Only the word as dictionaries have it: «riskan» is none that stands in front.
    const isBare = (/** @type {string} */ word) => this.swedish.reduce(word).length + 1 >= word.length;
    const asHead = [piece, bare].filter(isBare).map((word) => this.head(word));
    const known = this.lefts.get(piece) || asHead.find(Boolean);
    if (known) return [known[0]];
    const split = piece.length >= SHORTEST_COMPOUND ? this.cheapest(piece, true) : null;
    return split?.parts;
  }

  /**
   * @param {string} word
   * @param {boolean} strict Whether all parts must be known.
   * @returns {Split | null}
   */
  cheapest(word, strict) {
    /** The cheapest way to each place. @type {(Way | undefined)[]} */
    const ways = [{ cost: 0, from: 0, pieces: 0, known: 0, unknown: false, kind: '' }];
    /** @type {End | null} */
    let best = null;
    for (let i = 0; i < word.length; i++) {
      const way = ways[i];
      if (!way || way.pieces >= MOST_PARTS) continue;
      if (i > 0) best = this.cheaperEnd(word, i, way, strict, best);
      for (let j = i + 2; j <= min(i + LONGEST_PART, word.length - SHORTEST_HEAD); j++) {
        const next = this.step(word.slice(i, j), i, way, strict);
        const known = ways[j];
        if (next && (!known || next.cost < known.cost)) ways[j] = next;
      }
    }
    return best && this.partsOf(word, ways, best);
  }

  /**
   * The way on over one piece that is not the last; nothing when it is no part.
   *
   * @param {string} piece
   * @param {number} from
   * @param {Way} way
   * @param {boolean} strict
   * @returns {Way | undefined}
   */
  step(piece, from, way, strict) {
    const left = from === 0 || piece.length > 2 ? this.lefts.get(piece) : undefined;
    const pieces = way.pieces + 1;
    const { unknown } = way;
    if (left) return { cost: way.cost + left[1], from, pieces, known: way.known + 1, unknown, kind: 'known' };
    const isParticle = this.particle.has(piece);
    if (from === 0 && isParticle) return { ...way, cost: PARTICLE, from, pieces, kind: 'particle' };
    if (strict || unknown || piece.length < 4 || isParticle) return undefined;
    if (!VOWEL.test(piece) || this.neverLeft.has(piece)) return undefined;
    return { ...way, cost: way.cost + UNKNOWN_LEFT, from, pieces, unknown: true, kind: 'unknown' };
  }

  /**
   * The cheaper of `best` and the end that takes the rest from `from` on as the last part.
   *
   * @param {string} word
   * @param {number} from
   * @param {Way} way
   * @param {boolean} strict
   * @param {End | null} best
   */
  cheaperEnd(word, from, way, strict, best) {
    const piece = word.slice(from);
    const { length } = piece;
    if (length < SHORTEST_HEAD || this.neverRight.has(piece)) return best;
    const sure = way.known > 0;
    const right = this.head(piece);
    const isHead = right !== undefined && (length >= 4 || right[1] <= PART + 6);
    let { cost } = way;
    if (isHead) {
      if (!sure && (way.kind === 'particle' || (length < 5 && right[1] > PART))) return best;
      cost += right[1];
    } else {
      if (strict || way.unknown || !sure || length < 5 || !VOWEL.test(piece)) return best;
      const onset = piece.slice(0, piece.search(VOWEL));
      if (onset.length > 1 && !this.onset.has(onset)) return best;
      cost += UNKNOWN_RIGHT;
    }
    return !best || cost < best.cost ? { cost, from, unknown: way.unknown || !isHead, head: isHead } : best;
  }

  /** @param {string} word @param {(Way | undefined)[]} ways @param {End} end @returns {Split} */
  partsOf(word, ways, end) {
    const parts = [];
    if (end.head) {
      const piece = word.slice(end.from);
      parts.push(this.head(piece)?.[0] ?? this.swedish.reduce(piece));
    }
    for (let at = end.from; at > 0;) {
      const way = ways[at];
      if (!way) break;
      const left = way.kind === 'known' && this.lefts.get(word.slice(way.from, at));
      if (left) parts.push(left[0]);
      at = way.from;
    }
    return { parts: parts.reverse(), head: end.head, whole: !end.unknown };
  }
}
