// @ts-check
import { facetGroup, FACETS } from './facets.js';
import { build, fill } from './elements.js';
import { HitList } from './hits.js';
import { shortcutButton } from './shortcut.js';

/** @typedef {import('../search/types.d.ts').Found} Found */
/** @typedef {import('../search/types.d.ts').Chosen} Chosen */
/** @typedef {import('./connection.js').Search} Search */

/**
 * The heading that says how many pages there are.
 *
 * @param {Search} search
 * @param {DOMStringMap} words
 * @param {Found} found
 * @param {string} query
 */
function heading({ engine }, words, found, query) {
  // What could not be read may have had it.
  if (!found.list.length && engine.index.failed.size) return fill(words.unread, { q: query });
  const count = found.list.length;
  // A small number needs no words of the browser's, which take it 30 ms to find.
  const n = count < 1000 ? count : count.toLocaleString(document.documentElement.lang);
  let text = count ? words.many : words.nothing;
  if (count === 1) text = words.one;
  if (found.isLike) text = words.nothing;
  else if (found.more && count >= engine.index.manifest.most) text = words.over;
  return fill(text, { n, q: query });
}

/** Marks around a phrase, which the search does not look for. */
const QUOTES = /["”“„»«]/;

/** @param {URLSearchParams} params */
function chosenIn(params) {
  /** @type {Chosen} */
  const chosen = {};
  for (const facet of FACETS) {
    const id = params.get(facet);
    if (id) chosen[facet] = id;
  }
  return chosen;
}

/** Shows the page of results. @param {Search} search @param {HTMLElement} results */
export async function showResults(search, results) {
  const words = results.dataset;
  /** A part of the page by its name. @param {string} name */
  const part = (name) => /** @type {HTMLElement} */ (results.querySelector(`[data-${name}]`));
  const title = /** @type {HTMLElement} */ (document.querySelector('[data-search-title]'));
  const params = new URLSearchParams(location.search);
  const query = (params.get('q') ?? '').trim();
  const chosen = chosenIn(params);
  search.input.value = query;
  shortcutButton(part('slash'), words);
  for (const name of ['static', 'empty', 'broken']) part(name).hidden = true;
  // What stands below the hits is shown after them, so that they push nothing down.
  const done = () => { part('slash').hidden = false; };
  if (!query) {
    done();
    return;
  }
  title.textContent = words.busy ?? '';
  const found = await search.ask(query, chosen).catch(() => undefined);
  if (!found) {
    title.textContent = fill(words.unread, { q: query });
    part('broken').hidden = false;
    part('static').hidden = false;
    done();
    return;
  }
  title.textContent = heading(search, words, found, query);
  document.title = `${title.textContent} – ${words.site}`;
  part('empty').hidden = found.list.length > 0;
  part('quotes').hidden = !QUOTES.test(query);
  part('danger').hidden = !found.plan.danger;
  const meant = part('meant');
  meant.hidden = !found.spelt || found.spelt === query.toLowerCase();
  const spelt = build('a', { href: `?${new URLSearchParams({ q: found.spelt })}` }, found.spelt);
  const [before, after] = found.isLike ? [words.like, ''] : [words.meant, '?'];
  if (!meant.hidden) meant.replaceChildren(`${before} `, spelt, after);
  const places = { list: part('hits'), more: part('more'), broken: part('broken'), done };
  await new HitList(search, found, places, words).begin();
  const facets = part('facets');
  facets.replaceChildren(...FACETS.flatMap((facet) => facetGroup(search, words, found, query, chosen, facet)));
  const isOpen = Object.keys(chosen).length > 0 || !found.list.length;
  if (isOpen && facets.parentElement) facets.parentElement.toggleAttribute('open', true);
}
