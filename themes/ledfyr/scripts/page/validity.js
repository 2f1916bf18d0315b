// @ts-check
import { all, element, required } from '../lib/dom.js';
import { isOnDisk, page } from '../lib/site.js';
import { dayOf } from '../lib/time.js';

/** What a line on validity says on a day: a word, and how it looks. @param {DOMStringMap} line @param {string} today */
function judged({ status, validFrom, nextReview, validTo, soon, overdue, expired, holds }, today) {
  if (validTo && validTo < today) return { text: expired, name: 'expired' };
  if (validFrom && validFrom > today) return { text: soon, name: 'overdue' };
  if (nextReview && nextReview < today) return { text: overdue, name: 'overdue' };
  return status === 'decided' && validFrom ? { text: holds, name: 'holds unproven' } : {};
}

/**
 * Does it hold? The build said what was true on its day; the reader's clock knows today, unless it says a day before
 * one that the page knows to be past: then it is wrong, and the build's words stand.
 *
 * @param {HTMLElement} line
 * @param {string} today
 */
function correct(line, today) {
  const { known } = line.dataset;
  if (known && today < known) return;
  const { text, name } = judged(line.dataset, today);
  const said = line.querySelector('.view-time');
  if (said && said.textContent === text) return;
  said?.remove();
  if (text) required('.validity-break', line).before(element('span', text, `badge view-time ${name}`), ' ');
}

/**
 * What a page says of whether it is in force changes with the day. On a day before one that the page knows to be past
 * the reader's clock is wrong, and the build's words stand.
 *
 * @param {HTMLElement} notice
 * @param {string} today
 */
function turn(notice, today) {
  const { known, from, until } = notice.dataset;
  if (known && today < known) return;
  if (from || until) notice.hidden = Boolean((from && today < from) || (until && until <= today));
}

/** Puts «i dag» among the days of a document's timeline. @param {HTMLElement} list @param {string} today */
function markToday(list, today) {
  const { known, today: text } = list.dataset;
  if (known && today < known) return;
  const next = all('time', list).find((day) => (day.getAttribute('datetime') ?? '') > today);
  list.insertBefore(element('li', text, 'timeline-today'), next?.parentElement ?? null);
}

/** Whether the browser says that the page came over the network. */
function cameOverNetwork() {
  const [entry] = performance.getEntriesByType('navigation');
  return !isOnDisk && /** @type {PerformanceResourceTiming | undefined} */ (entry)?.transferSize;
}

/**
 * «Gäller i dag» is said of a page that is known to come from the network just now, and of no other: not of one from
 * the store, from the browser's cache or from a disk. A worker tells; without one the browser does.
 */
export class Validity {
  isProven = false;

  constructor() {
    const today = dayOf(new Date());
    all('.validity').forEach((line) => correct(line, today));
    all('.standing-notice').forEach((notice) => turn(notice, today));
    all('.timeline ol').forEach((list) => markToday(list, today));
    if (page.copy) this.doubt();
    else if (!navigator.serviceWorker?.controller) {
      if (cameOverNetwork()) this.prove();
      this.doubt();
    }
    // A page that is shown again, or on another day, was asked for some other time.
    addEventListener('pageshow', (event) => { if (event.persisted) this.doubtAgain(); });
    document.addEventListener('visibilitychange', () => { if (dayOf(new Date()) !== today) this.doubtAgain(); });
  }

  prove() {
    this.isProven = true;
    all('.unproven').forEach((badge) => badge.classList.remove('unproven'));
  }

  doubt() {
    if (!this.isProven) all('.holds').forEach((badge) => badge.remove());
  }

  doubtAgain() {
    this.isProven = false;
    this.doubt();
  }
}
