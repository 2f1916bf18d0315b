// @ts-check
import { remember, VOWEL, wordsOf } from './small.js';

const ROUNDS = 6;

/**
 * @typedef {object} Rule
 * @property {string} ending What goes.
 * @property {string} to What comes instead.
 * @property {number} least Letters that must be left.
 * @property {boolean} wide Whether it only makes roots.
 * @property {boolean} first Whether it only comes first.
 * @property {string | null} before Letters of which one must stand before, or with `not` none may.
 * @property {boolean} not
 */
/**
 * @typedef {object} Ending
 * @property {Map<string, Ending>} next By the letter before.
 * @property {Rule[]} rules
 * @property {boolean} [fixed] Words that end so stay as they are.
 * @property {boolean} [kept] The same, unless it is their root that is asked for.
 * @property {string} [irregular]
 */

/** @param {string} word @param {Rule} rule */
function fits(word, rule) {
  const rest = word.length - rule.ending.length;
  if (rest < rule.least || (rest <= 2 && !VOWEL.test(word[0])) || !VOWEL.test(word.slice(0, rest))) return false;
  if (rule.before === null) return true;
  return (rest > 0 && rule.before.includes(word[rest - 1])) !== rule.not;
}

/** Stemming by table, and the stop words of a language. */
export class Language {
  /** @param {import('./types.d.ts').LanguageTables} tables */
  constructor(tables) {
    /** @type {Ending} */
    this.endings = { next: new Map(), rules: [] };
    /** Rules that come last. @type {Rule[]} */
    this.last = [];
    /** @type {Map<string, string>} */
    this.irregular = new Map();
    /** What an ending may begin with: a word that is being typed ends so. @type {Set<string>} */
    this.begun = new Set();
    /** @type {Set<string>} */
    this.stop = new Set();
    /** Stop words that turn an expression round: «analys av risk». @type {Set<string>} */
    this.turning = new Set();
    tables.stem.split('\n').filter(Boolean).forEach((line) => this.addRule(line));
    tables.irregular.split('\n').forEach((line) => this.addIrregular(line));
    for (const word of wordsOf(tables.stop)) {
      const bare = word.replace(/^<+/, '');
      if (bare !== word) this.turning.add(bare);
      this.stop.add(bare);
    }
  }

  /** @param {string} ending */
  node(ending) {
    let at = this.endings;
    for (let i = ending.length - 1; i >= 0; i--) {
      at = remember(at.next, ending[i], () => ({ next: new Map(), rules: [] }));
    }
    return at;
  }

  /** @param {string} line */
  addRule(line) {
    const [kind, ending, to = '-', least = '3', before = '*'] = line.split(/\s+/);
    const not = before.startsWith('^');
    const rule = {
      ending,
      to: to === '-' ? '' : to,
      least: Number(least),
      wide: kind === '~',
      first: kind === 'g',
      before: before === '*' ? null : before.slice(Number(not)),
      not,
    };
    if (kind === '=') this.node(ending).fixed = true;
    else if (kind === '+') this.node(ending).kept = true;
    else if ('-~g'.includes(kind)) {
      for (let n = 1; n < ending.length; n++) this.begun.add(ending.slice(0, n));
      this.node(ending).rules.push(rule);
    } else this.last.push(rule);
  }

  /** @param {string} line */
  addIrregular(line) {
    const [to, forms = ''] = line.split(': ');
    for (const form of wordsOf(forms)) {
      const bare = form.replace(/^\*+/, '');
      remember(this.irregular, bare, () => to);
      if (bare !== form) this.node(bare).irregular ??= to;
    }
  }

  /**
   * The endings of a word that the tables know, the shortest first, with their lengths.
   *
   * @param {string} word
   */
  endingsOf(word) {
    /** @type {[length: number, ending: Ending][]} */
    const out = [];
    /** @type {Ending | undefined} */
    let node = this.endings;
    for (let i = word.length - 1; i >= 0; i--) {
      node = node.next.get(word[i]);
      if (!node) break;
      out.push([word.length - i, node]);
    }
    return out;
  }

  /** The stem of a word, or its root. @param {string} word @param {boolean} [wide] */
  reduce(word, wide = false) {
    if (/[0-9]/.test(word)) return word;
    const known = this.irregular.get(word);
    if (known !== undefined) return known;
    const endings = this.endingsOf(word);
    const [length, { irregular }] = endings.findLast(([, ending]) => ending.irregular !== undefined) ?? [0, {}];
    if (irregular !== undefined && length + 2 <= word.length) return word.slice(0, -length) + irregular;
    let stem = this.strip(word, endings, wide);
    for (const rule of this.last) {
      if (stem.endsWith(rule.ending) && fits(stem, rule)) {
        stem = stem.slice(0, stem.length - rule.ending.length) + rule.to;
      }
    }
    return stem;
  }

  /**
   * The word without its endings: the longest that may go goes, as often as one may.
   *
   * @param {string} word
   * @param {[number, Ending][]} first The word's endings.
   * @param {boolean} wide
   */
  strip(word, first, wide) {
    let stem = word;
    let endings = first;
    for (let round = 0; round < ROUNDS; round++) {
      if (round) endings = this.endingsOf(stem);
      if (endings.some(([, ending]) => ending.fixed || (ending.kept && !wide))) return stem;
      const isFirst = !round && !wide;
      /** @param {Rule} rule */
      const may = (rule) => (wide || !rule.wide) && (isFirst || !rule.first) && fits(stem, rule);
      let rule;
      for (let i = endings.length - 1; i >= 0 && !rule; i--) rule = endings[i][1].rules.find(may);
      if (!rule) return stem;
      stem = stem.slice(0, stem.length - rule.ending.length) + rule.to;
    }
    return stem;
  }
}
