// @ts-check
// The code on a printed card says its version in the address: is it the one that is published? Only a page that the
// network gave just now can tell, so it is asked for once more. Without an answer nothing is said for or against the
// card.
import { all, element, fill, required } from './lib/dom.js';
import { isOnDisk, page } from './lib/site.js';
import { dayOf, inWords } from './lib/time.js';

const LONGEST_VERSION = 20;
const LONGEST_WAIT = 10_000;

const scan = required('.scan');
const answer = required('.scan-answer', scan);
const words = answer.dataset;
const shown = required('.scan-published', scan).textContent;
const said = new URLSearchParams(location.search).get('v');
/** The version on the card. It is short: nobody is to put sentences on the page by an address. */
const card = said && said.length > LONGEST_VERSION ? '?' : said;

/**
 * @param {'same' | 'other' | 'unknown'} name
 * @param {Record<string, string | undefined>} values
 * @param {string | undefined} title
 * @param {...(string | undefined)} texts
 */
function say(name, values, title, ...texts) {
  answer.className = `scan-answer scan-${name}`;
  const heading = title ? [element('p', fill(title, values), 'scan-title')] : [];
  answer.replaceChildren(...heading, ...texts.map((text) => element('p', fill(text, values), 'scan-text')));
  required('.scan-compare', scan).hidden = true;
}

/** The numbers of a version; nothing when it is not made of numbers. @param {string} version */
const numbersOf = (version) => (/^\d+(\.\d+)*$/.test(version) ? version.split('.').map(Number) : null);

/**
 * 1.10 is newer than 1.9. Versions that are no numbers are neither newer nor older.
 *
 * @param {string} one
 * @param {string} other
 */
function isNewer(one, other) {
  const [a, b] = [numbersOf(one), numbersOf(other)];
  if (!a || !b) return false;
  const n = [...a, ...b].findIndex((_, i) => (a[i] ?? 0) !== (b[i] ?? 0));
  return n >= 0 && (a[n] ?? 0) > (b[n] ?? 0);
}

/** What the page that is published says, and its day, which is right also where the reader's clock is not. */
async function published() {
  const signal = AbortSignal.timeout?.(LONGEST_WAIT);
  const fetched = await fetch(location.pathname, { cache: 'no-store', redirect: 'error', signal });
  if (!fetched.ok) throw new Error(String(fetched.status));
  const html = new DOMParser().parseFromString(await fetched.text(), 'text/html');
  const found = /** @type {HTMLElement | null} */ (html.querySelector('.scan'));
  const isCopy = html.documentElement.dataset.copy;
  if (isCopy || !found || found.dataset.id !== scan.dataset.id) throw new Error('a copy, or another page');
  const time = new Date(fetched.headers.get('date') ?? Date.now());
  return { found, today: dayOf(Number.isNaN(Number(time)) ? new Date() : time) };
}

/** @param {{ found: HTMLElement, today: string }} published */
function judge({ found, today }) {
  const { version = '', status, validTo } = found.dataset;
  const values = { version, new: version, old: card ?? '' };
  // The page that is shown may have come from the browser's cache.
  const isSame = ['version', 'status', 'validTo'].every((name) => scan.dataset[name] === found.dataset[name]);
  if (!isSame) required('.scan-holds', scan).replaceWith(required('.scan-holds', found));
  for (const [name, value] of Object.entries({ version: found.dataset.version, status, validTo })) {
    if (value !== undefined) scan.dataset[name] = value;
  }
  required('.scan-published', scan).textContent = shown;
  const isGone = status === 'withdrawn' || status === 'superseded' || (validTo && validTo < today);
  if (isGone) say('other', values, words.gone);
  else if (!card) {
    answer.replaceChildren();
    required('.scan-compare', scan).hidden = false;
  } else if (card === version) say('same', values, words.same, words.sameText);
  else if (isNewer(card, version)) say('unknown', values, words.newer);
  else say('other', values, words.other, words.otherText);
}

function sayUnknown() {
  const { version = '' } = scan.dataset;
  const time = page.copy ?? (isOnDisk ? document.lastModified : '');
  const values = { version: version || '–', old: card ?? '', time: time && inWords(time) };
  let what = isOnDisk ? words.disk : words.old;
  if (page.copy) what = words.copy;
  const newer = card && isNewer(card, version) ? [words.newer] : [];
  say('unknown', values, words.unknown, what, ...newer, words.wait);
  // What the copy holds is not what is published.
  for (const badge of all('.scan-holds .view-time', scan)) badge.remove();
  required('.scan-published', scan).textContent = '';
}

function check() {
  if (card) say('unknown', {}, '', words.asking);
  // From a disk nothing can be asked for.
  if (isOnDisk) sayUnknown();
  else published().then(judge).catch(sayUnknown);
}

check();
addEventListener('pageshow', (event) => { if (event.persisted) check(); });
