// @ts-check
// Runs of a checklist. What is stored stays in the browser. Every act is a line in the run's log, an undo as well:
// nothing is erased but the whole run. checklist.js fetches this file and calls it, once, with the first act.
import { RunPanel } from './run/panel.js';

Object.assign(globalThis, { ledfyrRun: (/** @type {string | undefined} */ act) => new RunPanel().begin(act) });
