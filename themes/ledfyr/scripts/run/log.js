// @ts-check
// What follows from a run's log, and how it is said.
import { fill } from '../lib/dom.js';
import { shortTime } from './time.js';

/** @typedef {import('./types.d.ts').Card} Card */
/** @typedef {import('./types.d.ts').Entry} Entry */
/** @typedef {import('./types.d.ts').Run} Run */
/** @typedef {import('./types.d.ts').Step} Step */

/** What is ticked, with the time: it follows from the log alone. @param {Run} run @returns {Map<string, string>} */
export function ticksOf(run) {
  const done = new Map();
  for (const { what, step, time } of run.log) {
    if (what === 'done') done.set(step, time);
    if (what === 'undone') done.delete(step);
  }
  return done;
}

/** @param {Step[]} steps @param {string} id */
const stepOf = (steps, id) => steps.find((step) => step.id === id);

/** The words of runs on the card that is shown. */
export class RunWords {
  /** @param {DOMStringMap} words @param {Card} card */
  constructor(words, card) {
    this.words = words;
    this.card = card;
  }

  /** @param {Run} run */
  kind(run) {
    return (run.kind === 'drill' ? this.words.drill : this.words.event) ?? '';
  }

  /** A step of the run's own card: it may be gone from the card that is shown. @param {Run} run @param {string} id */
  step(run, id) {
    return (stepOf(run.steps, id) ?? stepOf(this.card.steps, id))?.text ?? id;
  }

  /** @param {Run} run @param {Entry} entry */
  entry(run, { what, text, step }) {
    const { words } = this;
    switch (what) {
      case 'note': return fill(words.noted, { text });
      case 'start': return fill(words.opened, { kind: this.kind(run).toLowerCase(), version: run.version });
      case 'end': return words.closed ?? '';
      case 'reopen': return words.reopened ?? '';
      default: return fill(what === 'done' ? words.done : words.undone, { step: this.step(run, step ?? '') });
    }
  }

  /** When a run began and ended. @param {Run} run @param {(time: string) => string} [write] */
  span(run, write = shortTime) {
    const values = { from: write(run.started), to: run.ended ? write(run.ended) : '', version: run.version };
    return fill(run.ended ? this.words.ended : this.words.started, values);
  }

  /** How many steps of the card are ticked. @param {Map<string, string>} done */
  count(done) {
    return this.card.steps.filter(({ id }) => done.has(id)).length;
  }

  /** @param {Map<string, string>} done */
  progress(done) {
    return fill(this.words.progress, { n: this.count(done), of: this.card.steps.length });
  }

  /** Steps that are new, gone or worded otherwise since the run began. @param {Run} run */
  changes(run) {
    const { newStep, goneStep, otherStep } = this.words;
    const now = this.card.steps;
    const then = run.steps;
    const other = now.filter(({ id, text }) => (stepOf(then, id)?.text ?? text) !== text);
    return [
      ...now.filter(({ id }) => !stepOf(then, id)).map(({ text }) => fill(newStep, { step: text })),
      ...then.filter(({ id }) => !stepOf(now, id)).map(({ text }) => fill(goneStep, { step: text })),
      ...other.map(({ text }) => fill(otherStep, { step: text })),
    ];
  }
}
