// @ts-check
import { Books } from './books.js';
import { choicesOf, countChoices, suits } from './facets.js';
import { Matcher } from './matcher.js';
import { Planner } from './plan.js';
import { rank } from './rank.js';
import { rerank } from './rerank.js';
import { SearchIndex } from './search-index.js';
import { bestSections } from './sections.js';
import { pieces, snippet } from './snippet.js';
import { spelling } from './spelling.js';
import { BY_LIKENESS } from './weights.js';

/** @typedef {import('./types.d.ts').Chosen} Chosen */
/** @typedef {import('./types.d.ts').Found} Found */
/** @typedef {import('./types.d.ts').Page} Page */

const LONGEST_QUERY = 200;

/** A query as texts are: with joined letters («ﬁ») as those that they are. @param {string} query */
const readable = (query) => query.normalize('NFC').replace(/[\ufb00-\ufb06]/g, (sign) => sign.normalize('NFKC'));

/** The search: browsers and the program run the same. It fetches nothing; `index.need` says what it lacks. */
export class Engine {
  index = new SearchIndex();
  planner = new Planner(this.index);
  /** @type {Books | undefined} */
  known;

  get books() {
    this.known ??= new Books(this.index.analysis);
    return this.known;
  }

  /** Takes a payload of the index; throws when it is damaged. @param {string} id @param {any} payload */
  put(id, payload) {
    this.index.put(id, payload);
  }

  /**
   * Answers with what is here. What is missing stands in `index.need`, and asking again then gives more.
   *
   * @param {string} query
   * @param {string} lang
   * @param {Chosen} chosen
   */
  search(query, lang, chosen) {
    return this.settle(this.find(query, lang, chosen));
  }

  /** The pages by rank. @param {string} query @param {string} lang @param {Chosen} chosen @returns {Found} */
  find(query, lang, chosen) {
    const { index } = this;
    index.need.clear();
    const plan = this.planner.plan([...readable(query)].slice(0, LONGEST_QUERY).join(''));
    const all = rank(index, plan, lang);
    const list = all.filter(({ page }) => suits(chosen, this.choices(page)));
    const { most } = index.manifest;
    const more = plan.words.some(({ direct }) => direct.some(({ at }) => index.term(at).pages > most));
    const isLike = list.length > 0 && plan.words.every(({ direct, meant }) =>
      meant || direct.every(({ how }) => how === BY_LIKENESS));
    if (plan.danger) this.putCardFirst(list);
    return { plan, matcher: new Matcher(index, plan), list, all, more, spelt: '', isLike };
  }

  /** Puts the first pages in order by their texts, once nothing is missing. @param {Found} found */
  settle(found) {
    if (!this.index.need.size) rerank(this.index, this.books, found.matcher, found.list);
    if (found.plan.danger) this.putCardFirst(found.list);
    found.spelt = spelling(this.index, this.books, found);
    return found;
  }

  /** Who is in danger needs the card on what to do. @param {import('./types.d.ts').Ranked[]} list */
  putCardFirst(list) {
    const at = list.findIndex(({ page }) => this.index.facets(page).kind[0] === 'checklist');
    if (at > 0) list.unshift(...list.splice(at, 1));
  }

  /** The sections of a page that are shown for a query. @param {Found} found @param {Page} page */
  sections(found, page) {
    return bestSections(found.matcher, page, this.books.book(page)).sections;
  }

  /** @param {Found} found @param {string} text */
  pieces(found, text) {
    return pieces(found.matcher, text);
  }

  /** @param {Found} found @param {string} text */
  snippet(found, text) {
    return snippet(found.matcher, text);
  }

  /** What a page can be narrowed by. @param {number} page */
  choices(page) {
    return choicesOf(this.index.facets(page));
  }

  /**
   * How many pages each choice of a facet would leave.
   *
   * @param {Found} found
   * @param {Chosen} chosen
   * @param {string} facet
   */
  counts(found, chosen, facet) {
    return countChoices(this.index, found.all, chosen, facet);
  }
}
