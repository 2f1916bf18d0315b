// @ts-check
// Finding and making elements.

/** @param {string} selector @param {ParentNode} [root] @returns {HTMLElement[]} */
export const all = (selector, root = document) =>
  [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(selector))];

/** @param {string} selector @param {ParentNode} [root] @returns {HTMLElement | null} */
export const first = (selector, root = document) => root.querySelector(selector);

/** What the template always has. @param {string} selector @param {ParentNode} [root] */
export const required = (selector, root) => /** @type {HTMLElement} */ (first(selector, root));

/** The element that an event is about. @param {Event} event */
export const targetOf = (event) => (event.target instanceof Element ? event.target : document.documentElement);

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} [text]
 * @param {string} [className]
 */
export const element = (name, text = '', className = '') =>
  Object.assign(document.createElement(name), { textContent: text, className });

/**
 * A text of the interface with its holes filled.
 *
 * @param {string | undefined} text
 * @param {Record<string, unknown>} values
 */
export const fill = (text, values) =>
  (text ?? '').replace(/\{(\w+)\}/g, (hole, name) => String(values[name] ?? hole));
