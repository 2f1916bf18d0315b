// @ts-check
// «Min roll»: what is kept of the role that was chosen, and its place in the menu.
import { element, fill, first, required } from './dom.js';
import { lang, place } from './site.js';

/** @typedef {{ title: string, url: string, note?: string }} RoleLink */
/**
 * @typedef {object} Role
 * @property {string} id
 * @property {string} title
 * @property {string} url
 * @property {RoleLink[]} cards
 * @property {RoleLink[]} duties
 * @property {RoleLink[]} reading
 */

const KEY = `ledfyr-role ${place} ${lang}`;

/** Words of the interface; nothing where a site has no roles. */
export const words = first('[data-role-words]')?.dataset;

/** @returns {Role | null} */
export function chosenRole() {
  try {
    const role = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    return words && [role.cards, role.duties, role.reading].every(Array.isArray) ? role : null;
  } catch {
    return null;
  }
}

/** Keeps a role, or forgets it. @param {Role | null} role */
export function keepRole(role) {
  try {
    if (role) localStorage.setItem(KEY, JSON.stringify(role));
    else localStorage.removeItem(KEY);
  } catch {
    // It is shown for this visit.
  }
}

/** The role's place in the menu, empty. @param {Role} role */
export function menuPanel(role) {
  let fold = first('.menu-role');
  if (!fold) {
    fold = element('details', '', 'menu-role');
    fold.append(element('summary'), element('div', '', 'role-panel'));
    const item = element('li');
    item.append(fold);
    required('.menu-list').prepend(item);
  }
  const [name, panel] = fold.children;
  name.textContent = fill(words?.title, role);
  panel.replaceChildren();
  return panel;
}
