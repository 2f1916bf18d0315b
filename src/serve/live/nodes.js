// @ts-check

/** @param {Node} a @param {Node} b */
export const isSame = (a, b) => a.isEqualNode(b);

/** Whether live reload itself put it on the page. @param {Node} node */
export const isOwn = (node) =>
  node instanceof Element && (node.id === '_ledfyr-live' || node.localName === 'ledfyr-overlay');

/** @param {Node} node */
const idOf = (node) => (node instanceof Element ? node.id : '');

/** Whether one can become the other. @param {Node} a @param {Node} b */
export const isAlike = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && idOf(a) === idOf(b);
