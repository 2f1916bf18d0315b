// @ts-check
// From a query to the terms that it asks for.
import { keyOf } from './analysis.js';
import { addExact, FoundTerms, likeness } from './exact.js';
import { remember } from './small.js';
import { AS_TYPED, EXACT, OTHER_ACCENTS } from './weights.js';
import { planWord } from './word-plan.js';

/** @typedef {import('./search-index.js').SearchIndex} SearchIndex */
/** @typedef {import('./types.d.ts').Token} Token */

const MOST_WORDS = 12;
/** A word that looks like a form of a verb. */
const VERB = /.{3}(a|[ae]r|[aei]t|[aeit]de?|te)$/;

export class Planner {
  /** @param {SearchIndex} index */
  constructor(index) {
    this.index = index;
    /** What words of queries asked for. @type {Map<string, import('./types.d.ts').WordPlan>} */
    this.asked = new Map();
  }

  /** @param {string} query @returns {import('./types.d.ts').Plan} */
  plan(query) {
    const { index } = this;
    const { analysis } = index;
    const tokens = analysis.tokens(query);
    const said = this.meaningful(tokens, query.length);
    const isSwedish = this.isSwedish(tokens);
    const most = 990000 / (10000 + index.manifest.pages);
    const words = said.map((at, i) => {
      const isLast = i === said.length - 1;
      const particle = this.particleAfter(tokens, at);
      const key = `${keyOf(tokens[at])} ${isLast} ${isSwedish} ${particle}`;
      const plan = () => planWord(index, tokens[at], isLast, isSwedish, particle);
      return remember(this.asked, key, plan, most);
    });
    const joined = [];
    for (let first = 0; first + 1 < said.length; first++) {
      const between = tokens.slice(said[first] + 1, said[first + 1]);
      const turned = between.length > 0 && between.every(({ text }) => analysis.swedish.turning.has(text));
      const wants = this.joinedWords(tokens[said[first]].text, tokens[said[first + 1]].text, turned);
      if (wants.length) joined.push({ first, wants });
    }
    // What an index that is not whole yet says of them is not remembered.
    if (index.need.size + index.failed.size) this.asked.clear();
    const danger = tokens.some(({ text }) => analysis.stems(text).some((stem) => analysis.danger.has(stem)));
    return { words, joined, asked: tokens.length > 1 && analysis.folded(tokens), danger };
  }

  /**
   * Whether a query is surely in Swedish: by a letter or a small word of its own, or by a word that the site has as it
   * is in Swedish alone.
   *
   * @param {Token[]} tokens
   */
  isSwedish(tokens) {
    const { index } = this;
    const [swedish, english] = index.analysis.languages;
    const missed = index.need.size;
    const isSure = !english || tokens.some(({ text }) => {
      if (/[åäö]/.test(text) || (swedish.stop.has(text) && !english.stop.has(text))) return true;
      const [stem, other] = [swedish, english].map((language) => language.reduce(text));
      const isThere = stem !== other && !english.stop.has(text) && index.withText(stem).length > 0;
      return isThere && !index.withText(other).length;
    });
    // What may turn out to be Swedish fetches nothing for English.
    return isSure || index.need.size > missed;
  }

  /**
   * The particle of a verb, which a participle begins with: «stänga av» and «avstängd».
   *
   * @param {Token[]} tokens
   * @param {number} at
   */
  particleAfter(tokens, at) {
    const next = tokens[at + 1]?.text ?? '';
    return VERB.test(tokens[at].text) && this.index.analysis.compounds.particle.has(next) ? next : '';
  }

  /** Numbers of the words that say something. @param {Token[]} tokens @param {number} end Where the query ends. */
  meaningful(tokens, end) {
    const all = [...tokens.keys()];
    let said = all.filter((i) => !this.index.analysis.isStopWord(tokens[i].text));
    if (!said.length) said = all;
    // One letter of a word that is being typed says nothing yet, and as a word of its own it would spoil the others.
    const last = tokens[said[said.length - 1]];
    if (said.length > 1 && last.end === end && /^\D$/.test(last.text)) said.pop();
    return said.slice(0, MOST_WORDS);
  }

  /**
   * What two words mean as one: «brand skydd», or with `turned` «skydd mot brand».
   *
   * @param {string} one
   * @param {string} other
   * @param {boolean} turned
   */
  joinedWords(one, other, turned) {
    const { index } = this;
    const { analysis } = index;
    const [oneStem, otherStem] = [one, other].map((word) => analysis.stem(word));
    const found = new FoundTerms();
    const tries = [one + other, `${one}s${other}`];
    if (turned) tries.push(other + one, `${other}s${one}`, otherStem + one, `${otherStem}s${one}`);
    for (const word of tries) {
      const stem = analysis.stem(word);
      for (const at of index.lookup(analysis.fold(stem))) {
        const term = index.term(at);
        if (term.pages > 0 && likeness(index, word, stem, term.text) > OTHER_ACCENTS) found.add(at, EXACT, AS_TYPED);
      }
    }
    addExact(index, `${oneStem} ${otherStem}`, one, EXACT, found, []);
    return found.wanted();
  }
}
