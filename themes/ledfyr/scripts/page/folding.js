// @ts-check
import { all } from '../lib/dom.js';

/** Screens with room for columns beside the text, as the style sheet says. */
export const wide = matchMedia('(min-width: 68.75rem)');

/**
 * Folded parts stand open on wide screens. The style shows them; this keeps the state that screen readers hear true.
 */
export function unfoldOnWideScreens() {
  const unfold = () => all('.fold-narrow').forEach((part) => part.toggleAttribute('open', wide.matches));
  unfold();
  wide.addEventListener('change', unfold);
}
