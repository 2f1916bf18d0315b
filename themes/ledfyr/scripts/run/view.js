// @ts-check
import { all, element, fill, required } from '../lib/dom.js';
import { ticksOf } from './log.js';
import { shortTime } from './time.js';

/** @typedef {import('./log.js').RunWords} RunWords */
/** @typedef {import('./types.d.ts').Run} Run */

/** What is seen of runs. */
export class RunView {
  /** @param {HTMLElement} panel @param {RunWords} said @param {import('./steps.js').StepBoxes} steps */
  constructor(panel, said, steps) {
    this.panel = panel;
    this.said = said;
    this.steps = steps;
    this.main = required('main');
    this.bar = required('[data-bar]');
    this.after = required('[data-run-after]', this.main);
    this.dialog = /** @type {HTMLDialogElement} */ (this.get('dialog'));
  }

  /** A part of the page by its name. @param {string} name */
  get(name) {
    return required(`[data-${name}]`, this.main);
  }

  /** @param {string | undefined} text */
  say(text) {
    this.get('run-status').textContent = text ?? '';
  }

  /** @param {string} name @param {boolean} isShown */
  showPart(name, isShown) {
    required(`[data-part="${name}"]`, this.main).hidden = !isShown;
  }

  focusHeading() {
    const heading = required('h2', this.panel);
    heading.tabIndex = -1;
    heading.focus();
  }

  /** @param {Run | null} run @param {boolean} isSaved */
  show(run, isSaved) {
    const isEnded = Boolean(run?.ended);
    const isOpen = Boolean(run) && !isEnded;
    if (run) this.steps.arm();
    else this.steps.disarm();
    const shown = { start: !run, open: isOpen, ended: isEnded, note: isOpen, left: isEnded, log: Boolean(run) };
    for (const [name, isShown] of Object.entries(shown)) this.showPart(name, isShown);
    this.after.hidden = !run;
    this.bar.hidden = !isOpen;
    document.documentElement.classList.toggle('has-run', isOpen);
    if (!run) return;
    for (const place of all('[data-what]', this.main)) place.textContent = this.said.kind(run);
    for (const place of all('[data-since]', this.main)) place.textContent = this.said.span(run);
    this.steps.show(ticksOf(run), isEnded);
    this.showLog(run);
    this.showChanges(run, isEnded);
    this.showProgress(ticksOf(run));
    this.get('unsaved').hidden = isSaved;
  }

  /** @param {Run} run */
  showLog(run) {
    this.get('log').replaceChildren(...run.log.map((entry) => {
      const item = element('li');
      const time = Object.assign(element('time', shortTime(entry.time)), { dateTime: entry.time });
      item.append(time, ` ${this.said.entry(run, entry)}`);
      return item;
    }));
    this.get('count').textContent = String(run.log.length);
  }

  /** @param {Run} run @param {boolean} isEnded */
  showChanges(run, isEnded) {
    const { words, card } = this.said;
    const changes = this.said.changes(run);
    const isOther = run.version !== card.version;
    this.get('changed').hidden = !(isOther || changes.length) || isEnded;
    const versions = { old: run.version, version: card.version };
    this.get('changed-text').textContent = fill(isOther ? words.oldVersion : words.sameVersion, versions);
    this.get('changed-steps').replaceChildren(...changes.map((text) => element('li', text)));
  }

  /** @param {Map<string, string>} done */
  showProgress(done) {
    const { steps } = this.said.card;
    const value = this.said.count(done);
    required('[data-progress]', this.bar).textContent = this.said.progress(done);
    Object.assign(required('[data-progress-bar]', this.bar), { max: steps.length, value });
    required('[data-do]', this.bar).hidden = value === steps.length;
  }

  /** The other runs of the card. @param {Run[]} runs @param {(run: Run) => void} enter */
  showOthers(runs, enter) {
    const { words } = this.said;
    this.showPart('runs', runs.length > 0);
    this.get('runs').replaceChildren(...runs.map((run) => {
      const what = `${run.ended ? words.show : words.resume}: ${this.said.kind(run)} ${shortTime(run.started)}`;
      const button = Object.assign(element('button', what, 'button button-quiet'), { type: 'button' });
      button.addEventListener('click', () => enter(run));
      const item = element('li');
      item.append(button);
      return item;
    }));
  }

  /** @param {string | undefined} text @param {() => void} act */
  ask(text, act) {
    this.get('sure').textContent = text ?? '';
    this.get('yes').onclick = () => {
      this.dialog.close();
      act();
    };
    this.dialog.showModal();
    this.get('no').focus();
  }

  print() {
    required('details', this.after).toggleAttribute('open', true);
    const { classList } = document.documentElement;
    classList.add('print-run');
    addEventListener('afterprint', () => classList.remove('print-run'), { once: true });
    print();
  }
}
