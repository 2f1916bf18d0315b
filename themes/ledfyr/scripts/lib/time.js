// @ts-check
import { lang } from './site.js';

/** @param {number} n */
export const twoDigits = (n) => String(n).padStart(2, '0');

/** The day as dates are written: 2026-11-22. @param {Date} time */
export const dayOf = (time) =>
  [time.getFullYear(), time.getMonth() + 1, time.getDate()].map(twoDigits).join('-');

/** Day and time in the words of the page's language. @param {string} time */
export const inWords = (time) => new Date(time).toLocaleString(lang, { dateStyle: 'long', timeStyle: 'short' });
