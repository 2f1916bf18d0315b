// @ts-check
// Which nodes of the old and the new page stand for each other.
import { isAlike, isOwn, isSame } from './nodes.js';

/** Pairs of children that are compared each with each: beyond it, only those that are alike are paired. */
const MOST_COMPARED = 250000;

/**
 * Which node that is shown stands for each child that was sent. Nodes that scripts added stand for none; when an
 * element that was sent cannot be found, scripts have done too much and there is no answer.
 *
 * @param {Node} shownParent
 * @param {Node} sentParent
 */
export function counterparts(shownParent, sentParent) {
  /** @type {Map<Node, ChildNode>} */
  const map = new Map();
  let candidate = shownParent.firstChild;
  for (const child of sentParent.childNodes) {
    let node = candidate;
    while (node && (isOwn(node) || !isAlike(node, child))) node = node.nextSibling;
    if (node) {
      map.set(child, node);
      candidate = node.nextSibling;
    } else if (child.nodeType === Node.ELEMENT_NODE) return null;
    // Else it is text that a script merged or split.
  }
  return map;
}

/**
 * Lengths of the longest common runs of the children from each pair of places on.
 *
 * @param {Node[]} a
 * @param {Node[]} b
 */
function commonLengths(a, b) {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i][j] = isSame(a[i], b[j])
        ? lengths[i + 1][j + 1] + 1
        : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  return lengths;
}

/** Pairs the longest common run. @param {Node[]} a @param {Node[]} b @param {Map<Node, Node>} found */
function pairCommon(a, b, found) {
  if (!a.length || !b.length || a.length * b.length > MOST_COMPARED) return;
  const lengths = commonLengths(a, b);
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (isSame(a[i], b[j])) {
      found.set(b[j], a[i]);
      i += 1;
      j += 1;
    } else if (lengths[i + 1][j] >= lengths[i][j + 1]) i += 1;
    else j += 1;
  }
}

/**
 * Between two pairs, what is left of the old and alike becomes the new.
 *
 * @param {Node[]} a
 * @param {Node[]} b
 * @param {Map<Node, Node>} found
 */
function pairAlike(a, b, found) {
  const places = new Map(a.map((node, i) => [node, i]));
  /** @param {Node} node */
  const placeOf = (node) => places.get(/** @type {Node} */ (found.get(node))) ?? 0;
  let from = 0;
  for (const [j, node] of b.entries()) {
    if (found.has(node)) {
      from = placeOf(node) + 1;
      continue;
    }
    const nextPaired = b.slice(j + 1).find((other) => found.has(other));
    const until = nextPaired ? placeOf(nextPaired) : a.length;
    for (let i = from; i < until; i++) {
      if (!isAlike(a[i], node)) continue;
      found.set(node, a[i]);
      from = i + 1;
      break;
    }
  }
}

/**
 * New child → old child, of those that stand for each other: equal ones first from both ends, then the longest common
 * run in between, then those that are alike.
 *
 * @param {Node} before
 * @param {Node} after
 */
export function pairs(before, after) {
  const a = [...before.childNodes];
  const b = [...after.childNodes];
  /** @type {Map<Node, Node>} */
  const found = new Map();
  let start = 0;
  let endA = a.length;
  let endB = b.length;
  for (; start < endA && start < endB && isSame(a[start], b[start]); start++) found.set(b[start], a[start]);
  while (endA > start && endB > start && isSame(a[endA - 1], b[endB - 1])) {
    endA -= 1;
    endB -= 1;
    found.set(b[endB], a[endA]);
  }
  pairCommon(a.slice(start, endA), b.slice(start, endB), found);
  pairAlike(a, b, found);
  return found;
}
