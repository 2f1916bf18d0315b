// @ts-check
// What a link leads to, shown on hover and focus. It stays while it is pointed at and goes with Escape (WCAG 1.4.13).
import { element, first, targetOf } from './lib/dom.js';

/** Milliseconds until it comes and goes, so that it does not flicker on the way over a text. */
const COMES = 350;
const GOES = 300;
/** Pixels to the window's edge and to the link. */
const EDGE = 8;
const GAP = 4;

class Preview {
  tip = Object.assign(element('div', '', 'preview'), { id: '_preview', hidden: true, role: 'tooltip' });
  /** The link that it is about. @type {HTMLElement | null} */
  about = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  wait;

  constructor() {
    document.body.append(this.tip);
    document.addEventListener('pointerover', (event) => this.pointedAt(event));
    document.addEventListener('focusin', (event) => {
      const link = linkOf(event);
      if (link?.matches(':focus-visible')) this.show(link);
      else this.hide();
    });
    addEventListener('keydown', (event) => { if (event.key === 'Escape') this.hide(); });
    // The link that brought this script has the focus still, or is pointed at.
    const reached = first('a[data-preview]:focus-visible');
    const pointed = first('a[data-preview]:hover');
    if (reached) this.show(reached);
    else if (pointed) this.later(() => this.show(pointed), COMES);
  }

  /** @param {PointerEvent} event */
  pointedAt(event) {
    if (event.pointerType === 'touch') return;
    const link = linkOf(event);
    if (link && link !== this.about) this.later(() => this.show(link), COMES);
    else if (link || this.tip.contains(targetOf(event))) clearTimeout(this.wait);
    else if (this.about && document.activeElement !== this.about) this.later(() => this.hide(), GOES);
    else clearTimeout(this.wait);
  }

  /** @param {() => void} act @param {number} time */
  later(act, time) {
    clearTimeout(this.wait);
    this.wait = setTimeout(act, time);
  }

  hide() {
    clearTimeout(this.wait);
    this.about?.removeAttribute('aria-describedby');
    this.about = null;
    this.tip.hidden = true;
  }

  /** @param {HTMLElement} link */
  show(link) {
    this.hide();
    this.about = link;
    const { tip } = this;
    const [title, text] = (link.dataset.preview ?? '').split('\n');
    const heading = title === link.textContent.trim() ? [] : [element('b', title)];
    tip.replaceChildren(...heading, element('span', text));
    link.setAttribute('aria-describedby', tip.id);
    tip.hidden = false;
    const [at] = link.getClientRects();
    const { width, height } = tip.getBoundingClientRect();
    const isBelow = at.bottom + height + EDGE < innerHeight;
    const right = document.documentElement.clientWidth - width - EDGE;
    tip.style.left = `${Math.max(EDGE, Math.min(at.left, right)) + scrollX}px`;
    tip.style.top = `${(isBelow ? at.bottom + GAP : at.top - height - GAP) + scrollY}px`;
  }
}

/** @param {Event} event @returns {HTMLElement | null} */
const linkOf = (event) => targetOf(event).closest('a[data-preview]');

new Preview();
