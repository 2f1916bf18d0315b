// Keeps what is needed in an emergency. Nothing is ever taken from the store while the network answers in time: a stale
// page is not preferred to a fresh one.
const VERSION = "{{ version }}";
const PINNED = {{ files | safe }};
const OFFLINE = {{ offline | safe }};

const PINS = `pinned-${VERSION}`;
const VISITED = "visited";
const LIMIT = 3000; // milliseconds that the network is given when a copy is at hand
const MOST = 300; // visited files that are kept
const LARGEST = 5_000_000; // bytes of one of them
const root = new URL("./", self.location).href;
const whole = (url) => new URL(url, root).href;
const ours = (name) => `${root} ${name}`;

// A new site is fetched in full before it takes the old one's place. What has not changed is taken from the old store.
self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const before = (await caches.keys()).filter((key) => key.startsWith(ours("pinned-")));
    const store = await caches.open(ours(PINS));
    await Promise.all(Object.entries(PINNED).map(async ([url, hash]) => {
      for (const key of before) {
        const old = await (await caches.open(key)).match(whole(url));
        if (old && old.headers.get("x-ledfyr-hash") === hash) return store.put(whole(url), old);
      }
      const answer = await fetch(whole(url), { cache: "no-cache" });
      if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
      return store.put(whole(url), await dated(answer, hash));
    }));
    await self.skipWaiting();
  })());
});

// Pages that were visited still need the style and the scripts of the site that they came from.
self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const visited = await caches.open(ours(VISITED));
    for (const key of await caches.keys()) {
      if (!key.startsWith(ours("pinned-")) || key === ours(PINS)) continue;
      const old = await caches.open(key);
      for (const request of await old.keys()) {
        if (lasting(request.url)) await visited.put(request, await old.match(request));
      }
      await caches.delete(key);
    }
    await self.clients.claim();
  })());
});

// Static files carry their content's hash in their name: one name never means two things.
const lasting = (url) => url.startsWith(`${root}static/`);

async function dated(answer, hash) {
  const headers = new Headers(answer.headers);
  headers.set("x-ledfyr-stored", new Date().toISOString());
  if (hash) headers.set("x-ledfyr-hash", hash);
  headers.delete("content-encoding");
  headers.delete("content-length");
  const body = await answer.blob();
  headers.set("x-ledfyr-bytes", body.size);
  return new Response(body, { status: answer.status, headers });
}

// An address without its query: pages are the same whatever is searched for.
const bare = (url) => url.split(/[?#]/)[0];

async function stored(url) {
  const place = bare(url);
  for (const store of [PINS, VISITED]) {
    const found = await (await caches.open(ours(store))).match(place);
    if (found) return found;
  }
  return undefined;
}

async function equal(...answers) {
  const [a, b] = await Promise.all(answers.map(async (one) => new Uint8Array(await one.arrayBuffer())));
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

async function keep(url, answer) {
  if (!answer.ok || answer.redirected || answer.type !== "basic") return;
  const place = bare(url);
  const pinned = Object.hasOwn(PINNED, place.slice(root.length));
  const store = await caches.open(ours(pinned ? PINS : VISITED));
  // A pinned file that has changed takes its copy's place at once, without a hash: the next worker fetches it anew. One that
  // has not keeps its hash, with a new date.
  const before = pinned && await store.match(place);
  const hash = before && await equal(before.clone(), answer.clone()) ? before.headers.get("x-ledfyr-hash") : null;
  const copy = await dated(answer, hash);
  if (Number(copy.headers.get("x-ledfyr-bytes")) > LARGEST) return;
  await store.put(place, copy);
  if (pinned) return;
  const keys = await store.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST)).map((key) => store.delete(key)));
}

const copies = new Set(); // documents that were given from the store

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(root) || request.headers.has("range")) return;
  event.respondWith(answer(event));
});

async function answer(event) {
  const { request } = event;
  if (lasting(request.url)) {
    const found = await stored(request.url);
    if (found) return found;
  }
  const fromNetwork = fetch(request);
  event.waitUntil(fromNetwork.then((fresh) => keep(request.url, fresh.clone()), () => {}));
  const copy = await stored(request.url);
  if (!copy) {
    return fromNetwork.catch(() => (request.mode === "navigate" ? instead(request) : Response.error()));
  }
  const late = new Promise((resolve) => { setTimeout(resolve, LIMIT); });
  const first = await Promise.race([fromNetwork.catch(() => undefined), late]);
  // A server that answers with an error of its own has not given the page.
  if (first && first.status < 500) return first;
  if (event.resultingClientId) copies.add(event.resultingClientId);
  return copy;
}

function instead(request) {
  const path = request.url.slice(root.length);
  const prefix = Object.keys(OFFLINE).filter((start) => path.startsWith(start)).sort((a, b) => b.length - a.length)[0];
  if (prefix === undefined) return Response.error();
  return Response.redirect(`${whole(OFFLINE[prefix])}?till=${encodeURIComponent(path)}`);
}

// A page asks how it came, so that it can say so.
self.addEventListener("message", async (event) => {
  const port = event.ports[0];
  if (!port || event.data !== "how") return;
  const found = await stored(event.source.url);
  const text = found ? await found.clone().text() : "";
  port.postMessage({
    copy: copies.has(event.source.id),
    stored: Boolean(found),
    time: found ? found.headers.get("x-ledfyr-stored") : null,
    version: /<html[^>]* data-version="([^"]*)"/.exec(text)?.[1] ?? "",
  });
});
