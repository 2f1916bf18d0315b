// @ts-check
// What few visits need comes with the act that needs it.
import { first, targetOf } from '../lib/dom.js';
import { chosenRole, menuPanel } from '../lib/role.js';
import { loadScript, page } from '../lib/site.js';

/** @type {Set<string>} */
const asked = new Set();

/** @param {string} name @param {() => void} [then] */
function need(name, then) {
  const url = (page.later ?? '').split(' ').find((file) => file.includes(`/${name}.`));
  if (!url || asked.has(name)) return;
  asked.add(name);
  loadScript(url, then, () => asked.delete(name));
}

/** The button of a role's page: role.js comes with the first sign that it will be pressed. @param {string} [chosen] */
function offerRole(chosen) {
  const button = first('.to-do-foot [data-choose]');
  if (!button) return;
  let [isPressed, isReady] = [false, false];
  const load = () => need('role', () => {
    isReady = true;
    if (isPressed) button.click();
  });
  button.hidden = button.dataset.choose === chosen;
  for (const name of ['pointerover', 'focus']) button.addEventListener(name, load);
  button.addEventListener('click', () => {
    if (isReady) return;
    isPressed = true;
    load();
  });
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
  offerRole(role?.id);
  // The start page loads the script itself.
  if (role && !first('.my-role')) need('role');
  // Arriving from a result of the search: its words are marked.
  if (first('[data-search]') && new URLSearchParams(location.search).has('markera')) need('arrive');
}
