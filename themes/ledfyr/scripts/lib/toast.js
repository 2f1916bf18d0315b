// @ts-check
import { element, first } from './dom.js';

const SHOWN_FOR = 5000;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let fading;

/** The place for a short word, which screen readers must know before anything is said there. */
export function toast() {
  const known = first('.toast');
  if (known) return known;
  const made = element('p', '', 'toast');
  made.setAttribute('role', 'status');
  document.body.append(made);
  return made;
}

/** A short word to everybody, screen readers as well. @param {string | undefined} text */
export function tell(text) {
  const place = toast();
  place.textContent = text ?? '';
  clearTimeout(fading);
  fading = setTimeout(() => { place.textContent = ''; }, SHOWN_FOR);
}
