// @ts-check
// Where the reader is: what is in sight, and what has the focus.

const TEXT = ['h1', 'h2', 'h3', 'h4', 'p', 'li', 'tr', 'pre', 'img'].map((name) => `main ${name}`).join(', ');

/**
 * Whether it stays in sight whatever is scrolled: then it says nothing about where the reader is.
 *
 * @param {Element} element
 */
function isPinned(element) {
  for (let node = /** @type {Element | null} */ (element); node && node !== document.body; node = node.parentElement) {
    if (/sticky|fixed/.test(getComputedStyle(node).position)) return true;
  }
  return false;
}

/** The first part of the text that is in sight: it stays where it is when something above it grows or goes. */
export function firstInSight() {
  if (scrollY === 0) return null;
  for (const element of document.querySelectorAll(TEXT)) {
    const { top, bottom } = element.getBoundingClientRect();
    if (bottom > 0 && top < innerHeight && !isPinned(element)) return { element, top };
  }
  return null;
}

/** Scrolls it to where it was. @param {ReturnType<typeof firstInSight>} was @param {number} y */
export function keepInSight(was, y) {
  if (was?.element.isConnected) {
    scrollBy({ top: was.element.getBoundingClientRect().top - was.top, behavior: 'instant' });
  } else if (scrollY !== y) scrollTo({ top: y, behavior: 'instant' });
}

/** The element that has the focus, and the way to it for when it is replaced. */
export function focused() {
  const element = /** @type {HTMLElement | null} */ (document.activeElement);
  if (!element || element === document.body) return null;
  /** @type {[name: string, index: number][]} */
  const steps = [];
  for (let node = /** @type {Element} */ (element); node !== document.body && node.parentElement;) {
    const parent = node.parentElement;
    steps.unshift([node.localName, [...parent.children].indexOf(node)]);
    node = parent;
  }
  const { selectionStart: start, selectionEnd: end } = /** @type {HTMLInputElement} */ (element);
  return { element, id: element.id, steps, start, end };
}

/** @param {[name: string, index: number][]} steps */
function follow(steps) {
  let element = document.body;
  for (const [name, index] of steps) {
    const next = element.children[index];
    if (!(next instanceof HTMLElement) || next.localName !== name) return null;
    element = next;
  }
  return element;
}

/** @param {ReturnType<typeof focused>} was */
export function refocus(was) {
  if (!was || was.element === document.activeElement) return;
  const named = was.id ? document.getElementById(was.id) : null;
  const element = was.element.isConnected ? was.element : named ?? follow(was.steps);
  if (!element) return;
  element.focus({ preventScroll: true });
  const field = /** @type {HTMLInputElement} */ (element);
  if (was.start === null || was.start === undefined || !field.setSelectionRange) return;
  try {
    field.setSelectionRange(was.start, was.end);
  } catch {
    // Not a field of text.
  }
}
