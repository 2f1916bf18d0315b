// @ts-check

/**
 * Front-coded words: each line begins with a sign for the number of letters that it shares with the one before.
 *
 * @param {string} text
 */
export function frontDecode(text) {
  /** @type {string[]} */
  const out = [];
  let before = '';
  for (const line of text.split('\n')) {
    if (!line) continue;
    before = before.slice(0, line.charCodeAt(0) - 48) + line.slice(1);
    out.push(before);
  }
  return out;
}
