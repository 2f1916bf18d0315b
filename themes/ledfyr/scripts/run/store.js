// @ts-check
import { runsKey } from '../lib/runs.js';
import { stamp } from './time.js';

/** @typedef {import('./types.d.ts').Run} Run */

/** @param {any} run @returns {run is Run} */
const isRun = (run) => run && Array.isArray(run.log) && Array.isArray(run.steps);

/**
 * The runs of the site: one entry of the browser's store. Other tabs may write too, so it is read anew before each
 * change.
 */
export class RunStore {
  /** Runs that could not be stored live on in this page. @type {Run[]} */
  memory = [];
  isSaved = true;

  /** @returns {Run[]} */
  all() {
    if (!this.isSaved) return this.memory;
    try {
      const list = JSON.parse(localStorage.getItem(runsKey) ?? '[]');
      return Array.isArray(list) ? list.filter(isRun) : [];
    } catch {
      return this.memory;
    }
  }

  /** @param {string} card */
  ofCard(card) {
    return this.all().filter((run) => run.card === card);
  }

  /** @param {string | null} key */
  find(key) {
    return this.all().find((run) => run.key === key) ?? null;
  }

  /** @param {Run[]} runs */
  put(runs) {
    this.memory = runs;
    try {
      if (runs.length) localStorage.setItem(runsKey, JSON.stringify(runs));
      else localStorage.removeItem(runsKey);
      this.isSaved = true;
    } catch {
      // There is no room, or the browser keeps nothing.
      this.isSaved = false;
    }
  }

  /** @param {string | null} key @param {(run: Run) => void} act */
  change(key, act) {
    const runs = this.all();
    const run = runs.find((one) => one.key === key);
    if (!run) return;
    act(run);
    run.used = stamp();
    this.put(runs);
  }

  /** @param {(run: Run) => boolean} isGone */
  remove(isGone) {
    this.put(this.all().filter((run) => !isGone(run)));
  }
}
