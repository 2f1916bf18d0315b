// @ts-check
import { all, fill, required, targetOf } from '../lib/dom.js';
import { runsKey, STEPS } from '../lib/runs.js';
import { lang } from '../lib/site.js';
import { asCsv, asText, saveFile } from './export.js';
import { RunWords, ticksOf } from './log.js';
import { Note } from './note.js';
import { StepBoxes } from './steps.js';
import { RunStore } from './store.js';
import { stamp } from './time.js';
import { RunView } from './view.js';
import { WakeLock } from './wake.js';

/** @typedef {import('./types.d.ts').Card} Card */
/** @typedef {import('./types.d.ts').Entry} Entry */
/** @typedef {import('./types.d.ts').Run} Run */

/** The card that is shown. @param {HTMLElement} panel @param {HTMLElement[]} items @returns {Card} */
function cardOf({ dataset: { id = '', version = '', title = '' } }, items) {
  const steps = items.map((item) => {
    return { id: item.dataset.step ?? '', text: item.textContent.replace(/\s+/g, ' ').trim() };
  });
  return { id, version, title, steps };
}

/** Runs of the card that is shown: what the reader does. */
export class RunPanel {
  store = new RunStore();
  /** Key of the run that is shown. @type {string | null} */
  open = null;

  constructor() {
    const panel = required('[data-run]');
    const items = all(STEPS);
    const words = required('main [data-words]');
    this.panel = panel;
    this.items = items;
    this.card = cardOf(panel, items);
    this.said = new RunWords({ ...words.dataset }, this.card);
    words.remove(); // its attributes are named as parts of the panel are
    this.steps = new StepBoxes(items, this.card.steps, (step, isDone) => this.ticked(step, isDone));
    this.view = new RunView(panel, this.said, this.steps);
    this.note = new Note(this.view.get('note'), () => this.isThere(), (text) => {
      this.log({ what: 'note', text });
      this.show();
      this.view.say(this.said.words.notedNow);
    });
    this.wake = new WakeLock(this.view.get('awake'), () => this.run()?.ended === null);
    this.acts = this.namedActs();
    this.listen();
  }

  /** Shows the run that was left open, the one used last, and does what was pressed. @param {string | undefined} act */
  begin(act) {
    this.panel.hidden = false;
    const left = this.store.ofCard(this.card.id).filter((run) => !run.ended);
    this.open = left.sort((a, b) => (a.used < b.used ? 1 : -1))[0]?.key ?? null;
    this.show();
    if (act) this.acts[act]?.();
  }

  listen() {
    const { panel, view } = this;
    for (const part of [panel, view.after, view.bar]) part.addEventListener('click', (event) => this.pressed(event));
    view.get('no').addEventListener('click', () => view.dialog.close());
    addEventListener('pagehide', () => { if (this.keepNote()) this.show(); });
    addEventListener('storage', (event) => {
      // Another tab wrote, and may have cleared the run that is shown here.
      if (event.key !== runsKey && event.key !== null) return;
      if (!this.isThere()) return;
      if (this.run()?.ended) this.keepNote();
      this.show();
    });
  }

  /** @returns {Record<string, () => void>} */
  namedActs() {
    const { said } = this;
    const forget = (/** @type {(run: Run) => boolean} */ isGone) => () => {
      this.note.clear();
      this.store.remove(isGone);
      this.enter(null);
    };
    return {
      event: () => this.start('event'),
      drill: () => this.start('drill'),
      next: () => this.steps.goToNext(),
      end: () => this.end(),
      reopen: () => this.reopen(),
      leave: () => {
        this.enter(null);
        this.focusStart();
      },
      text: () => this.save(asText, 'text/plain', 'txt'),
      csv: () => this.save(asCsv, 'text/csv', 'csv'),
      print: () => this.view.print(),
      clear: () => this.ask(said.words.sureOne, forget((run) => run.key === this.open)),
      'clear-all': () => this.ask(said.words.sureAll, forget((run) => run.card === this.card.id)),
    };
  }

  /** @param {Event} event */
  pressed(event) {
    const button = /** @type {HTMLElement | null} */ (targetOf(event).closest('[data-do]'));
    if (button && this.isThere()) this.acts[button.dataset.do ?? '']?.();
  }

  run() {
    return this.store.find(this.open);
  }

  /** Whether the run that is shown is still stored; else the reader is told. */
  isThere() {
    if (this.open === null || this.run()) return true;
    this.lose();
    return false;
  }

  /** @param {Omit<Entry, 'time'>} entry @param {(run: Run, time: string) => void} [more] */
  log(entry, more) {
    const time = stamp();
    this.store.change(this.open, (run) => {
      more?.(run, time);
      run.log.push({ time, ...entry });
    });
  }

  show() {
    const others = this.store.ofCard(this.card.id).filter(({ key }) => key !== this.open);
    this.view.show(this.run(), this.store.isSaved);
    this.view.showOthers(others, (run) => {
      this.enter(run.key);
      this.view.focusHeading();
    });
    this.wake.update();
  }

  /** What is typed belongs to the run that is shown, also when nobody pressed «add» before leaving it. */
  keepNote() {
    const text = this.run() && this.note.take();
    if (text) this.log({ what: 'note', text });
    return Boolean(text);
  }

  /** @param {string | null} key */
  enter(key) {
    this.keepNote();
    this.open = key;
    this.show();
  }

  focusStart() {
    required('[data-do="event"]', this.panel).focus();
  }

  /** @param {Run['kind']} kind */
  start(kind) {
    const now = stamp();
    const { id, title, version, steps } = this.card;
    const key = `${now} ${Math.random().toString(36).slice(2, 8)}`;
    /** @type {Entry} */
    const begun = { time: now, what: 'start' };
    const times = { started: now, used: now, ended: null };
    /** @type {Run} */
    const run = { key, card: id, title, version, kind, lang, ...times, steps, log: [begun] };
    this.store.put([...this.store.all(), run]);
    this.open = key;
    this.show();
    this.view.say(`${this.said.entry(run, begun)} ${this.said.progress(new Map())}`);
    this.steps.goToNext();
  }

  /** @param {import('./types.d.ts').Step} step @param {boolean} isDone */
  ticked({ id, text }, isDone) {
    if (!this.isThere()) return;
    this.log({ what: isDone ? 'done' : 'undone', step: id });
    this.show();
    const run = this.run();
    const done = run ? ticksOf(run) : new Map();
    const { words } = this.said;
    const told = `${fill(isDone ? words.done : words.undone, { step: text })} ${this.said.progress(done)}`;
    this.view.say(done.size === this.card.steps.length ? words.complete : told);
  }

  end() {
    this.keepNote();
    this.log({ what: 'end' }, (run, time) => { run.ended = time; });
    this.show();
    this.view.say(this.said.words.closed);
    required('summary', this.view.after).focus();
  }

  reopen() {
    this.log({ what: 'reopen' }, (run) => { run.ended = null; });
    this.show();
    this.view.say(this.said.words.reopened);
    this.steps.goToNext();
  }

  /** @param {(run: Run, said: RunWords) => string} write @param {string} type @param {string} ending */
  save(write, type, ending) {
    const run = this.run();
    if (!run) return;
    const file = saveFile(run, this.said, write(run, this.said), type, ending);
    this.view.say(fill(this.said.words.exported, { file }));
  }

  /**
   * Clearing is the only act that cannot be undone, so it asks.
   *
   * @param {string | undefined} text
   * @param {() => void} act
   */
  ask(text, act) {
    this.view.ask(text, () => {
      act();
      this.view.say(this.said.words.cleared);
      this.focusStart();
    });
  }

  lose() {
    const { panel, view } = this;
    const parts = [panel, view.after, view.bar, ...this.items];
    const hadFocus = parts.some((part) => part.contains(document.activeElement));
    view.dialog.close();
    this.open = null;
    this.show();
    view.say(this.said.words.gone);
    if (hadFocus) this.focusStart();
  }
}
