// @ts-check
// What pages can be narrowed by.
import { remember } from './small.js';

/** @typedef {import('./types.d.ts').Choice} Choice */
/** @typedef {import('./types.d.ts').Chosen} Chosen */
/** @typedef {import('./types.d.ts').Facets} Facets */

/** The choices that pages with these facets are under. @param {Facets} facets */
export function choicesOf(facets) {
  if (!facets.choices) {
    const { kind, tier, standing, roles, section } = facets;
    /** @type {Choice[]} */
    const all = [
      ['kind', ...kind],
      ['tier', ...tier],
      ['standing', ...standing],
      ...roles.map((role) => /** @type {Choice} */ (['role', ...role])),
      ['section', section, section],
    ];
    facets.choices = all.filter(([, id]) => id);
  }
  return facets.choices;
}

/**
 * Whether choices are among those that pages are under; `but` is a facet that does not count. What is not in force is
 * found by those who ask for it.
 *
 * @param {Chosen} chosen
 * @param {Choice[]} choices
 * @param {string} [but]
 */
export function suits(chosen, choices, but) {
  const isAskedFor = Boolean(chosen.standing) || but === 'standing';
  if (!isAskedFor && choices.some(([facet]) => facet === 'standing')) return false;
  return Object.keys(chosen).every((name) =>
    name === but || choices.some(([facet, id]) => facet === name && id === chosen[name]));
}

/**
 * How many of the pages each choice of a facet would leave.
 *
 * @param {import('./search-index.js').SearchIndex} index
 * @param {import('./types.d.ts').Ranked[]} pages
 * @param {Chosen} chosen
 * @param {string} facet
 */
export function countChoices(index, pages, chosen, facet) {
  /** @type {Map<number, number>} */
  const byFacets = new Map();
  for (const { page } of pages) {
    const n = index.facetOf[page];
    byFacets.set(n, (byFacets.get(n) || 0) + 1);
  }
  /** @type {Map<string, { id: string, label: string, pages: number }>} */
  const out = new Map();
  for (const [n, count] of byFacets) {
    const choices = choicesOf(index.manifest.facets.all[n]);
    for (const [name, id, label] of choices) {
      if (name !== facet || !suits(chosen, choices, name)) continue;
      remember(out, id, () => ({ id, label, pages: 0 })).pages += count;
    }
  }
  return [...out.values()];
}
