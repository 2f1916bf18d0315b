// @ts-check
// «Min roll»: kept only once it is chosen, with what it is shown, so that it stands there at once the next time.
import { all, element, fill, first, required } from './lib/dom.js';
import { chosenRole, keepRole, menuPanel, words } from './lib/role.js';
import { address, loadScript } from './lib/site.js';
import { tell } from './lib/toast.js';

/** @typedef {import('./lib/role.js').Role} Role */
/** @typedef {import('./lib/role.js').RoleLink} RoleLink */

/** @param {string} text @param {string} url */
const link = (text, url) => Object.assign(element('a', text), { href: address(url) });

/** @param {string | undefined} title @param {RoleLink[]} items */
function linkList(title, items) {
  if (!items.length) return [];
  const list = element('ul', '', 'link-list');
  list.append(...items.map(({ title: name, url, note }) => {
    const item = element('li');
    item.append(link(name, url), note ? element('span', ` ${note}`, 'kind-note') : '');
    return item;
  }));
  const part = element('div');
  part.append(element('p', title, 'role-part'), list);
  return [part];
}

/** What a role brings: its cards, its duties, what to read. @param {Role} role */
function contentOf(role) {
  const clear = Object.assign(element('button', words?.clear, 'button button-quiet role-clear'), { type: 'button' });
  clear.addEventListener('click', () => {
    keepRole(null);
    show(null);
    tell(words?.cleared);
    (first('.my-role summary') ?? first('.brand'))?.focus();
  });
  const parts = element('div', '', 'role-parts');
  parts.append(...linkList(words?.cards, role.cards));
  parts.append(...linkList(words?.duties, role.duties), ...linkList(words?.reading, role.reading));
  const foot = element('p', '', 'role-foot');
  foot.append(link(words?.page ?? '', role.url), ' ', clear);
  return [parts, foot];
}

/** @param {Role | null} role */
function show(role) {
  const home = first('.my-role');
  home?.querySelector('.role-chosen')?.remove();
  home?.querySelector('details')?.toggleAttribute('hidden', Boolean(role));
  for (const button of all('[data-choose]')) button.hidden = role?.id === button.dataset.choose;
  if (!role) {
    first('.menu-role')?.parentElement?.remove();
    return;
  }
  menuPanel(role).append(...contentOf(role));
  if (!home) return;
  const name = fill(words?.title, role);
  const section = element('section', '', 'role-chosen');
  section.setAttribute('aria-label', name);
  section.append(Object.assign(element('h2', name), { tabIndex: -1 }), ...contentOf(role));
  home.append(section);
}

/**
 * Of several that are under way, only the one that was asked for last is heard.
 *
 * @param {string} id
 * @param {string} url
 * @param {(role: Role) => void} then
 */
function load(id, url, then) {
  const ledfyrRole = (/** @type {Role} */ role) => { if (role.id === id) then(role); };
  Object.assign(globalThis, { ledfyrRole });
  loadScript(url);
}

/** @param {Role} role */
function keep(role) {
  keepRole(role);
  show(role);
}

/** @param {Role} role */
function choose(role) {
  keep(role);
  tell(fill(words?.chosen, role));
  // The button is gone: on to what the choice brought, or, where a closed menu holds it, to the page.
  const brought = first('.role-chosen h2') ?? first('.menu-role summary');
  brought?.focus();
  if (document.activeElement !== brought) required('#_main').focus({ preventScroll: true });
}

if (words) {
  for (const button of all('[data-choose]')) {
    const { choose: id = '', src = '' } = button.dataset;
    button.hidden = false;
    button.addEventListener('click', () => load(id, src, choose));
  }
  const mine = chosenRole();
  if (mine) {
    show(mine);
    // What it holds may have changed since.
    load(mine.id, `${mine.url}role.js`, (fresh) => {
      if (JSON.stringify(fresh) !== JSON.stringify(mine)) keep(fresh);
    });
  }
}
