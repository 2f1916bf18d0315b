// @ts-check
import { build } from './elements.js';
import { nameOf } from './names.js';

/** @typedef {import('../search/types.d.ts').Chosen} Chosen */

export const FACETS = ['kind', 'tier', 'role', 'section', 'standing'];
const MOST = 8;

/**
 * The address of the same query with another choice.
 *
 * @param {string} query
 * @param {Chosen} chosen
 * @param {string} facet
 * @param {string} id
 */
function withChoice(query, chosen, facet, id) {
  const params = new URLSearchParams({ q: query, ...chosen, [facet]: id });
  if (!id) params.delete(facet);
  return `?${params}`;
}

/**
 * The links that narrow a search by one facet; nothing where there is nothing to choose.
 *
 * @param {import('./connection.js').Search} search
 * @param {DOMStringMap} words
 * @param {import('../search/types.d.ts').Found} found
 * @param {string} query
 * @param {Chosen} chosen
 * @param {string} facet
 */
export function facetGroup(search, words, found, query, chosen, facet) {
  const counted = search.engine.counts(found, chosen, facet);
  const list = counted.map(({ id, label, pages }) => ({ id, pages, label: nameOf(search, [facet, id, label]) }));
  list.sort((a, b) => b.pages - a.pages || a.label.localeCompare(b.label, 'sv'));
  // One standing is a choice: without it nothing that is not in force is shown.
  if (!chosen[facet] && list.length < (facet === 'standing' ? 1 : 2)) return [];
  const items = list.slice(0, MOST).map(({ id, label, pages }) => {
    const isChosen = chosen[facet] === id;
    const href = withChoice(query, chosen, facet, isChosen ? '' : id);
    const count = build('span', {}, ` (${pages})`);
    return build('li', {}, build('a', { href, 'aria-current': isChosen ? 'true' : undefined }, label, count));
  });
  const name = words[facet] ?? '';
  const group = build('div', { role: 'group', 'aria-label': name }, build('h2', {}, name), build('ul', {}, ...items));
  if (chosen[facet]) {
    group.append(build('a', { href: withChoice(query, chosen, facet, ''), class: 'search-all' }, words.all ?? ''));
  }
  return [group];
}
