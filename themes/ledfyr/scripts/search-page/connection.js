// @ts-check
import { Engine } from '../search/engine.js';
import { RERANKED } from '../search/rerank.js';

/** @typedef {import('../search/types.d.ts').Found} Found */
/** @typedef {import('../search/types.d.ts').Chosen} Chosen */
/** @typedef {Record<string, unknown>} Payloads */

const MOST_ROUNDS = 10;
/** Milliseconds of work after which the page answers to the reader. */
const LONGEST_WORK = 5;

const isLocal = location.protocol === 'file:';

/** An address that works from a folder of files too, where a folder's own page has to be named. @param {string} url */
export const address = (url) => (isLocal ? url.replace(/(^|\/)(?=$|[?#])/, '$1index.html') : url);

/** What came of the index. @type {Map<string, unknown>} */
const arrived = new Map();
/** @param {Payloads} payloads */
const arrive = (payloads) => {
  for (const [id, payload] of Object.entries(payloads)) arrived.set(id, payload);
};

/** @param {string} src @param {RequestCache} [cache] */
async function loadData(src, cache = 'default') {
  const answer = await fetch(src, { cache });
  if (!answer.ok) throw new Error(String(answer.status));
  arrive(await answer.json());
}

/**
 * A portable site cannot fetch: its files are scripts that hand their payloads to `ledfyrIndex`.
 *
 * @param {string} src
 */
function loadScript(src) {
  Object.assign(globalThis, { ledfyrIndex: arrive });
  return new Promise((loaded, failed) => {
    const script = Object.assign(document.createElement('script'), { src, onload: loaded, onerror: failed });
    document.head.append(script);
  });
}

/** The engine with an index that is fetched piece by piece. */
class Connection {
  engine = new Engine();
  /** @type {Map<string, Promise<void>>} */
  loading = new Map();
  /** @type {Promise<void> | null} */
  begun = null;
  lastRest = 0;

  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.words = form.dataset;
    this.input = /** @type {HTMLInputElement} */ (form.elements.namedItem('q'));
    this.manifest = form.dataset.index ?? '';
    const [, folder, ending] = /(.*\/).*(\.\w+)$/.exec(this.manifest) ?? ['', '', ''];
    this.folder = folder;
    this.ending = ending;
    this.load = this.ending === '.js' ? loadScript : loadData;
  }

  /** @param {string} id */
  take(id) {
    this.engine.put(id, arrived.get(id));
  }

  /** @param {string} id */
  fetchOne(id) {
    const { index } = this.engine;
    let loading = this.loading.get(id);
    if (!loading) {
      loading = (async () => {
        try {
          if (!arrived.has(id)) await this.load(this.folder + index.file(id) + this.ending);
          this.take(id);
        } catch {
          index.failed.add(id);
        }
      })();
      this.loading.set(id, loading);
    }
    return loading;
  }

  fetchNeeded() {
    return Promise.all([...this.engine.index.need].map((id) => this.fetchOne(id)));
  }

  /** Fetches what every query needs. */
  begin() {
    this.begun ??= (async () => {
      await this.load(this.manifest);
      this.take('m0');
      await this.fetchOne('a0');
      if (this.engine.index.failed.size) throw new Error('a0');
    })().catch((error) => {
      this.begun = null;
      throw error;
    });
    return this.begun;
  }

  /**
   * Begins anew with the index that the site has now, when it has another one: a tab may be older than the last build.
   * Whether it has.
   */
  async renew() {
    const files = () => JSON.stringify(/** @type {{ files?: object }} */ (arrived.get('m0'))?.files);
    const before = files();
    try {
      if (this.load === loadData) await loadData(this.manifest, 'reload');
    } catch {
      return false;
    }
    if (files() === before) return false;
    arrived.clear();
    this.engine = new Engine();
    this.loading.clear();
    this.begun = null;
    return true;
  }

  /** The page answers to the reader between two pieces of work. */
  async rest() {
    if (performance.now() - this.lastRest < LONGEST_WORK) return;
    const { scheduler } = /** @type {{ scheduler?: { yield?: () => Promise<void> } }} */ (globalThis);
    await (scheduler?.yield ? scheduler.yield() : new Promise((done) => { setTimeout(done); }));
    this.lastRest = performance.now();
  }

  /**
   * Answers a query; nothing when the answer is no longer wanted.
   *
   * @param {string} query
   * @param {Chosen} chosen
   * @param {() => boolean} [isWanted]
   * @returns {Promise<Found | undefined>}
   */
  async ask(query, chosen, isWanted = () => true) {
    const { engine } = this;
    const { index } = engine;
    // What could not be had may be there by now.
    for (const id of index.failed) this.loading.delete(id);
    index.failed.clear();
    await this.begin();
    const found = await this.find(query, chosen);
    if (index.failed.size && await this.renew()) return this.ask(query, chosen, isWanted);
    if (index.need.size) return engine.settle(found);
    const first = found.list.slice(0, RERANKED);
    for (const page of await Promise.all(first.map((ranked) => this.textOf(ranked.page)))) {
      if (!page) continue;
      for (const _ of engine.books.prepare(page)) {
        await this.rest();
        if (!isWanted()) return undefined;
      }
    }
    await this.rest();
    index.need.clear();
    engine.settle(found);
    await this.rest();
    return found;
  }

  /** @param {string} query @param {Chosen} chosen */
  async find(query, chosen) {
    const { index } = this.engine;
    for (let round = 0; ; round++) {
      this.lastRest = performance.now();
      const found = this.engine.find(query, this.words.lang ?? '', chosen);
      if (!index.need.size || round > MOST_ROUNDS) return found;
      await this.fetchNeeded();
    }
  }

  /** @param {number} page */
  async textOf(page) {
    const { index } = this.engine;
    index.need.clear();
    if (!index.text(page)) await this.fetchNeeded();
    return index.text(page);
  }
}

/** @typedef {Connection} Search */

/** @param {HTMLFormElement} form */
export const connect = (form) => new Connection(form);
