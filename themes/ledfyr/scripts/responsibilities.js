// @ts-check
// «Ansvar»: one role, one routine, or both. What is left of the table is as narrow as it can be.
import { all, element, fill, first } from './lib/dom.js';

const form = first('.raci-filter');
const rolesOf = (/** @type {HTMLElement} */ table) => all('thead tr:last-child th', table).slice(1);
const nameOf = (/** @type {HTMLElement} */ cell) => cell.textContent.trim();

/** @param {string} of @param {Iterable<string>} names */
function offer(of, names) {
  const select = /** @type {HTMLSelectElement} */ (first(`[data-of="${of}"]`));
  select.append(...[...new Set(names)].map((name) => element('option', name)));
  select.addEventListener('change', show);
  return () => select.value;
}

/**
 * Shows the rows of a table that are asked for, and the columns that have something in them.
 *
 * @param {HTMLElement} table
 * @param {string} role
 * @param {string} page
 */
function showTable(table, role, page) {
  const roles = rolesOf(table);
  const at = roles.findIndex((cell) => nameOf(cell) === role);
  const used = roles.map(() => !page && !role);
  let shown = 0;
  for (const body of all('tbody', table)) {
    const rows = all('tr:not(.raci-page)', body).map((row) => ({ row, cells: all('td', row) }));
    for (const { row, cells } of rows) {
      row.hidden = Boolean((page && page !== body.dataset.page) || (role && !cells[at]?.childElementCount));
      if (!row.hidden) cells.forEach((cell, i) => { used[i] ||= cell.childElementCount > 0; });
    }
    const here = rows.filter(({ row }) => !row.hidden).length;
    body.hidden = !here;
    shown += here;
  }
  const columns = [roles, ...all('tbody tr:not(.raci-page)', table).map((row) => all('td', row))];
  for (const cells of columns) cells.forEach((cell, i) => { cell.hidden = !used[i]; });
  let from = 0;
  for (const tier of all('thead th[data-columns]', table)) {
    const to = from + Number(tier.dataset.columns);
    const left = used.slice(from, to).filter(Boolean).length;
    tier.hidden = !left;
    tier.setAttribute('colspan', String(left || 1));
    from = to;
  }
  table.parentElement?.toggleAttribute('hidden', !shown);
  return shown;
}

/** @param {string} role @param {string} page */
function showLists(role, page) {
  for (const part of all('.raci-roles details')) {
    const items = all('li', part);
    for (const item of items) item.hidden = Boolean(page && page !== item.dataset.page);
    part.hidden = Boolean((role && role !== part.dataset.role) || items.every((item) => item.hidden));
    part.toggleAttribute('open', Boolean(role || page));
  }
}

const tables = all('.raci-table');
const pagesOf = (/** @type {HTMLElement} */ table) => all('tbody', table).map((body) => body.dataset.page ?? '');
const role = form && offer('role', tables.flatMap((table) => rolesOf(table).map(nameOf)));
const page = form && offer('page', tables.flatMap(pagesOf));

function show() {
  if (!form || !role || !page) return;
  const shown = tables.map((table) => showTable(table, role(), page())).reduce((sum, n) => sum + n, 0);
  showLists(role(), page());
  const { count, one } = form.dataset;
  const told = first('output', form);
  if (told) told.textContent = fill(shown === 1 ? one : count, { n: shown });
}

if (form) {
  form.hidden = false;
  // A browser that goes back keeps what was chosen.
  show();
}
