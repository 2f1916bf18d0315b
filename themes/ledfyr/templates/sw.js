// Keeps what is needed in an emergency. Nothing is ever taken from the store while the network answers in time: a stale
// page is not preferred to a fresh one. Nothing is ever put there but the bytes that the build made: a login page, a captive
// portal or half a file is not the page that was asked for.
const VERSION = "{{ version }}";
const PINNED = {{ files | safe }};
const LISTED = {{ listed | safe }};
const OFFLINE = {{ offline | safe }};

const PINS = `pinned-${VERSION}`;
const VISITED = "kept"; // earlier workers wrote «visited» without comparing anything
const LIMIT = 3000; // milliseconds that the network is given when a copy is at hand
const MOST = 300; // visited files that are kept
const LARGEST = 5_000_000; // bytes of one of them
const root = new URL("./", self.location).href;
const whole = (url) => new URL(url, root).href;
const ours = (name) => `${root} ${name}`;

// An address without its query: pages are the same whatever is searched for.
const bare = (url) => url.split(/[?#]/)[0];
// Static files carry their content's hash in their name: one name never means two things.
const lasting = (url) => url.startsWith(`${root}static/`);

const isPage = (answer) => /^text\/html\b/i.test(answer.headers.get("content-type") ?? "");
// What the build's lists say of a file: its hash.
const word = (name) => [PINNED, LISTED].find((list) => Object.hasOwn(list, name))?.[name];

async function sha256(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// The hash of `bytes` if the build made them for `place`, else nothing. The build's word is a list, the file's own name, or the
// last line of a page, which is the hash of all before it.
async function proven(place, bytes) {
  const hash = await sha256(bytes);
  const name = place.slice(root.length);
  const said = word(name);
  if (said) return hash === said ? hash : undefined;
  if (lasting(place)) return /\.([0-9a-f]{8})(\.[^./]*)?$/.exec(name)?.[1] === hash.slice(0, 8) ? hash : undefined;
  const end = bytes.slice(Math.max(0, bytes.byteLength - 100));
  const seal = /<!-- ([0-9a-f]{32}) -->\n$/.exec(new TextDecoder("latin1").decode(end));
  if (!seal) return undefined;
  const own = await sha256(bytes.slice(0, bytes.byteLength - seal[0].length));
  return own.startsWith(seal[1]) ? hash : undefined;
}

// What may be put in the store for `place`: the answer as the build made it, with its hash and the time.
async function copyOf(place, answer, now = new Date().toISOString()) {
  if (answer.status !== 200 || answer.redirected || !["basic", "default"].includes(answer.type)) return undefined;
  const bytes = await answer.arrayBuffer();
  const hash = await proven(place, bytes);
  if (!hash) return undefined;
  const headers = new Headers(answer.headers);
  ["content-encoding", "content-length"].forEach((name) => headers.delete(name));
  headers.set("x-ledfyr-stored", now);
  headers.set("x-ledfyr-hash", hash);
  headers.set("x-ledfyr-bytes", bytes.byteLength);
  return new Response(bytes, { headers });
}

// A new site is fetched in full before it takes the old one's place: one file that is not what the build made, and the old
// store stays. What has not changed is taken from there.
self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const before = (await caches.keys()).filter((key) => key.startsWith(ours("pinned-")));
    const store = await caches.open(ours(PINS));
    await Promise.all(Object.keys(PINNED).map(async (url) => {
      const place = whole(url);
      for (const key of before) {
        const old = await (await caches.open(key)).match(place);
        const copy = old && await copyOf(place, old, old.headers.get("x-ledfyr-stored") ?? undefined);
        if (copy) return store.put(place, copy);
      }
      // A server that tells versions apart by the second may say that an old file in the browser's cache is the new one.
      for (const cache of ["no-cache", "reload"]) {
        const copy = await copyOf(place, await fetch(place, { cache, redirect: "error" }));
        if (copy) return store.put(place, copy);
      }
      throw new Error(`${url} is not the file that was published`);
    }));
    await self.skipWaiting();
  })());
});

// Pages that were visited still need the style and the scripts of the site that they came from.
self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const visited = await caches.open(ours(VISITED));
    for (const key of await caches.keys()) {
      if (!key.startsWith(ours("")) || [ours(PINS), ours(VISITED)].includes(key)) continue;
      const old = await caches.open(key);
      for (const { url } of await old.keys()) {
        const found = lasting(url) && await old.match(url);
        const copy = found && await copyOf(url, found, found.headers.get("x-ledfyr-stored") ?? undefined);
        if (copy) await visited.put(url, copy);
      }
      await caches.delete(key);
    }
    await self.clients.claim();
  })());
});

async function stored(url) {
  const place = bare(url);
  for (const store of [PINS, VISITED]) {
    const found = await (await caches.open(ours(store))).match(place);
    if (found) return found;
  }
  return undefined;
}

async function keep(url, answer) {
  const place = bare(url);
  // What nothing is known of, and what is large, is not even read.
  const known = word(place.slice(root.length)) || lasting(place) || isPage(answer);
  if (!known || Number(answer.headers.get("content-length")) > LARGEST) return;
  const copy = await copyOf(place, answer);
  if (!copy || Number(copy.headers.get("x-ledfyr-bytes")) > LARGEST) return;
  const pinned = Object.hasOwn(PINNED, place.slice(root.length));
  const store = await caches.open(ours(pinned ? PINS : VISITED));
  await store.put(place, copy);
  if (pinned) return;
  const keys = await store.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST)).map((key) => store.delete(key)));
}

const fresh = new Set(); // documents that the network gave

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(root) || request.headers.has("range") || request.cache === "only-if-cached") return;
  event.respondWith(answer(event));
});

// What the network says now. The browser's own cache may hold a page for days that no server has been asked about.
async function ask(request, copy) {
  const cache = request.cache === "default" ? "no-cache" : request.cache;
  const answer = await fetch(request, { cache });
  // Where there is a copy, an answer that breaks off or never ends is none.
  if (!copy || !answer.ok || answer.redirected || answer.type !== "basic") return answer;
  const { status, statusText, headers } = answer;
  const bytes = await answer.arrayBuffer();
  return new Response([204, 205].includes(status) ? null : bytes, { status, statusText, headers });
}

async function answer(event) {
  const { request } = event;
  const copy = await stored(request.url);
  if (copy && lasting(request.url)) return copy;
  const fromNetwork = ask(request, copy);
  event.waitUntil(fromNetwork.then((answer) => keep(request.url, answer.clone())).catch(() => {}));
  let timer;
  const late = new Promise((resolve) => { if (copy) timer = setTimeout(resolve, LIMIT); });
  const first = await Promise.race([fromNetwork.catch(() => null), late]);
  clearTimeout(timer);
  // A server that answers with an error of its own has not given the page.
  if (first && !(copy && first.status >= 500)) {
    if (event.resultingClientId) fresh.add(event.resultingClientId);
    return first;
  }
  if (copy) return marked(copy);
  return request.mode === "navigate" ? instead(request) : Response.error();
}

// A page that is a copy carries the time at which it was made, so that it knows itself what it is.
async function marked(copy) {
  if (!isPage(copy)) return copy;
  const { headers } = copy;
  return new Response((await copy.text()).replace(/<html\b/i, `<html data-copy="${headers.get("x-ledfyr-stored")}"`), { headers });
}

function instead(request) {
  const path = request.url.slice(root.length);
  const prefix = Object.keys(OFFLINE).filter((start) => path.startsWith(start)).sort((a, b) => b.length - a.length)[0];
  if (prefix === undefined) return Response.error();
  return Response.redirect(`${whole(OFFLINE[prefix])}?till=${encodeURIComponent(path)}`);
}

// A page asks how it came and what is kept of it. Who was given a page before this worker last started is not known to have
// it from the network.
self.addEventListener("message", async (event) => {
  const port = event.ports[0];
  if (!port || event.data !== "how") return;
  const found = await stored(event.source.url);
  const text = found ? await found.clone().text() : "";
  port.postMessage({
    fresh: fresh.has(event.source.id),
    stored: Boolean(found),
    version: /<html[^>]* data-version="([^"]*)"/.exec(text)?.[1] ?? "",
  });
});
