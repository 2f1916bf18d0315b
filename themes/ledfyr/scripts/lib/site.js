// @ts-check
// Where the page lies in its site.

/** What the template tells the scripts of a page. */
export const page = document.documentElement.dataset;
export const { lang } = document.documentElement;
export const isOnDisk = location.protocol === 'file:';
export const root = new URL(page.root ?? '', location.href);
/** Names the site in stores that all sites of a server share. */
export const place = root.pathname.replace(/index\.html$/, '');

/** A whole address. A disk knows no front page of a folder. @param {string} url From the site's root. */
export const address = (url) =>
  new URL(isOnDisk ? url.replace(/(^|\/)(?=$|[?#])/, '$1index.html') : url, root).href;

/**
 * Loads a classic script, since a disk gives no other.
 *
 * @param {string} url From the site's root.
 * @param {() => void} [loaded]
 * @param {() => void} [failed]
 */
export function loadScript(url, loaded, failed) {
  const script = Object.assign(document.createElement('script'), { src: new URL(url, root).href });
  const then = (/** @type {(() => void) | undefined} */ act) => () => {
    script.remove();
    act?.();
  };
  script.addEventListener('load', then(loaded));
  script.addEventListener('error', then(failed));
  document.head.append(script);
}
