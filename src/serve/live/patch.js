// @ts-check
import { isSame } from './nodes.js';
import { counterparts, pairs } from './pairs.js';

/** @param {Element} details */
const nameOf = (details) => (details.querySelector('summary') ?? details).textContent.trim();

/** Takes along what a reader did to a part that is to be replaced. @param {Element} from @param {Element} to */
function carry(from, to) {
  const all = [...to.querySelectorAll('details')];
  for (const details of from.querySelectorAll('details[open]')) {
    const name = nameOf(details);
    const match = all.find((other) => (other.id && other.id === details.id) || nameOf(other) === name);
    if (match) match.open = true;
  }
  const fields = /** @type {NodeListOf<HTMLInputElement>} */ (
    from.querySelectorAll('input[id], textarea[id], select[id]')
  );
  for (const field of fields) {
    const match = /** @type {HTMLInputElement | null} */ (to.querySelector(`#${CSS.escape(field.id)}`));
    if (!match || match.type !== field.type || match.type === 'file') continue;
    if (match.type === 'checkbox' || match.type === 'radio') match.checked = field.checked;
    else match.value = field.value;
  }
}

/** @param {Element} node @param {Element} after */
function replace(node, after) {
  const fresh = document.importNode(after, true);
  carry(node, fresh);
  node.replaceWith(fresh);
}

/** @param {Element} node @param {Element} before @param {Element} after */
function patchAttributes(node, before, after) {
  for (const { name } of before.attributes) if (!after.hasAttribute(name)) node.removeAttribute(name);
  for (const { name, value } of after.attributes) {
    if (before.getAttribute(name) !== value) node.setAttribute(name, value);
  }
}

/**
 * Makes `node`, which was sent as `before`, into `after`.
 *
 * @param {ChildNode} node
 * @param {Node} before
 * @param {Node} after
 */
export function patch(node, before, after) {
  if (isSame(before, after)) return;
  if (!(node instanceof Element) || !(before instanceof Element) || !(after instanceof Element)) {
    if (node.nodeValue !== after.nodeValue) node.nodeValue = after.nodeValue;
    return;
  }
  patchAttributes(node, before, after);
  const shown = counterparts(node, before);
  if (!shown) {
    replace(node, after);
    return;
  }
  const known = pairs(before, after);
  const stays = new Set(known.values());
  for (const [child, element] of shown) if (!stays.has(child)) element.remove();
  /** @type {ChildNode | null} */
  let previous = null;
  for (const child of after.childNodes) {
    const old = known.get(child);
    const element = old && shown.get(old);
    if (element) {
      const next = element.nextSibling;
      patch(element, old, child);
      if (element.isConnected) previous = element;
      else previous = next ? next.previousSibling : node.lastChild;
    } else {
      const fresh = document.importNode(child, true);
      if (previous) previous.after(fresh);
      else node.prepend(fresh);
      previous = fresh;
    }
  }
}
