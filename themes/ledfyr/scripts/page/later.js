// @ts-check
// What few visits need comes with the act that needs it.
import { first, targetOf } from '../lib/dom.js';
import { chosenRole, menuPanel } from '../lib/role.js';
import { loadScript, page } from '../lib/site.js';

/** @type {Set<string>} */
const asked = new Set();

/** @param {string} name */
function need(name) {
  const url = (page.later ?? '').split(' ').find((file) => file.includes(`/${name}.`));
  if (!url || asked.has(name)) return;
  asked.add(name);
  loadScript(url, undefined, () => asked.delete(name));
}

export function fetchLater() {
  // What a link leads to, with the first link that is pointed at or has the focus.
  for (const name of ['pointerover', 'focusin']) {
    document.addEventListener(name, (event) => {
      const isTouch = event instanceof PointerEvent && event.pointerType === 'touch';
      if (!isTouch && targetOf(event).closest('a[data-preview]')) need('preview');
    });
  }
  // The role that was chosen stands in the menu at once, so that it moves nothing later; role.js fills it.
  const role = chosenRole();
  if (role) menuPanel(role);
  // Where a role can be chosen the page loads the script itself.
  if (role && !first('[data-choose]')) need('role');
  // Arriving from a result of the search: its words are marked.
  if (first('[data-search]') && new URLSearchParams(location.search).has('markera')) need('arrive');
}
