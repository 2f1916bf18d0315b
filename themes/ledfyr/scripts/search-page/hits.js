// @ts-check
import { build, linkTo, marked } from './elements.js';
import { nameOf } from './names.js';

/** @typedef {import('../search/types.d.ts').Found} Found */
/** @typedef {import('../search/types.d.ts').Page} Page */
/** @typedef {import('../search/types.d.ts').Ranked} Ranked */
/** A hit's place on the page. @typedef {{ item: HTMLElement, ranked: Ranked }} Hit */
/**
 * What the list needs of the page.
 *
 * @typedef {object} Places
 * @property {HTMLElement} list
 * @property {HTMLElement} more The button for more of them.
 * @property {HTMLElement} broken Says that hits may be missing.
 * @property {() => void} done Shows what stands below.
 */

const AT_A_TIME = 10;
/** The first are shown all at once: none pushes another down. */
const FIRST = 5;
const MOST_HEADINGS = 3;

/** The list of hits. What is further down is fetched when it comes near. */
export class HitList {
  shown = 0;

  /**
   * @param {import('./connection.js').Search} search
   * @param {Found} found
   * @param {Places} places
   * @param {DOMStringMap} words
   */
  constructor(search, found, places, words) {
    this.search = search;
    this.words = words;
    /** What stands below titles, by title: pages of one title are told apart. @type {Map<string, HTMLElement[]>} */
    this.titled = new Map();
    this.found = found;
    this.places = places;
    /** @type {Map<Element, Hit>} */
    this.waiting = new Map();
    this.observer = new IntersectionObserver((entries) => this.seen(entries), { rootMargin: '600px' });
  }

  async begin() {
    const { list, more } = this.places;
    list.replaceChildren();
    await this.show();
    more.onclick = async () => {
      const before = list.children.length;
      await this.show();
      const first = list.children[before];
      if (first instanceof HTMLElement) {
        first.tabIndex = -1;
        first.focus();
      }
    };
    this.tellDamage();
  }

  tellDamage() {
    if (this.search.engine.index.failed.size) this.places.broken.hidden = false;
  }

  /** @param {IntersectionObserverEntry[]} entries */
  seen(entries) {
    for (const { isIntersecting, target } of entries) {
      const hit = this.waiting.get(target);
      if (!isIntersecting || !hit) continue;
      this.observer.unobserve(target);
      this.waiting.delete(target);
      this.fill(hit).then((isThere) => { if (!isThere) hit.item.remove(); });
    }
  }

  async show() {
    const { search } = this;
    const { list, more, done } = this.places;
    const hits = this.found.list.slice(this.shown, this.shown + AT_A_TIME).map((ranked) => {
      return { item: build('li', { class: 'search-hit' }), ranked };
    });
    this.shown += AT_A_TIME;
    const first = hits.slice(0, list.children.length ? 0 : FIRST);
    const later = hits.slice(first.length);
    await Promise.all(first.map(({ ranked }) => search.textOf(ranked.page)));
    const filled = [];
    for (const hit of first) {
      await search.rest();
      if (await this.fill(hit)) filled.push(hit.item);
    }
    await search.rest();
    list.append(...filled, ...later.map(({ item }) => item));
    for (const hit of later) {
      this.waiting.set(hit.item, hit);
      this.observer.observe(hit.item);
    }
    more.hidden = this.shown >= this.found.list.length;
    done();
  }

  /** Whether the page's text could be had. @param {Hit} hit */
  async fill({ item, ranked }) {
    const page = await this.search.textOf(ranked.page);
    this.tellDamage();
    if (page) this.fillWith(item, ranked, page);
    return Boolean(page);
  }

  /** Says where pages lie that have one title. @param {HTMLElement} where @param {Page} page */
  tellApart(where, [url, title]) {
    const same = this.titled.get(title) ?? [];
    where.dataset.path = decodeURI(url);
    same.push(where);
    this.titled.set(title, same);
    if (same.length > 1) for (const one of same) one.append(one.dataset.path ? ` · ${one.dataset.path}` : '');
    for (const one of same.length > 1 ? same : []) delete one.dataset.path;
  }

  /**
   * Says that a page cannot be read now: without the network, what is not stored.
   *
   * @param {HTMLElement} where
   * @param {Page} page
   */
  async tellUnstored(where, [url]) {
    if (navigator.onLine || !('caches' in globalThis)) return;
    const place = new URL(this.search.words.root + url, location.href);
    if (!await caches.match(place.href, { ignoreSearch: true })) where.append(` · ${this.words.unstored}`);
  }

  /** @param {HTMLElement} item @param {Ranked} ranked @param {Page} page */
  fillWith(item, ranked, page) {
    const { search, found } = this;
    const { engine } = search;
    const sections = engine.sections(found, page);
    const { lang } = engine.index.facets(ranked.page);
    const labels = engine.choices(ranked.page).filter(([facet]) => ['kind', 'section', 'standing'].includes(facet));
    const href = linkTo(search, found, page, sections);
    const text = sections[0]?.[2] || page[2];
    const where = build('p', { class: 'search-where' }, labels.map((label) => nameOf(search, label)).join(' · '));
    item.replaceChildren(
      build('h2', {}, build('a', { href, hreflang: lang }, ...marked(engine.pieces(found, page[1])))),
      where,
      build('p', {}, ...marked(engine.snippet(found, text))),
    );
    this.tellApart(where, page);
    this.tellUnstored(where, page);
    if (lang !== document.documentElement.lang) item.lang = lang;
    const headings = sections.filter(([heading]) => heading).slice(0, MOST_HEADINGS).map(([heading, anchor]) => {
      const link = linkTo(search, found, page, sections, anchor);
      return build('li', {}, build('a', { href: link }, ...marked(engine.pieces(found, heading))));
    });
    const attributes = { class: 'search-heads', 'aria-label': this.words.heads };
    if (headings.length) item.append(build('ul', attributes, ...headings));
  }
}
