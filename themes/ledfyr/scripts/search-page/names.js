// @ts-check
import { choicesOf } from '../search/facets.js';

/** @typedef {import('../search/types.d.ts').Choice} Choice */

/** Facet and id → label, in the language of the page that is read. @type {Map<string, string> | undefined} */
let names;

/** A list in an attribute: `role=Roll|routine=Rutin`. @param {string} facet @param {string | undefined} text */
function listed(facet, text) {
  return (text ?? '').split('|').filter(Boolean).map((entry) => {
    const [id, label] = entry.split('=');
    return /** @type {[string, string]} */ ([`${facet}=${id}`, label]);
  });
}

/**
 * What a page is, in the words of the page that is read: of its own list if it has one, else as pages of its language
 * say it.
 *
 * @param {import('./connection.js').Search} search
 * @param {Choice} choice
 */
export function nameOf({ engine }, [facet, id, label]) {
  if (!names) {
    const own = /** @type {HTMLElement | null} */ (document.querySelector('[data-search-results]'));
    const { kinds, tiers } = (own ?? document.body).dataset;
    const sameLanguage = engine.index.manifest.facets.all.filter(({ lang }) => lang === document.documentElement.lang);
    const said = sameLanguage.flatMap(choicesOf).map(([name, key, text]) =>
      /** @type {[string, string]} */ ([`${name}=${key}`, text]));
    names = new Map([...said, ...listed('kind', kinds), ...listed('tier', tiers)]);
  }
  return names.get(`${facet}=${id}`) || label;
}
