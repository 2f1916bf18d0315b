// @ts-check
// Small things that several modules of the search need.

export const VOWEL = /[aeiouyåäöé]/;

/** @type {never[]} */
export const NONE = [];

export const { floor, max, min } = Math;

/** The words of a table's line. @param {string} text */
export const wordsOf = (text) => text.split(' ').filter(Boolean);

/**
 * What a key stands for, remembered until the map holds `most`: then all is forgotten.
 *
 * @template K, V
 * @param {Map<K, V>} map
 * @param {K} key
 * @param {() => V} make
 * @param {number} [most]
 * @returns {V}
 */
export function remember(map, key, make, most = Infinity) {
  const known = map.get(key);
  if (known) return known;
  if (map.size >= most) map.clear();
  const made = make();
  map.set(key, made);
  return made;
}

/**
 * The first number below `count` for which `isBefore` no longer holds.
 *
 * @param {number} count
 * @param {(n: number) => boolean} isBefore
 */
export function lowerBound(count, isBefore) {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many bits are set. @param {number} bits */
export function countBits(bits) {
  let count = 0;
  for (let rest = bits; rest; rest &= rest - 1) count += 1;
  return count;
}
