// @ts-check
// «Uppfölj»: the lists can be narrowed to a unit, a role or a kind, and are counted to the reader's own day.
import { all, first, fill, element, required } from './lib/dom.js';
import { dayOf } from './lib/time.js';

const DAY = 86_400_000;
const form = required('form.filter');
const sections = all('section.list');
const rowsOf = (/** @type {HTMLElement} */ section) => all('tbody tr', section);

/**
 * The row's last cell says how many days lie between its day and today.
 *
 * @param {HTMLElement} row
 * @param {string} today
 */
function count(row, today) {
  const days = Math.abs(Date.parse(today) - Date.parse(row.dataset.day ?? '')) / DAY;
  const cell = row.lastElementChild;
  if (cell) cell.textContent = String(Math.round(days));
}

/** @param {HTMLElement} row @param {HTMLElement} section */
function move(row, section) {
  const heads = all('thead th', section).map((head) => head.textContent);
  all('td', row).forEach((cell, i) => { cell.dataset.label = heads[i + 1]; });
  required('tbody', section).append(row);
}

/** What was due when the site was built may be late now, and what waited may hold. @param {string} today */
function recount(today) {
  const [overdue, due, waiting, expired] = ['overdue', 'due', 'waiting', 'expired']
    .map((id) => /** @type {HTMLElement} */ (required(`#_${id}`).closest('section')));
  const isPast = (/** @type {HTMLElement} */ row) => (row.dataset.day ?? today) < today;
  rowsOf(due).filter(isPast).forEach((row) => move(row, overdue));
  rowsOf(waiting).filter((row) => (row.dataset.day ?? '') <= today).forEach((row) => row.remove());
  const dated = [overdue, due, waiting, expired].flatMap(rowsOf).filter((row) => row.dataset.day);
  dated.forEach((row) => count(row, today));
}

/** @param {HTMLElement} section @param {(row: HTMLElement) => boolean} isAsked */
function narrow(section, isAsked) {
  const rows = rowsOf(section);
  rows.forEach((row) => { row.hidden = !isAsked(row); });
  const shown = rows.filter((row) => !row.hidden);
  const n = new Set(shown.map((row) => row.dataset.id)).size;
  required('.rows', section).hidden = !n;
  required('.none', section).hidden = Boolean(n);
  required('.count', section).textContent = String(n);
  const figure = first(`.figures [href="#${required('h2', section).id}"]`);
  if (figure) figure.textContent = fill(n === 1 ? figure.dataset.one : figure.dataset.many, { n });
  return shown.length;
}

function show() {
  const asked = /** @type {HTMLSelectElement[]} */ (all('select', form)).filter((select) => select.value);
  const isAsked = (/** @type {HTMLElement} */ row) =>
    asked.every(({ dataset: { of }, value }) => row.dataset[of ?? '']?.split(' ').includes(value));
  const total = all('section.list tbody tr').length;
  const n = sections.reduce((sum, section) => sum + narrow(section, isAsked), 0);
  required('output', form).textContent = fill(form.dataset.shown, { n, total });
}

const made = required('.made');
const today = dayOf(new Date());
// On a day before the one of the build the reader's clock is wrong.
if (today > (made.dataset.day ?? today)) {
  recount(today);
  made.append(' ', element('span', made.dataset.recounted));
}
form.hidden = false;
form.addEventListener('change', show);
// A browser that goes back keeps what was chosen.
show();
