// @ts-check

/**
 * @typedef {object} Finding
 * @property {'error' | 'warning'} severity
 * @property {string} code
 * @property {string} message
 * @property {string[]} help
 * @property {string} [file]
 * @property {number} [line]
 * @property {string} [editor] An address that opens the place in an editor.
 * @property {{ line: number, text: string, here?: boolean }[]} [excerpt]
 */
/**
 * What the server tells of a state.
 *
 * @typedef {object} Message
 * @property {Record<string, string>} words
 * @property {{ items: Finding[], summary: string, errors: number, more: number }} findings
 * @property {boolean} stale Whether the page that is shown is not the latest.
 * @property {string} source The file of the page.
 * @property {string} page The hash of the page.
 * @property {string[]} assets Files that changed.
 * @property {number} number
 */

const FOLDED = 'ledfyr-folded';
const SHOWN_FOR = 2500;

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, unknown>} [properties]
 * @param {...(Node | string | null | undefined | false | 0)} inside
 */
function element(name, properties = {}, ...inside) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside.filter((child) => child instanceof Node || typeof child === 'string'));
  return made;
}

/** @param {string} text */
const strong = (text) => element('strong', { textContent: text });

/** Whether the reader folded the errors; no storage, no memory. */
function wasFolded() {
  try {
    return sessionStorage.getItem(FOLDED) === 'yes';
  } catch {
    return false;
  }
}

/** @param {boolean} folded */
function rememberFolded(folded) {
  try {
    sessionStorage.setItem(FOLDED, folded ? 'yes' : 'no');
  } catch {
    // As above.
  }
}

/** What lies over the page: a word on the state, and the findings. */
export class Overlay {
  /** @type {Record<string, string>} */
  words = {};
  shown = '';
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  fading;
  status = element('p', { className: 'status' });
  panel = element('div', { className: 'panel', hidden: true });
  overlay = document.createElement('ledfyr-overlay');

  constructor() {
    const root = this.overlay.attachShadow({ mode: 'open' });
    this.status.setAttribute('role', 'status');
    root.append(element('link', { rel: 'stylesheet', href: '/_ledfyr/live.css' }), this.status, this.panel);
  }

  /** A script of the page may have taken it away. */
  attach() {
    if (!this.overlay.isConnected) document.documentElement.append(this.overlay);
  }

  /** @param {string} word */
  say(word) {
    this.attach();
    const { status } = this;
    status.textContent = this.words[word] ?? '';
    status.classList.toggle('seen', Boolean(status.textContent));
    clearTimeout(this.fading);
    if (word === 'lost') return;
    this.fading = setTimeout(() => {
      status.classList.remove('seen');
      status.textContent = '';
    }, SHOWN_FOR);
  }

  /** @param {Finding} item */
  card(item) {
    const { words } = this;
    const place = [item.file, item.line && `${words.line} ${item.line}`].filter(Boolean).join(', ');
    const link = item.editor
      ? element('a', { href: item.editor, textContent: place || words.open, title: words.open })
      : element('span', { textContent: place });
    const lines = item.excerpt?.map(({ line, text, here }) => {
      const number = element('b', { textContent: String(line) });
      return element('span', { className: here ? 'line here' : 'line' }, number, ` ${text}\n`);
    });
    const severity = item.severity === 'error' ? words.error : words.warning;
    return element('li', { className: item.severity },
      element('p', { className: 'message' }, strong(`${severity}: `), item.message),
      element('p', { className: 'place' }, link, ' ', element('code', { textContent: item.code })),
      lines && element('pre', { tabIndex: 0 }, ...lines),
      ...item.help.map((help) => element('p', { className: 'help', textContent: help })));
  }

  /** @param {Message} message */
  list({ findings, stale, source }) {
    const { words } = this;
    const here = findings.items.filter((item) => item.file === source || item.severity === 'error');
    const others = findings.items.filter((item) => !here.includes(item));
    const note = (/** @type {string} */ textContent) => element('p', { className: 'others', textContent });
    const summary = element('summary', {}, strong(findings.summary),
      stale && element('span', { textContent: ` – ${words.stale}` }));
    return element('details', {}, summary,
      element('ul', {}, ...here.map((item) => this.card(item))),
      others.length && note(`${others.length} ${words.elsewhere}`),
      others.length && element('ul', {}, ...others.map((item) => this.card(item))),
      findings.more && note(`${findings.more} ${words.more}`));
  }

  /**
   * Errors are shown unfolded, since the page beneath is not the latest. Warnings wait to be asked for.
   *
   * @param {Message} message
   */
  show(message) {
    const { findings, stale, source } = message;
    const { panel, words } = this;
    const key = JSON.stringify([findings, stale, source]);
    this.attach();
    if (key === this.shown) return;
    this.shown = key;
    if (!findings.items.length && !stale) {
      panel.hidden = true;
      panel.replaceChildren();
      return;
    }
    const before = panel.querySelector('details');
    const hadFocus = this.overlay.shadowRoot?.activeElement;
    const details = this.list(message);
    const summary = /** @type {HTMLElement} */ (details.querySelector('summary'));
    const hasErrors = findings.errors > 0;
    const isSameSort = before?.dataset.errors === String(hasErrors);
    details.open = isSameSort ? before.open : hasErrors && !wasFolded();
    details.dataset.errors = String(hasErrors);
    summary.addEventListener('click', () => rememberFolded(details.open));
    panel.className = hasErrors ? 'panel errors' : 'panel warnings';
    panel.setAttribute('role', 'region');
    panel.setAttribute('aria-label', words.region);
    panel.replaceChildren(details);
    panel.hidden = false;
    if (hadFocus) summary.focus({ preventScroll: true });
  }
}
