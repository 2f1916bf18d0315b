// @ts-check
// Paper: a button, everything unfolded, and the day of printing.
import { all, fill } from '../lib/dom.js';
import { page } from '../lib/site.js';
import { dayOf, inWords } from '../lib/time.js';

function stampDay() {
  for (const span of all('.printed-date')) {
    const { label, copy } = span.dataset;
    const isCopy = page.copy && copy ? ` ${fill(copy, { time: inWords(page.copy) })}` : '';
    span.textContent = `${label} ${dayOf(new Date())}${isCopy}`;
  }
}

function unfoldForPrinting() {
  const folded = all('main details:not(.fold-narrow, [open])');
  const fold = (/** @type {boolean} */ isOpen) => folded.forEach((part) => part.toggleAttribute('open', isOpen));
  fold(true);
  addEventListener('afterprint', () => fold(false), { once: true });
}

export function preparePaper() {
  for (const button of all('.print-button')) {
    button.hidden = false;
    button.addEventListener('click', () => print());
  }
  if (document.body.classList.contains('kind-cards')) stampDay();
  addEventListener('beforeprint', () => {
    unfoldForPrinting();
    stampDay();
  });
}
