// @ts-check
// Runs the search inside the program (src/search/query/searcher.rs). `read(file)` gives the text of a file of the
// index, nothing when it is missing; `broken(file)` is told of one that cannot be used.
import { Engine } from './search/engine.js';

/** @typedef {import('./search/types.d.ts').Found} Found */
/** @typedef {import('./search/types.d.ts').Ranked} Ranked */
/**
 * @typedef {object} Host
 * @property {(file: string) => string | null | undefined} read
 * @property {(file: string) => void} broken
 * @property {Engine} engine
 * @property {() => boolean} open
 * @property {(query: string, lang: string, limit: number) => string} answer
 * @property {(query: string, lang: string) => string} scores
 */

const host = /** @type {Host} */ (/** @type {unknown} */ (globalThis));
const engine = new Engine();
const { index } = engine;
/** Payloads that came, by their id. @type {Record<string, unknown>} */
const arrived = {};

/** @param {string} file */
function load(file) {
  const text = host.read(file);
  if (text === null || text === undefined) return false;
  Object.assign(arrived, JSON.parse(text));
  return true;
}

/** Takes a payload, which came with the manifest or is in a file of its own. @param {string} id */
function take(id) {
  const file = index.manifest ? index.file(id) : 'index';
  try {
    if (id in arrived || load(file)) engine.put(id, arrived[id]);
    else index.failed.add(id);
  } catch {
    host.broken(file || id);
    index.failed.add(id);
  }
}

const takeNeeded = () => [...index.need].forEach(take);

/** @param {number} page */
function textOf(page) {
  index.need.clear();
  if (!index.text(page)) takeNeeded();
  return index.text(page);
}

/** @param {string} query @param {string} lang */
function find(query, lang) {
  for (;;) {
    const found = engine.search(query, lang, {});
    if (!index.need.size) return found;
    takeNeeded();
  }
}

/** @param {Found} found @param {Ranked} ranked */
function hit(found, { page, score }) {
  const text = textOf(page);
  if (!text) return { number: page, score };
  const [url, title, summary] = text;
  const [heading = '', anchor = '', body = ''] = engine.sections(found, text)[0] ?? [];
  return { number: page, score, url, title, heading, anchor, snippet: engine.snippet(found, body || summary) };
}

host.engine = engine;
// Whether anything can be found at all.
host.open = () => {
  take('m0');
  if (index.manifest) take('a0');
  return index.failed.size === 0;
};
host.answer = (query, lang, limit) => {
  const found = find(query, lang);
  const hits = found.list.slice(0, limit).map((ranked) => hit(found, ranked));
  return JSON.stringify({ meant: found.spelt || null, hits });
};
host.scores = (query, lang) => JSON.stringify(find(query, lang).list.map(({ page, score }) => [page, score]));
