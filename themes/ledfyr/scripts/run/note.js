// @ts-check
import { required } from '../lib/dom.js';

/** The field for a note. */
export class Note {
  /**
   * @param {HTMLElement} form
   * @param {() => boolean} isThere Whether there is a run to note it in.
   * @param {(text: string) => void} add
   */
  constructor(form, isThere, add) {
    this.field = /** @type {HTMLTextAreaElement} */ (required('textarea', form));
    this.error = required('[data-note-error]', form);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (!isThere()) return;
      const text = this.take();
      this.showError(!text);
      if (text) add(text);
      else this.field.focus();
    });
  }

  /** @param {boolean} isEmpty */
  showError(isEmpty) {
    this.error.hidden = !isEmpty;
    this.field.toggleAttribute('aria-invalid', isEmpty);
    this.field.setAttribute('aria-describedby', isEmpty ? '_note-error _note-warning' : '_note-warning');
  }

  /** What is typed; the field is empty then. */
  take() {
    const text = this.field.value.trim();
    if (text) this.clear();
    return text;
  }

  clear() {
    this.field.value = '';
  }
}
