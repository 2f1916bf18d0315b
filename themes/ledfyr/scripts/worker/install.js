// @ts-check
import { copyOf, storedAt } from './copy.js';
import { isLasting, OLD_PINS, PINS, STORES, VISITED, whole, worker } from './site.js';

/** A copy of an earlier store, when it is what is wanted now. @param {string[]} stores @param {string} place */
async function fromStores(stores, place) {
  for (const key of stores) {
    const old = await (await caches.open(key)).match(place);
    const copy = old && await copyOf(place, old, storedAt(old));
    if (copy) return copy;
  }
  return undefined;
}

/** @param {string} place */
async function fromNetwork(place) {
  // A server that tells versions apart by the second may say that an old file in the browser's cache is the new one.
  for (const cache of /** @type {RequestCache[]} */ (['no-cache', 'reload'])) {
    const copy = await copyOf(place, await fetch(place, { cache, redirect: 'error' }));
    if (copy) return copy;
  }
  return undefined;
}

/**
 * A new site is fetched in full before it takes the old one's place: one file that is not what the build made, and
 * the old store stays. What has not changed is taken from there.
 */
export async function install() {
  const before = (await caches.keys()).filter((key) => key.startsWith(OLD_PINS));
  const store = await caches.open(PINS);
  await Promise.all(Object.keys(PINNED).map(async (name) => {
    const place = whole(name);
    const copy = await fromStores(before, place) ?? await fromNetwork(place);
    if (!copy) throw new Error(`${name} is not the file that was published`);
    await store.put(place, copy);
  }));
  await worker.skipWaiting();
}

/** Pages that were visited still need the style and the scripts of the site that they came from. */
export async function activate() {
  const visited = await caches.open(VISITED);
  for (const key of await caches.keys()) {
    if (!key.startsWith(STORES) || [PINS, VISITED].includes(key)) continue;
    const old = await caches.open(key);
    for (const { url } of await old.keys()) {
      const found = isLasting(url) ? await old.match(url) : undefined;
      const copy = found && await copyOf(url, found, storedAt(found));
      if (copy) await visited.put(url, copy);
    }
    await caches.delete(key);
  }
  await worker.clients.claim();
}
