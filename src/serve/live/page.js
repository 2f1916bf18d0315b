// @ts-check
import { scriptsOf, swapStyles } from './head.js';
import { isSame } from './nodes.js';
import { patch } from './patch.js';
import { firstInSight, focused, keepInSight, refocus } from './reader.js';

/** The body of a page as it was sent, which may have become an element like any other. @param {Element} root */
const bodyOf = (root) => /** @type {HTMLElement} */ (root.querySelector('body'));

/** The page that is shown. */
export class LivePage {
  isBusy = false;
  isWanted = false;
  /** Is told when the page has changed. */
  onChange = () => {};

  /** @param {string} hash */
  constructor(hash) {
    this.shown = hash;
    // Deferred, and the first script, this runs when nothing has changed the page yet.
    this.sent = /** @type {HTMLElement} */ (document.documentElement.cloneNode(true));
  }

  /** Makes the page what the server has now. */
  async update() {
    this.isWanted = this.isBusy;
    if (this.isBusy) return;
    this.isBusy = true;
    try {
      const address = location.pathname + location.search;
      const response = await fetch(address, { cache: 'no-store', headers: { accept: 'text/html' } });
      const isPage = (response.headers.get('content-type') ?? '').startsWith('text/html');
      if (!response.ok || response.redirected || !isPage) location.reload();
      else this.become(new DOMParser().parseFromString(await response.text(), 'text/html'));
    } catch {
      // The server went away in between; the connection will tell.
    } finally {
      this.isBusy = false;
      if (this.isWanted) this.update();
    }
  }

  /** @param {Document} after */
  become(after) {
    const { sent } = this;
    const mark = after.getElementById('_ledfyr-live');
    if (!mark || scriptsOf(sent) !== scriptsOf(after) || !sent.querySelector('body > *')) {
      location.reload();
      return;
    }
    const hash = mark.dataset.page ?? '';
    if (hash === this.shown) return;
    const place = firstInSight();
    const focus = focused();
    const y = scrollY;
    swapStyles(after);
    if (document.title !== after.title) document.title = after.title;
    const root = after.documentElement;
    if (sent.lang !== root.lang) document.documentElement.lang = root.lang;
    const isChanged = !isSame(bodyOf(sent), after.body);
    if (isChanged) {
      patch(document.body, bodyOf(sent), after.body);
      refocus(focus);
      keepInSight(place, y);
    }
    this.sent = /** @type {HTMLElement} */ (root.cloneNode(true));
    this.shown = hash;
    if (isChanged) {
      this.onChange();
      document.dispatchEvent(new CustomEvent('ledfyr:patched'));
    }
  }
}

/** Shows files anew that keep their address when they change. @param {string[]} urls @param {number} number */
export function refreshFiles(urls, number) {
  const paths = urls.map((url) => `/${url.split('/').map(encodeURIComponent).join('/')}`);
  const changed = new Set(paths.map((path) => new URL(path, location.href).pathname));
  for (const element of document.querySelectorAll('img[src], source[src], object[data], embed[src]')) {
    const name = element.localName === 'object' && element.hasAttribute('data') ? 'data' : 'src';
    const url = new URL(element.getAttribute(name) ?? '', document.baseURI);
    if (url.origin === location.origin && changed.has(url.pathname)) {
      element.setAttribute(name, `${url.pathname}?ledfyr=${number}`);
    }
  }
}
