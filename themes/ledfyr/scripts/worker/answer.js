// @ts-check
// Nothing is taken from a store while the network answers in time: a stale page is not preferred to a fresh one.
import { copyOf, sizeOf, storedAt } from './copy.js';
import { bare, isLasting, isPage, isPinned, listedHash, nameOf, PINS, root, VISITED, whole } from './site.js';

/** Milliseconds that the network is given when a copy is at hand. */
const LONGEST_WAIT = 3000;
/** Visited files that are kept. */
const MOST_VISITED = 300;
/** Bytes of one of them. */
const LARGEST = 5_000_000;

/** Documents that the network gave. @type {Set<string>} */
const fresh = new Set();

/** @param {string} url */
async function stored(url) {
  const place = bare(url);
  for (const store of [PINS, VISITED]) {
    const found = await (await caches.open(store)).match(place);
    if (found) return found;
  }
  return undefined;
}

/** Keeps an answer, when it is what the build made. @param {string} url @param {Response} answer */
async function keep(url, answer) {
  const place = bare(url);
  const name = nameOf(place);
  // What nothing is known of, and what is large, is not even read.
  const isKnown = listedHash(name) || isLasting(place) || isPage(answer);
  if (!isKnown || Number(answer.headers.get('content-length')) > LARGEST) return;
  const copy = await copyOf(place, answer);
  if (!copy || sizeOf(copy) > LARGEST) return;
  const store = await caches.open(isPinned(name) ? PINS : VISITED);
  await store.put(place, copy);
  if (isPinned(name)) return;
  const keys = await store.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST_VISITED)).map((key) => store.delete(key)));
}

/**
 * What the network says now. The browser's own cache may hold a page for days that no server has been asked about.
 *
 * @param {Request} request
 * @param {Response | undefined} copy
 */
async function ask(request, copy) {
  const cache = request.cache === 'default' ? 'no-cache' : request.cache;
  const answer = await fetch(request, { cache });
  // Where there is a copy, an answer that breaks off or never ends is none.
  if (!copy || !answer.ok || answer.redirected || answer.type !== 'basic') return answer;
  const { status, statusText, headers } = answer;
  const bytes = await answer.arrayBuffer();
  return new Response([204, 205].includes(status) ? null : bytes, { status, statusText, headers });
}

/**
 * A page that is a copy carries the time at which it was made, so that it knows itself what it is.
 *
 * @param {Response} copy
 */
async function marked(copy) {
  if (!isPage(copy)) return copy;
  const html = await copy.text();
  return new Response(html.replace(/<html\b/i, `<html data-copy="${storedAt(copy)}"`), { headers: copy.headers });
}

/** The page that stands for one that is not kept. @param {Request} request */
function instead(request) {
  const path = nameOf(request.url);
  const starts = Object.keys(OFFLINE).filter((start) => path.startsWith(start));
  const [longest] = starts.sort((a, b) => b.length - a.length);
  if (longest === undefined) return Response.error();
  return Response.redirect(`${whole(OFFLINE[longest])}?till=${encodeURIComponent(path)}`);
}

/** Whether a request is for a file of the site. @param {Request} request */
export const isOurs = (request) =>
  request.method === 'GET' && request.url.startsWith(root) && !request.headers.has('range')
  && request.cache !== 'only-if-cached';

/** @param {FetchEvent} event */
export async function answer(event) {
  const { request } = event;
  const copy = await stored(request.url);
  if (copy && isLasting(request.url)) return copy;
  const fromNetwork = ask(request, copy);
  event.waitUntil(fromNetwork.then((given) => keep(request.url, given.clone())).catch(() => {}));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {Promise<undefined>} */
  const late = new Promise((resolve) => {
    if (copy) timer = setTimeout(() => resolve(undefined), LONGEST_WAIT);
  });
  const given = await Promise.race([fromNetwork.catch(() => undefined), late]);
  clearTimeout(timer);
  // A server that answers with an error of its own has not given the page.
  if (given && !(copy && given.status >= 500)) {
    if (event.resultingClientId) fresh.add(event.resultingClientId);
    return given;
  }
  if (copy) return marked(copy);
  return request.mode === 'navigate' ? instead(request) : Response.error();
}

/**
 * How a page came and what is kept of it. Who was given a page before this worker last started is not known to have
 * it from the network.
 *
 * @param {Client} client
 */
export async function tellHow({ id, url }) {
  const found = await stored(url);
  const text = found ? await found.text() : '';
  const version = /<html[^>]* data-version="([^"]*)"/.exec(text)?.[1] ?? '';
  return { fresh: fresh.has(id), stored: Boolean(found), version };
}
