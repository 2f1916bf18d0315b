// @ts-check
import { fill } from '../lib/dom.js';
import { ticksOf } from './log.js';

/** @typedef {import('./log.js').RunWords} RunWords */
/** @typedef {import('./types.d.ts').Run} Run */

const KEPT_FOR = 60_000;

/**
 * A cell that begins with a sign of a formula is text: spreadsheets would run it (OWASP, CSV injection).
 *
 * @param {string} text
 */
const cell = (text) => `"${text.replace(/^([=+\-@\t\r])/, "'$1").replace(/"/g, '""')}"`;

/** @param {Run} run @param {RunWords} said */
export function asText(run, said) {
  const { words } = said;
  const done = ticksOf(run);
  const left = run.steps.filter(({ id }) => !done.has(id)).map(({ text }) => `- ${text}`);
  const log = run.log.map((entry) => `${entry.time}  ${said.entry(run, entry)}`);
  const head = [run.title, `${words.versionWord} ${run.version}`, said.kind(run), said.span(run, (time) => time)];
  const end = left.length ? [words.notDone, ...left] : [words.complete];
  return [...head, '', ...log, '', ...end, ''].join('\r\n');
}

/** @param {Run} run @param {RunWords} said */
export function asCsv(run, said) {
  const rows = run.log.map(({ time, what, step, text }) => {
    return [time, what, step ?? '', step ? said.step(run, step) : text ?? '', run.card, run.version, run.kind];
  });
  const columns = (said.words.columns ?? '').split(',');
  return `\ufeff${[columns, ...rows].map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`;
}

/**
 * Gives a file to the reader; its name.
 *
 * @param {Run} run
 * @param {RunWords} said
 * @param {string} text
 * @param {string} type
 * @param {string} ending
 */
export function saveFile(run, said, text, type, ending) {
  const link = document.createElement('a');
  const name = fill(said.words.file, { id: run.card });
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = `${name}-${run.started.slice(0, 16).replace(/[T:]/g, '-')}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_FOR);
  return link.download;
}
