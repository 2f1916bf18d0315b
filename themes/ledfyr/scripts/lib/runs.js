// @ts-check
import { place } from './site.js';

/** Where the runs of a site are stored. */
export const runsKey = `ledfyr-runs ${place}`;

/** The steps of a checklist that are ticked off. */
export const STEPS = '.phase-read-do .task, .phase-do-confirm .task';
