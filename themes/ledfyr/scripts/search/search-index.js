// @ts-check
import { Analysis } from './analysis.js';
import { frontDecode } from './front-coding.js';
import { lowerBound, max, min, NONE } from './small.js';

/** @typedef {import('./types.d.ts').Manifest} Manifest */
/** @typedef {import('./types.d.ts').Term} Term */
/** @typedef {import('./types.d.ts').Page} Page */

const VERSION = 4;
/** Begins the text of terms that only lead from an ending to words that end so. */
const ENDING = '~';
/** What each kind of payload is called in the manifest. @type {Record<string, string>} */
const KINDS = { a: 'analysis', l: 'parts', t: 'terms', d: 'texts' };

/**
 * The index as far as it was fetched. What was asked for and is not here stands in `need`; asking again once it was put
 * gives more.
 */
export class SearchIndex {
  /** Payload id → what was read of it. @type {Map<string, any>} */
  have = new Map();
  /** Ids that could not be had. @type {Set<string>} */
  failed = new Set();
  /** Ids that were asked for and are not here. @type {Set<string>} */
  need = new Set();
  /** @type {string[]} */
  bounds = [];
  /** The first page of each block of texts. @type {number[]} */
  blockStarts = [];
  /** Page → its combination of facets. */
  facetOf = new Uint16Array(0);
  /** @type {Manifest} */
  // @ts-expect-error -- the first payload
  manifest;
  /** @type {Analysis} */
  // @ts-expect-error -- the second payload
  analysis;

  /** Takes a payload; throws when it is damaged. @param {string} id @param {any} payload */
  put(id, payload) {
    const kind = id[0];
    if (kind === 'm') this.takeManifest(payload);
    else if (kind === 'a') this.analysis = new Analysis(payload, this.manifest.languages);
    else if (kind === 't') this.have.set(id, this.readShard(payload));
    else if (kind === 'l') {
      this.analysis.compounds.addLexicon(payload);
      this.have.set(id, true);
    } else {
      if (kind === 'd' && payload.length !== this.manifest.blocks[Number(id.slice(1))]) throw new Error('size');
      this.have.set(id, payload);
    }
  }

  /** @param {Manifest} manifest */
  takeManifest(manifest) {
    if (manifest.version !== VERSION) throw new Error('version');
    this.manifest = manifest;
    this.bounds = frontDecode(manifest.bounds);
    this.blockStarts = [];
    let at = 0;
    for (const pages of manifest.blocks) {
      this.blockStarts.push(at);
      at += pages;
    }
    this.facetOf = new Uint16Array(manifest.pages);
    const { runs } = manifest.facets;
    at = 0;
    for (let i = 0; i < runs.length; i += 2) {
      this.facetOf.fill(runs[i], at, at + runs[i + 1]);
      at += runs[i + 1];
    }
  }

  /**
   * Name, without its ending, of the file that a payload is in; nothing when it came with the manifest.
   *
   * @param {string} id
   */
  file(id) {
    const hashes = this.manifest.files[KINDS[id[0]]];
    const at = Number(id.slice(1)) * 4;
    return hashes.length > at ? `${id}-${hashes.slice(at, at + 4)}` : '';
  }

  /** @param {string} id */
  get(id) {
    const got = this.have.get(id);
    if (!got && !this.failed.has(id)) this.need.add(id);
    return got;
  }

  /** @param {import('./types.d.ts').Shard} shard @returns {Term[]} */
  readShard({ terms, counts, postings: { distances, impacts } }) {
    let at = 0;
    let counted = 0;
    const read = frontDecode(terms).map((line) => {
      const [text, others] = line.split('\t');
      /** @type {Term} */
      const term = { text, fold: this.analysis.fold(text), aliases: NONE, pages: 0, distances: NONE, impacts: NONE };
      if (others) term.aliases = others.split('|').map((alias) => [Number(alias[0]), alias.slice(1).split(' ')]);
      if (!text.startsWith(ENDING)) {
        term.pages = counts[counted];
        counted += 1;
      }
      const end = at + min(term.pages, this.manifest.most);
      term.distances = distances.slice(at, end);
      term.impacts = impacts.slice(at, end);
      at = end;
      return term;
    });
    if (at !== distances.length || at !== impacts.length || counted !== counts.length) throw new Error('size');
    return read;
  }

  /** The text of a page, once it is here. @param {number} page @returns {Page | undefined} */
  text(page) {
    const block = lowerBound(this.blockStarts.length, (n) => this.blockStarts[n] <= page) - 1;
    return this.get(`d${block}`)?.[page - this.blockStarts[block]];
  }

  /** @param {number} page */
  facets(page) {
    return this.manifest.facets.all[this.facetOf[page]];
  }

  /** The terms of a shard, as far as they are here. @param {number} shard @returns {Term[]} */
  shard(shard) {
    return this.get(`t${shard}`) || NONE;
  }

  /** A term by its number: its shard, and its place in there. @param {number} at @returns {Term} */
  term(at) {
    return this.have.get(`t${at >> 16}`)[at & 65535];
  }

  /** Pages that have a term. @param {Term} term */
  pagesOf(term) {
    if (!term.list) {
      let page = 0;
      term.list = term.distances.map((distance) => {
        page += distance;
        return page;
      });
    }
    return term.list;
  }

  /** The shard where a word would stand. @param {string} fold */
  shardOf(fold) {
    return max(0, lowerBound(this.bounds.length, (n) => this.bounds[n] <= fold) - 1);
  }

  /**
   * Adds the numbers of a shard's terms from `fold` on, as long as they fit.
   *
   * @param {number} shard
   * @param {string} fold
   * @param {(fold: string) => boolean} fits
   * @param {number[]} out
   */
  scan(shard, fold, fits, out) {
    const terms = this.shard(shard);
    let i = lowerBound(terms.length, (n) => terms[n].fold < fold);
    for (; i < terms.length && fits(terms[i].fold); i++) out.push((shard << 16) | i);
    return out;
  }

  /** Numbers of the terms with that folded text. @param {string} fold */
  lookup(fold) {
    return this.scan(this.shardOf(fold), fold, (other) => other === fold, []);
  }

  /** Numbers of the terms that begin so, in that many shards. @param {string} fold @param {number} shards */
  prefixed(fold, shards) {
    /** @type {number[]} */
    const out = [];
    const first = this.shardOf(fold);
    for (let n = first; n < first + shards; n++) {
      if (n > first && !this.bounds[n]?.startsWith(fold)) break;
      this.scan(n, fold, (other) => other.startsWith(fold), out);
    }
    return out;
  }

  /** Numbers of the terms with that very text that pages have. @param {string} text */
  withText(text) {
    return this.lookup(this.analysis.fold(text)).filter((at) => {
      const term = this.term(at);
      return term.text === text && term.pages > 0;
    });
  }
}
