// @ts-check
import { element, required } from '../lib/dom.js';
import { shortTime } from './time.js';

/** @typedef {{ box: HTMLInputElement, time: HTMLElement, item: HTMLElement }} StepBox */

/** What stays below the line of a step. @param {Node} node */
const isBeside = (node) =>
  node instanceof Element && (node.classList.contains('task-box') || /^(UL|OL|DIV|TABLE)$/.test(node.tagName));

/** The square that a step has on paper. @param {HTMLElement} item @param {boolean} isHidden */
function hideSquare(item, isHidden) {
  const square = /** @type {HTMLElement | null} */ (item.querySelector('.task-box'));
  if (square) square.hidden = isHidden;
}

/** Steps as real checkboxes, each with a label as large as its line. */
export class StepBoxes {
  /** @type {Map<string, StepBox>} */
  boxes = new Map();

  /**
   * @param {HTMLElement[]} items
   * @param {import('./types.d.ts').Step[]} steps
   * @param {(step: import('./types.d.ts').Step, isDone: boolean) => void} ticked
   */
  constructor(items, steps, ticked) {
    this.items = items;
    this.steps = steps;
    this.ticked = ticked;
  }

  arm() {
    if (this.boxes.size) return;
    for (const [i, item] of this.items.entries()) {
      const step = this.steps[i];
      const label = element('label', '', 'step');
      const box = Object.assign(document.createElement('input'), { type: 'checkbox', className: 'step-box' });
      const text = element('span', '', 'step-text');
      text.append(...[...item.childNodes].filter((node) => !isBeside(node)));
      label.append(box, text);
      item.prepend(label);
      const time = Object.assign(element('span', '', 'step-time'), { id: `_time-${i}` });
      box.setAttribute('aria-describedby', time.id);
      label.after(time);
      hideSquare(item, true);
      this.boxes.set(step.id, { box, time, item });
      box.addEventListener('change', () => this.ticked(step, box.checked));
    }
  }

  disarm() {
    for (const { time, item } of this.boxes.values()) {
      required('.step', item).replaceWith(...required('.step-text', item).childNodes);
      time.remove();
      item.classList.remove('ticked');
      hideSquare(item, false);
    }
    this.boxes.clear();
  }

  /** @param {Map<string, string>} done @param {boolean} isEnded */
  show(done, isEnded) {
    for (const [id, { box, time, item }] of this.boxes) {
      const at = done.get(id);
      box.checked = at !== undefined;
      box.disabled = isEnded;
      time.textContent = at === undefined ? '' : shortTime(at);
      item.classList.toggle('ticked', at !== undefined);
    }
  }

  /** Goes to the first step that is not ticked. */
  goToNext() {
    const next = [...this.boxes.values()].find(({ box }) => !box.checked);
    next?.box.focus();
    next?.item.scrollIntoView({ block: 'center' });
  }
}
