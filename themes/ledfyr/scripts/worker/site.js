// @ts-check
// Addresses of the site, and the stores that are its own.

export const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
export const root = new URL('./', worker.location.href).href;

/** @param {string} name */
const ofSite = (name) => `${root} ${name}`;

export const STORES = ofSite('');
export const PINS = ofSite(`pinned-${VERSION}`);
export const OLD_PINS = ofSite('pinned-');
/** Earlier workers wrote «visited» without comparing anything. */
export const VISITED = ofSite('kept');

/** @param {string} name From the site's root. */
export const whole = (name) => new URL(name, root).href;

/** An address without its query: pages are the same whatever is searched for. @param {string} url */
export const bare = (url) => url.split(/[?#]/)[0];

/** From the site's root. @param {string} url */
export const nameOf = (url) => url.slice(root.length);

/** Static files carry their content's hash in their name: one name never means two things. @param {string} url */
export const isLasting = (url) => url.startsWith(`${root}static/`);

/** @param {string} name */
export const isPinned = (name) => Object.hasOwn(PINNED, name);

/** What the build's lists say of a file: its hash. @param {string} name @returns {string | undefined} */
export const listedHash = (name) => [PINNED, LISTED].find((list) => Object.hasOwn(list, name))?.[name];

/** @param {Response} answer */
export const isPage = (answer) => /^text\/html\b/i.test(answer.headers.get('content-type') ?? '');
