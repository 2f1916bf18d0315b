// @ts-check
// Nothing is ever put in a store but the bytes that the build made: a login page, a captive portal or half a file is
// not the page that was asked for.
import { isLasting, listedHash, nameOf } from './site.js';

const STORED = 'x-ledfyr-stored';
const HASH = 'x-ledfyr-hash';
const BYTES = 'x-ledfyr-bytes';
/** Bytes at the end of a page that its seal is looked for in. */
const END = 100;

/** @param {BufferSource} bytes */
async function sha256(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * The hash of `bytes` if the build made them for `place`, else nothing. The build's word is a list, the file's own
 * name, or the last line of a page, which is the hash of all before it.
 *
 * @param {string} place
 * @param {ArrayBuffer} bytes
 */
async function provenHash(place, bytes) {
  const hash = await sha256(bytes);
  const name = nameOf(place);
  const listed = listedHash(name);
  if (listed) return hash === listed ? hash : undefined;
  if (isLasting(place)) return /\.([0-9a-f]{8})(\.[^./]*)?$/.exec(name)?.[1] === hash.slice(0, 8) ? hash : undefined;
  const end = bytes.slice(Math.max(0, bytes.byteLength - END));
  const seal = /<!-- ([0-9a-f]{32}) -->\n$/.exec(new TextDecoder('latin1').decode(end));
  if (!seal) return undefined;
  const own = await sha256(bytes.slice(0, bytes.byteLength - seal[0].length));
  return own.startsWith(seal[1]) ? hash : undefined;
}

/** When a copy was stored. @param {Response} copy */
export const storedAt = (copy) => copy.headers.get(STORED) ?? undefined;

/** @param {Response} copy */
export const sizeOf = (copy) => Number(copy.headers.get(BYTES));

/**
 * What may be put in a store for `place`: the answer as the build made it, with its hash and the time.
 *
 * @param {string} place
 * @param {Response} answer
 * @param {string} [time]
 */
export async function copyOf(place, answer, time = new Date().toISOString()) {
  if (answer.status !== 200 || answer.redirected || !['basic', 'default'].includes(answer.type)) return undefined;
  const bytes = await answer.arrayBuffer();
  const hash = await provenHash(place, bytes);
  if (!hash) return undefined;
  const headers = new Headers(answer.headers);
  for (const name of ['content-encoding', 'content-length']) headers.delete(name);
  headers.set(STORED, time);
  headers.set(HASH, hash);
  headers.set(BYTES, String(bytes.byteLength));
  return new Response(bytes, { headers });
}
