// @ts-check
import { Overlay } from './overlay.js';
import { refreshFiles } from './page.js';

/** @typedef {import('./overlay.js').Message} Message */

/**
 * A browser has six connections to a server for all its tabs together: four may listen, the others ask now and then.
 */
const SEATS = ['ledfyr-1', 'ledfyr-2', 'ledfyr-3', 'ledfyr-4'];
const ASK_EVERY = 2000;
const FIRST_RETRY = 250;
const LONGEST_RETRY = 10000;

/**
 * Takes a lock that is free; gives what frees it again.
 *
 * @param {string} name
 * @returns {Promise<(() => void) | null>}
 */
const takeSeat = (name) => new Promise((taken) => {
  navigator.locks.request(name, { ifAvailable: true }, (lock) => {
    if (!lock) {
      taken(null);
      return null;
    }
    return new Promise((free) => { taken(() => free(null)); });
  }).catch(() => taken(null));
});

/**
 * The connection to the server. Tabs that are not in sight leave it to others, and catch up when they are seen again.
 */
export class Connection {
  overlay = new Overlay();
  failures = 0;
  isConnecting = false;
  /** @type {EventSource | null} */
  source = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  retry;
  leaveSeat = () => {};

  /** @param {import('./page.js').LivePage} page */
  constructor(page) {
    this.page = page;
    page.onChange = () => this.overlay.say('updated');
  }

  listen() {
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) this.disconnect();
      else {
        this.failures = 0;
        this.connect();
      }
    });
    addEventListener('pagehide', () => this.disconnect());
    addEventListener('pageshow', (event) => { if (event.persisted) this.connect(); });
    addEventListener('online', () => this.connect());
    this.connect();
  }

  /** @param {Message} message */
  told(message) {
    if (this.failures) this.overlay.say('');
    this.failures = 0;
    this.overlay.words = message.words;
    this.overlay.show(message);
    if (message.page !== this.page.shown) this.page.update();
    if (message.assets.length) refreshFiles(message.assets, message.number);
  }

  /** Whether this tab may listen. Locks are there on this machine's own addresses; from a phone they are not. */
  async hasSeat() {
    if (!navigator.locks) return true;
    for (const name of SEATS) {
      const leave = await takeSeat(name);
      if (leave) {
        this.leaveSeat = leave;
        return true;
      }
    }
    return false;
  }

  async connect() {
    clearTimeout(this.retry);
    if (this.source || this.isConnecting || document.hidden) return;
    this.isConnecting = true;
    const query = `page=${encodeURIComponent(decodeURI(location.pathname))}`;
    try {
      if (!await this.hasSeat()) {
        const answer = await fetch(`/_ledfyr/state?${query}`, { cache: 'no-store' });
        this.told(await answer.json());
        this.retry = setTimeout(() => this.connect(), ASK_EVERY);
      } else if (document.hidden) this.disconnect();
      else {
        this.source = new EventSource(`/_ledfyr/events?${query}`);
        this.source.onmessage = (event) => this.told(JSON.parse(event.data));
        this.source.onerror = () => this.failed();
      }
    } catch {
      this.failed();
    } finally {
      this.isConnecting = false;
    }
  }

  failed() {
    this.disconnect();
    this.failures += 1;
    if (this.failures === 2) this.overlay.say('lost');
    this.retry = setTimeout(() => this.connect(), Math.min(FIRST_RETRY * 2 ** this.failures, LONGEST_RETRY));
  }

  disconnect() {
    this.source?.close();
    this.source = null;
    this.leaveSeat();
    this.leaveSeat = () => {};
  }
}
