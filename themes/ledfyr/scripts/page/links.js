// @ts-check
import { all, targetOf } from '../lib/dom.js';
import { page } from '../lib/site.js';
import { tell } from '../lib/toast.js';

const LONGEST_QUOTE = 500;

/** The sign after a heading is a link to it; pressed, it is also copied. */
export function copyAnchors() {
  document.addEventListener('click', (event) => {
    const anchor = /** @type {HTMLAnchorElement | null} */ (targetOf(event).closest('.anchor'));
    if (anchor) navigator.clipboard?.writeText(anchor.href).then(() => tell(page.copied), () => {});
  });
}

/** A mail about the page takes the text along that the reader has chosen. */
export function completeMails() {
  for (const link of /** @type {HTMLAnchorElement[]} */ (all('[data-mail]'))) {
    const plain = link.href;
    let chosen = '';
    const complete = (/** @type {MouseEvent} */ event) => {
      const marked = String(getSelection()).trim().slice(0, LONGEST_QUOTE);
      // A press may have taken the mark off the text before the link is followed.
      chosen = event.type === 'click' && event.detail ? marked || chosen : marked;
      const lines = [location.href, ...(chosen ? [`${link.dataset.mail} ”${chosen}”`] : [])];
      link.href = `${plain}${encodeURIComponent(`\r\n\r\n${lines.join('\r\n')}\r\n\r\n`)}`;
    };
    link.addEventListener('pointerdown', complete);
    link.addEventListener('click', complete);
  }
}
