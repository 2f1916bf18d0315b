// @ts-check
import { dayOf, twoDigits } from '../lib/time.js';

/** Time as it is written in a log: local, with its offset from UTC. @param {Date} [now] */
export function stamp(now = new Date()) {
  const offset = -now.getTimezoneOffset();
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(twoDigits).join(':');
  const [hours, minutes] = [Math.abs(offset) / 60, Math.abs(offset) % 60].map(Math.floor).map(twoDigits);
  return `${dayOf(now)}T${time}${offset < 0 ? '-' : '+'}${hours}:${minutes}`;
}

/** A time of a log in short: its clock, with the day when that is not today. @param {string} time */
export function shortTime(time) {
  const day = time.slice(0, 10);
  const clock = time.slice(11, 19);
  return day === dayOf(new Date()) ? clock : `${day} ${clock}`;
}
