// @ts-check
// What one word of a query asks for.
import { addExact, FoundTerms, likeness, wantedForStem } from './exact.js';
import { floor, max, min, NONE } from './small.js';
import { addCorrections } from './typos.js';
import * as W from './weights.js';

/** @typedef {import('./search-index.js').SearchIndex} SearchIndex */
/** @typedef {import('./types.d.ts').Token} Token */
/** @typedef {import('./types.d.ts').WordPlan} WordPlan */

const MOST_BEGINNINGS = 40;
const MOST_ENDINGS = 8;

/** Adds words whose ending is being typed. @param {SearchIndex} index @param {string} word @param {FoundTerms} found */
function addUnfinished(index, word, found) {
  const { swedish } = index.analysis;
  for (let cut = 1; cut <= min(6, word.length - 3); cut++) {
    if (!swedish.begun.has(word.slice(-cut))) continue;
    const base = word.slice(0, -cut);
    for (const at of index.lookup(index.analysis.fold(base))) {
      const term = index.term(at);
      const least = word.length > W.SHORT ? W.WITHOUT_ACCENTS : W.EXACT;
      if (term.pages > 0 && likeness(index, word, base, term.text) >= least) {
        found.add(at, W.UNFINISHED, W.AS_TYPED);
        found.sure = true;
      }
    }
  }
}

/** Numbers of terms, the shortest first. @param {SearchIndex} index @param {number[]} terms @param {number} most */
function shortest(index, terms, most) {
  const withLength = terms.map((at) => ({ at, length: index.term(at).fold.length }));
  return withLength.sort((a, b) => a.length - b.length || a.at - b.at).slice(0, most);
}

/**
 * Adds longer words that begin so.
 *
 * @param {SearchIndex} index
 * @param {string} word
 * @param {string} stem
 * @param {boolean} isLast Whether it may still be typed.
 * @param {FoundTerms} found
 */
function addBeginnings(index, word, stem, isLast, found) {
  const { analysis } = index;
  const folded = analysis.fold(word);
  const short = analysis.fold(stem);
  const isPlain = folded === word;
  const wasSure = found.sure;
  const starts = [[folded, word]];
  const isStart = short.length >= 5 && folded.startsWith(short);
  if (!found.sure && isStart && short !== folded && word.length > W.SHORT) starts.push([short, stem]);
  for (const [start, typed] of starts) {
    // Where more begins so than is fetched, the alphabet chose which. What is made of this
    // holds no character that text may not have.
    const isAll = index.shardOf(start + String.fromCharCode(0xffff)) - index.shardOf(start) < 2;
    const fitting = index.prefixed(start, 2).filter((at) => {
      const term = index.term(at);
      return term.pages > 0 && (isPlain || term.text.startsWith(typed)) && !found.terms.has(at);
    });
    for (const { at, length } of shortest(index, fitting, MOST_BEGINNINGS)) {
      let weight = floor(W.PREFIX * start.length / max(length, 1));
      if (!isLast) weight = floor(weight * 7 / 10);
      if (wasSure) weight = floor(weight / (isAll ? 2 : 4));
      found.add(at, weight, isLast ? W.AS_TYPED : W.BY_RELATION);
      if (start.length >= 3) found.sure = true;
    }
  }
}

/** Adds longer words that end so. @param {SearchIndex} index @param {string} stem @param {FoundTerms} found */
function addEndings(index, stem, found) {
  const reversed = (/** @type {string} */ text) => [...text].reverse().join('');
  const keys = index.prefixed(`~${reversed(index.analysis.fold(stem))}`, 1);
  for (const { at: key } of shortest(index, keys, MOST_ENDINGS)) {
    for (const at of index.lookup(reversed(index.term(key).text.slice(1)))) {
      if (index.term(at).pages > 0) {
        found.add(at, W.BY_ENDING, W.BY_RELATION);
        found.sure = true;
      }
    }
  }
}

/** @typedef {import('./compounds.js').Split} Split */
/** Whether all of a compound is known. @param {Split} split */
const isWhole = ({ whole }) => whole;

const isAny = () => true;

/**
 * Adds the parts of a compound that the site does not have. Where it has all of them, nothing is misspelt.
 *
 * @param {SearchIndex} index
 * @param {Split | null} split
 * @param {FoundTerms} found
 * @param {WordPlan} plan
 * @param {(split: Split) => boolean} fits
 */
function addParts(index, split, found, plan, fits) {
  if (plan.sets.length || !split || !fits(split)) return;
  const parts = split.parts.map((part) => wantedForStem(index, part)).filter((wants) => wants.length);
  if (!parts.length || (split.whole && parts.length < split.parts.length)) return;
  plan.sets.push({ weight: W.COMPOUND_PARTS, parts });
  if (!split.whole) plan.meant = index.term(parts[0][0].at).text;
  found.sure = true;
}

/**
 * @param {SearchIndex} index
 * @param {Token} token
 * @param {boolean} isLast Whether it is the query's last word, which may still be typed.
 * @param {boolean} isSwedish Whether the query is surely in Swedish.
 * @param {string} particle What stands after it, if that can be its particle.
 * @returns {WordPlan}
 */
export function planWord(index, token, isLast, isSwedish, particle) {
  const { analysis } = index;
  const word = token.text;
  const [stem, ...otherStems] = isSwedish ? [analysis.stem(word)] : analysis.stems(word);
  /** @type {WordPlan} */
  const plan = { word, direct: NONE, sets: [], marks: new Set(), meant: '' };
  const found = new FoundTerms();
  const missed = index.need.size;
  // What has to be fetched first may make the next try needless.
  const waits = () => !found.sure && index.need.size > missed;
  const tries = [
    () => {
      const joined = particle + word;
      if (particle) addExact(index, analysis.stem(joined), joined, W.EXACT, found, plan.sets);
      // The word alone is looked for all the same.
      found.sure = false;
    },
    () => [stem, ...otherStems].forEach((one) => addExact(index, one, word, W.EXACT, found, plan.sets)),
    () => {
      const root = analysis.root(stem);
      if (!found.sure && root !== stem) addExact(index, root, word, W.SAME_ROOT, found, plan.sets);
    },
    () => {
      if (!found.sure) addUnfinished(index, word, found);
    },
    () => {
      const isLong = word.length >= 2 && (isLast || (!found.sure && word.length >= 3));
      if (isLong) addBeginnings(index, word, stem, isLast, found);
    },
    () => {
      if (!found.sure && word.length >= 5) addEndings(index, stem, found);
    },
  ];
  for (const attempt of tries) {
    attempt();
    if (waits()) return plan;
  }
  if (token.parts.length) {
    const wanted = (/** @type {string} */ part) => analysis.stems(part).flatMap((one) => wantedForStem(index, one));
    plan.sets.push({ weight: W.HYPHENED_PARTS, parts: token.parts.map(wanted) });
  }
  const { compounds } = analysis;
  const further = [
    // The lexicon is fetched for what more than one slip keeps apart from all words nearby.
    () => addCorrections(index, token, stem, found, plan, waits, true),
    () => index.get('l0'),
    () => addParts(index, compounds.split(word), found, plan, isWhole),
    () => addParts(index, compounds.guess(word), found, plan, isWhole),
    () => addCorrections(index, token, stem, found, plan, waits, false),
    () => addParts(index, compounds.split(word) || compounds.guess(word), found, plan, isAny),
  ];
  for (const attempt of further) {
    if (found.sure || waits()) break;
    attempt();
  }
  plan.direct = found.wanted();
  for (const { at } of plan.direct) plan.marks.add(index.term(at).text);
  for (const { at } of plan.sets.flatMap((set) => set.parts.flat())) plan.marks.add(index.term(at).text);
  return plan;
}
