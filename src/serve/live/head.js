// @ts-check
import { isOwn } from './nodes.js';

/** @param {ParentNode} root @returns {HTMLLinkElement[]} */
const sheets = (root) => [...root.querySelectorAll(/** @type {'link'} */ ('head link[rel~=stylesheet]'))];

/** The addresses of a page's own scripts. @param {ParentNode} root */
export function scriptsOf(root) {
  const own = [...root.querySelectorAll('script[src]')].filter((script) => !isOwn(script));
  return own.map((script) => script.getAttribute('src')).join(' ');
}

/**
 * New styles are loaded beside the old ones, which go when the new ones are here: the page never stands naked.
 *
 * @param {Document} after
 */
export function swapStyles(after) {
  const now = sheets(document);
  const wanted = sheets(after);
  for (const [i, link] of wanted.entries()) {
    const old = now[i];
    if (old && old.getAttribute('href') === link.getAttribute('href') && old.media === link.media) continue;
    const fresh = document.importNode(link, true);
    if (old) {
      const done = () => old.remove();
      fresh.addEventListener('load', done);
      fresh.addEventListener('error', done);
      old.after(fresh);
    } else document.head.append(fresh);
  }
  for (const link of now.slice(wanted.length)) link.remove();
}
