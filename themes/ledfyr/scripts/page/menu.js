// @ts-check
import { targetOf } from '../lib/dom.js';
import { wide } from './folding.js';

/** @param {string} selector @returns {HTMLDetailsElement | null} */
const openFold = (selector) => document.querySelector(`${selector}[open]`);

/** @param {HTMLDetailsElement | null} fold @param {boolean} focus @param {Element} [target] */
function close(fold, focus, target) {
  if (!fold || (target && fold.contains(target))) return;
  fold.open = false;
  if (focus) fold.querySelector('summary')?.focus();
}

/** The menu on phones closes with Escape and by a press outside it; so does what hangs from it. */
export function closeMenu() {
  /** @param {boolean} focus @param {Element} [target] */
  const closeAll = (focus, target) => {
    close(openFold('.menu-role'), focus, target);
    if (!wide.matches) close(openFold('.menu'), focus, target);
  };
  addEventListener('keydown', (event) => { if (event.key === 'Escape') closeAll(true); });
  addEventListener('click', (event) => closeAll(false, targetOf(event)));
}
