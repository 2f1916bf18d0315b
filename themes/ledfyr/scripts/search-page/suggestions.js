// @ts-check
import { address } from './connection.js';
import { build, fill, linkTo, marked, setAttributes } from './elements.js';
import { nameOf } from './names.js';
import { isShortcutOn } from './shortcut.js';

/** @typedef {import('../search/types.d.ts').Found} Found */
/** @typedef {import('../search/types.d.ts').Page} Page */

const MOST = 6;
const SHORTEST_QUERY = 2;
/** Milliseconds after the last key until suggestions come, and until their number is told. */
const TYPING = 120;
const TELLING = 700;

/** Suggestions under the search's field, as a combobox (WAI-ARIA). */
export class SuggestionBox {
  active = -1;
  /** Grows with each change: an answer to an older query is dropped. */
  turn = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  typing;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  telling;

  /** @param {import('./connection.js').Search} search */
  constructor(search) {
    const { form, input, words } = search;
    this.search = search;
    this.input = input;
    this.words = words;
    const label = words.suggestions;
    const attributes = { role: 'listbox', id: '_found', 'aria-label': label, class: 'search-found', hidden: '' };
    this.list = build('ul', attributes);
    this.status = build('div', { role: 'status', class: 'visually-hidden' });
    form.setAttribute('action', address(form.getAttribute('action') ?? ''));
    form.append(this.list, this.status);
    setAttributes(input, { role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': '_found' });
    input.setAttribute('aria-expanded', 'false');
    this.listen();
  }

  listen() {
    const { input, list } = this;
    input.addEventListener('focus', () => { this.search.begin().catch(() => {}); });
    input.addEventListener('input', () => {
      this.turn += 1;
      this.hush();
      clearTimeout(this.typing);
      this.typing = setTimeout(() => this.suggest(), TYPING);
    });
    input.addEventListener('blur', () => {
      this.turn += 1;
      clearTimeout(this.typing);
      this.open(false);
    });
    input.addEventListener('keydown', (event) => this.pressed(event));
    list.addEventListener('mousedown', (event) => event.preventDefault());
    list.addEventListener('click', (event) => {
      const option = /** @type {Element} */ (event.target).closest('[data-href]');
      if (option instanceof HTMLElement && option.dataset.href) location.href = option.dataset.href;
    });
    document.addEventListener('keydown', (event) => this.shortcut(event));
  }

  /** @param {boolean} on */
  open(on) {
    this.list.hidden = !on;
    // The box may stand at the end of a page, with no room below it.
    if (on) this.list.scrollIntoView({ block: 'nearest' });
    this.input.setAttribute('aria-expanded', String(on));
    this.hush();
    if (!on) this.choose(-1);
  }

  /** What was to be told is no longer so; and the same words again would not be told. */
  hush() {
    clearTimeout(this.telling);
    this.status.textContent = '';
  }

  /** @param {number} n -1 for the field itself. */
  choose(n) {
    this.active = n;
    const options = [...this.list.children];
    options.forEach((option, i) => option.setAttribute('aria-selected', String(i === n)));
    if (n < 0) this.input.removeAttribute('aria-activedescendant');
    else {
      this.input.setAttribute('aria-activedescendant', options[n].id);
      options[n].scrollIntoView({ block: 'nearest' });
    }
  }

  async suggest() {
    const query = this.input.value.trim();
    this.turn += 1;
    const mine = this.turn;
    const isWanted = () => mine === this.turn;
    if (query.length < SHORTEST_QUERY) {
      this.open(false);
      return;
    }
    const found = await this.search.ask(query, {}, isWanted).catch(() => null);
    if (found === null) this.open(false);
    if (!found) return;
    const first = found.list.slice(0, MOST);
    const texts = await Promise.all(first.map(({ page }) => this.search.textOf(page)));
    if (!isWanted() || document.activeElement !== this.input) return;
    const options = texts.flatMap((page, i) => (page ? [this.option(found, page, first[i].page)] : []));
    options.forEach((option, i) => { option.id = `_found-${i}`; });
    this.list.replaceChildren(...options);
    this.open(options.length > 0);
    const { told, none } = this.words;
    this.telling = setTimeout(() => {
      this.status.textContent = options.length ? fill(told, { n: options.length }) : none ?? '';
    }, TELLING);
  }

  /** @param {Found} found @param {Page} page @param {number} number */
  option(found, page, number) {
    const { engine } = this.search;
    const href = linkTo(this.search, found, page, engine.sections(found, page));
    const title = build('span', {}, ...marked(engine.pieces(found, page[1])));
    const option = build('li', { role: 'option', 'aria-selected': 'false', 'data-href': href }, title);
    const kind = engine.choices(number).find(([facet]) => facet === 'kind');
    if (kind) option.append(build('small', {}, nameOf(this.search, kind)));
    return option;
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    const { list } = this;
    const count = list.children.length;
    if (event.key === 'Escape' && !list.hidden) this.open(false);
    else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && count) {
      if (list.hidden) this.open(true);
      // Beyond either end is the field itself.
      const step = event.key === 'ArrowDown' ? 1 : count;
      this.choose((this.active + 1 + step) % (count + 1) - 1);
    } else if (event.key === 'Enter' && this.active >= 0) {
      location.href = /** @type {HTMLElement} */ (list.children[this.active]).dataset.href ?? '';
    } else return;
    event.preventDefault();
  }

  /** @param {KeyboardEvent} event */
  shortcut(event) {
    const at = /** @type {HTMLElement} */ (event.target);
    if (event.key !== '/' || !isShortcutOn() || event.ctrlKey || event.metaKey || event.altKey) return;
    if (at.isContentEditable || at.matches('input,textarea,select')) return;
    event.preventDefault();
    this.input.focus();
    this.input.select();
  }
}
