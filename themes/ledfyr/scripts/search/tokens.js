// @ts-check
// From text to words. The same steps stand in src/language/tokens.rs; change both together.
import { DIGIT, LETTER, SKIPPED } from './letters.js';
import { NONE } from './small.js';

/** @typedef {import('./types.d.ts').Token} Token */

const LONGEST = 60;
const SECTION_SIGN = 0xa7;
const APOSTROPHES = [0x27, 0x2019];

const JOINED = 1;
const SPACE = 2;
const HYPHEN = 3;
const COLON = 4;
const DOT = 5;
/** What stands between two atoms that may be one word. @type {Record<string, number>} */
const GAPS = {
  '': JOINED,
  ' ': SPACE,
  '\u00a0': SPACE,
  '\u202f': SPACE,
  '\u2009': SPACE,
  '-': HYPHEN,
  '\u2010': HYPHEN,
  '\u2011': HYPHEN,
  ':': COLON,
  '.': DOT,
};

/**
 * A run of letters and digits, or the sign for a section.
 *
 * @typedef {object} Atom
 * @property {number} start
 * @property {number} end
 * @property {string} text
 * @property {boolean} digits Whether there are only digits.
 * @property {boolean} letters Whether there are only letters.
 * @property {boolean} sign Whether it is the sign for a section.
 * @property {boolean} plus Whether a plus stands before it.
 * @property {number} gap What stands between it and the one before; 0 for what parts them.
 */

/** Whether nothing or a space stands before. @param {Atom} atom */
const isNear = (atom) => atom.gap === JOINED || atom.gap === SPACE;

/**
 * How many atoms from `i` on are one number in groups: a telephone number, an amount.
 *
 * @param {Atom[]} atoms
 * @param {number} i
 */
function numberLength(atoms, i) {
  const first = atoms[i].text;
  let n = 1;
  while (n < 7 && atoms[i + n]?.digits && (atoms[i + n].gap === SPACE || atoms[i + n].gap === HYPHEN)) n += 1;
  for (; n > 1; n--) {
    const group = atoms.slice(i, i + n);
    const total = group.reduce((sum, atom) => sum + atom.text.length, 0);
    if ((first.startsWith('0') || atoms[i].plus) && total >= 6 && total <= 13) return n;
    if (n === 2 && /^11.$/.test(first) && total === 5) return n;
    if (first.length <= 3 && group.slice(1).every((atom) => atom.gap === SPACE && atom.text.length === 3)) return n;
  }
  return 1;
}

/** @param {Atom | undefined} atom */
const isAfterSign = (atom) => atom?.gap === COLON || atom?.gap === DOT;

/**
 * Whether it is a time of the day: «07:30», «7.30». More after it makes a date or a version of it.
 *
 * @param {Atom[]} atoms
 * @param {number} i
 */
function isTime(atoms, i) {
  const [hours, minutes, third] = atoms.slice(i, i + 3);
  return /^\d{1,2}$/.test(hours.text) && Number(hours.text) < 24 && /^[0-5]\d$/.test(minutes.text)
    && isAfterSign(minutes) && !(third?.digits && isAfterSign(third));
}

export class Tokenizer {
  /**
   * @param {import('./letters.js').Letters} letters
   * @param {Set<string>} colonEndings What may follow a colon within a word: «SÄPO:s».
   */
  constructor(letters, colonEndings) {
    this.letters = letters;
    this.colonEndings = colonEndings;
  }

  /** The words of a text. @param {string} text @returns {Token[]} */
  tokens(text) {
    const atoms = this.atoms(text);
    const out = [];
    for (let i = 0; i < atoms.length;) {
      const n = this.span(atoms, i);
      const { text: word, start, end, sign } = atoms[i];
      if (n > 1) out.push(join(atoms.slice(i, i + n), atoms.slice(i, i + 3)));
      else if (!sign) out.push({ text: word, parts: NONE, start, end });
      i += n;
    }
    return out;
  }

  /** @param {string} text */
  atoms(text) {
    /** @type {Atom[]} */
    const atoms = [];
    /** @type {Atom | undefined} */
    let atom;
    let open = false;
    let end = 0;
    let count = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      const kind = this.letters.kindOf(code);
      const inWord = kind === LETTER || kind === DIGIT;
      const sign = code === SECTION_SIGN;
      if (inWord || sign) {
        if (!atom || !open || sign) {
          const between = text.slice(end, i);
          const plus = between.endsWith('+');
          atom = { start: i, end: i, text: '', digits: true, letters: true, sign, plus, gap: GAPS[between] || 0 };
          atoms.push(atom);
          count = 0;
        }
        count += 1;
        if (count <= LONGEST) atom.text += String.fromCharCode(this.letters.lower(code));
        end = i + 1;
        atom.end = end;
        atom.digits = atom.digits && kind === DIGIT;
        atom.letters = atom.letters && kind === LETTER;
        open = inWord;
      } else if (kind === SKIPPED) {
        if (open) end = i + 1;
      } else if (APOSTROPHES.includes(code)) {
        open = open && /^[a-zA-Z]/.test(text.slice(i + 1, i + 2));
      } else open = false;
    }
    return atoms;
  }

  /** How many atoms from `i` on are one word. @param {Atom[]} atoms @param {number} i */
  span(atoms, i) {
    const atom = atoms[i];
    const next = atoms[i + 1];
    if (!next) return 1;
    if (atom.sign) return next.digits && isNear(next) ? 2 : 1;
    if (atom.digits) {
      const third = atoms[i + 2];
      if (next.digits && (next.gap === COLON || isTime(atoms, i))) return 2;
      if (isNear(next) && (next.sign || next.text === 'kap')) return 2;
      if (isNear(next) && next.letters && next.text.length === 1 && third?.sign && isNear(third)) return 3;
      const n = numberLength(atoms, i);
      if (n > 1) return n;
    }
    if (next.gap === COLON && atom.letters && next.letters && this.colonEndings.has(next.text)) return 2;
    if (atom.digits && next.digits) return 1;
    let n = 1;
    while (n < 6 && atoms[i + n]?.gap === HYPHEN && !atoms[i + n].sign) n += 1;
    return n;
  }
}

/**
 * The word that several atoms are.
 *
 * @param {Atom[]} atoms
 * @param {Atom[]} more The same, with what follows.
 * @returns {Token}
 */
function join(atoms, more) {
  const [first, second] = atoms;
  const last = atoms[atoms.length - 1];
  /** @type {Token} */
  const token = { text: '', parts: NONE, start: first.start, end: last.end };
  if (first.sign) token.text = `${second.text}§`;
  else if (second.gap === COLON || second.gap === DOT) {
    // «7.30» is «07:30».
    const zero = isTime(more, 0) && first.text.length === 1 ? '0' : '';
    token.text = zero + first.text + (second.digits ? `:${second.text}` : '');
  }
  else {
    const parts = atoms.map((atom) => atom.text);
    token.text = parts.join('').slice(0, LONGEST);
    const isChapter = first.digits && last.text === 'kap' && second.gap !== HYPHEN;
    if (!last.sign && !isChapter) token.parts = parts;
  }
  return token;
}
