// Networks that lie: login pages, captive portals, half files, caches that nobody asked to keep anything. What is kept is what
// the build made, and nothing says of an old page that it holds today.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { browser } from './lib/browser.mjs';
import { build, copy } from './lib/ledfyr.mjs';
import { host } from './lib/static.mjs';

const BASE = '/sakerhet/';
const CARD = 'kris/skola/inrymning/';
const out = build();
const next = (() => {
  const root = copy();
  const file = path.join(root, 'content/kris/skola/inrymning.md');
  writeFileSync(file, readFileSync(file, 'utf8').replace('version: "1.0"', 'version: "1.1"').replace('- [ ] Räkna alla i rummet', '- [ ] Räkna genast alla i rummet'));
  return build(root);
})();
const portable = build(undefined, ['--portable']);
const chromium = await browser();

async function visitor(site, url = CARD, more = {}) {
  const context = await chromium.newContext({ locale: 'sv-SE', timezoneId: 'Europe/Stockholm', ...more });
  const tab = await context.newPage();
  await tab.goto(site.url + url);
  if (more.serviceWorkers !== 'block') {
    await tab.evaluate(async () => {
      await navigator.serviceWorker.ready;
      if (!navigator.serviceWorker.controller) await new Promise((resolve) => { navigator.serviceWorker.addEventListener('controllerchange', resolve); });
    });
  }
  return { context, tab };
}

/** A clock that stands still. Playwright's own takes away what the browser says of how a page came. */
const clock = (tab, time) => tab.addInitScript((still) => {
  const Real = Date;
  globalThis.Date = class extends Real { constructor(...parts) { super(...(parts.length ? parts : [still])); } };
}, time);

/** Every stored entry whose bytes are not those whose hash it carries, or whose hash the build did not make. */
const forged = (tab) => tab.evaluate(async () => {
  const found = [];
  for (const key of await caches.keys()) {
    const store = await caches.open(key);
    for (const { url } of await store.keys()) {
      const entry = await store.match(url);
      const hash = [...new Uint8Array(await crypto.subtle.digest('SHA-256', await entry.clone().arrayBuffer()))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      if (hash !== entry.headers.get('x-ledfyr-hash') || /Logga in|Välkommen till hotellet/.test(await entry.text())) found.push(url);
    }
  }
  return found;
});
const stores = (tab) => tab.evaluate(async () => (await caches.keys()).filter((key) => key.includes('pinned-')));
/** Asks for a new worker and waits until it is there or has given up. */
const updated = (tab) => tab.evaluate(async () => {
  const registration = await navigator.serviceWorker.ready;
  await registration.update().catch(() => {});
  const worker = registration.installing ?? registration.waiting;
  while (worker && !['activated', 'redundant'].includes(worker.state)) await new Promise((resolve) => { setTimeout(resolve, 20); });
  return worker?.state ?? 'none';
});
/** What a page and its files are asked for again, without a look at the answers. */
const askAll = (tab, urls) => tab.evaluate(async (all) => {
  await Promise.all(all.map((url) => fetch(url).then((answer) => answer.text()).catch(() => {})));
  await new Promise((resolve) => { setTimeout(resolve, 300); });
}, urls);

const LOGIN = '<!doctype html><html lang="sv"><title>Logga in</title><h1>Logga in</h1></html>';
const PORTAL = '<!doctype html><html lang="sv"><title>Wi-Fi</title><h1>Välkommen till hotellet</h1></html>';
const isPage = (url) => url.endsWith('/') && !url.includes('/login/');
const say = (response, status, head, body = '') => { response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...head }); response.end(body); return true; };
const bytesOf = (url) => readFileSync(path.join(next, decodeURIComponent(new URL(url, 'http://x').pathname).slice(BASE.length), ...(url.endsWith('/') ? ['index.html'] : [])));

/** By what stands in the way: what answers in place of the site. */
const WAYS = {
  'a login form with 200': ({ url }, response) => isPage(url) && say(response, 200, {}, LOGIN),
  'a login form with 200 for every address': ({ url }, response) => !url.endsWith('/sw.js') && say(response, 200, {}, LOGIN),
  'a redirect to a login page': ({ url }, response) => (url.includes('/login/') ? say(response, 200, {}, LOGIN) : isPage(url) && say(response, 302, { location: `${BASE}login/` })),
  'a captive portal on another host': ({ url }, response) => !url.endsWith('/sw.js') && say(response, 302, { location: 'http://localhost:9/portal' }),
  'a captive portal with 200': (request, response) => say(response, 200, { 'cache-control': 'max-age=86400' }, PORTAL),
  'answers that are cut short': ({ url }, response) => {
    if (!isPage(url)) return false;
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', connection: 'close' });
    response.end(bytesOf(url).subarray(0, 4000));
    return true;
  },
  'answers that break off': ({ url }, response) => {
    if (!isPage(url)) return false;
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': 50_000 });
    response.write(bytesOf(url).subarray(0, 4000));
    setTimeout(() => response.destroy(), 50);
    return true;
  },
  'a proxy that writes into pages': ({ url }, response) => isPage(url) && say(response, 200, {}, bytesOf(url).toString().replace('</head>', '<script src="//x"></script></head>')),
};

test('the store stays whole whatever stands between, and a new site comes whole or not at all', async () => {
  const site = await host(out, BASE);
  const { context, tab } = await visitor(site);
  const [before] = await stores(tab);
  const urls = [CARD, 'rutiner/riskanalys/', 'kontakter/', 'kris/skola/vma-signal.svg', 'sok/index.js', 'static/none.12345678.css'].map((url) => site.url + url);
  // Something is published while the answers are not the site's.
  site.out = next;
  for (const [way, instead] of Object.entries(WAYS)) {
    site.instead = instead;
    await askAll(tab, urls);
    assert.notEqual(await updated(tab), 'activated', way);
    assert.ok((await stores(tab)).includes(before), way);
    assert.deepEqual(await forged(tab), [], way);
  }
  await site.stop();
  await tab.goto(site.url + CARD);
  assert.equal(await tab.locator('h1').textContent(), 'Inrymning');
  assert.match(await tab.locator('main').innerText(), /sparad kopia av version 1\.0/);
  assert.ok(await tab.evaluate(() => [...document.styleSheets].every((sheet) => sheet.cssRules.length > 0)));
  const again = await host(next, BASE, site.port);
  await tab.goto(again.url + CARD);
  await updated(tab);
  assert.deepEqual(await forged(tab), []);
  await again.stop();
  await tab.goto(again.url + CARD);
  assert.match(await tab.locator('main').innerText(), /sparad kopia av version 1\.1/);
  await context.close();
});

test('what an earlier worker kept is compared before it is taken over', async () => {
  const site = await host(out, BASE);
  const { context, tab } = await visitor(site);
  const name = await tab.evaluate(async (login) => {
    const [key] = (await caches.keys()).filter((one) => one.includes('pinned-'));
    const put = async (store, hash) => (await caches.open(store)).put(location.href, new Response(login, { headers: { 'content-type': 'text/html', 'x-ledfyr-hash': hash, 'x-ledfyr-stored': new Date().toISOString() } }));
    const hash = (await (await caches.open(key)).match(location.href)).headers.get('x-ledfyr-hash');
    await put(key, hash);
    await put(key.replace(/pinned-.*/, 'pinned-older'), hash);
    await put(key.replace(/pinned-.*/, 'visited'), hash);
    return key;
  }, LOGIN);
  site.out = next;
  assert.equal(await updated(tab), 'activated');
  assert.deepEqual(await forged(tab), []);
  const now = await tab.evaluate(() => caches.keys());
  assert.ok(!now.includes(name) && !now.some((key) => / (visited|pinned-older)$/.test(key)), now.join());
  await site.stop();
  await tab.goto(site.url + CARD);
  assert.match(await tab.locator('main').innerText(), /Räkna genast alla/);
  await context.close();
});

// nginx, IIS and Apache as they come: a date of change and no word about caching, so that browsers guess.
const GUESSED = { 'cache-control': undefined, 'last-modified': 'Mon, 01 Jan 2024 00:00:00 GMT' };
const holds = async (tab) => await tab.locator('.view-time.holds:visible').count() > 0;

test('a page that the browser’s own cache would give is asked for, and a new one is shown', async () => {
  const site = await host(out, BASE);
  site.head = GUESSED;
  const { context, tab } = await visitor(site);
  site.out = next;
  await tab.goto(`${site.url}kris/skola/`);
  await tab.getByRole('link', { name: 'Inrymning' }).first().click();
  await tab.waitForURL((url) => url.pathname.endsWith('/inrymning/'));
  assert.match(await tab.locator('main').innerText(), /Räkna genast alla/);
  await tab.locator('.view-time.holds:visible').first().waitFor();
  await context.close();
  await site.stop();
});

describe('«Gäller i dag» is said of what the network gave just now', () => {
  test('at a first visit and at later ones, and not of a copy', async () => {
    const site = await host(out, BASE);
    const { context, tab } = await visitor(site);
    assert.ok(await holds(tab), 'without a worker');
    await tab.reload();
    await tab.locator('.view-time.holds:visible').first().waitFor();
    await site.stop();
    await tab.reload();
    assert.match(await tab.locator('.offline-line').textContent(), /^Du läser en sparad kopia av version 1\.0 från \d/);
    assert.equal(await tab.locator('.view-time').count(), 0);
    // On paper too it is a copy.
    await tab.emulateMedia({ media: 'print' });
    assert.ok(await tab.locator('.offline-line').isVisible());
    await context.close();
  });

  test('not of what the browser had in its own cache', async () => {
    const site = await host(out, BASE);
    site.head = GUESSED;
    const { context, tab } = await visitor(site, CARD, { serviceWorkers: 'block' });
    assert.ok(await holds(tab));
    await tab.goto(`${site.url}kris/skola/`);
    await site.stop();
    await tab.goto(site.url + CARD);
    assert.equal(await tab.locator('h1').textContent(), 'Inrymning', 'it is in the cache');
    assert.equal(await tab.locator('.view-time').count(), 0);
    await context.close();
  });

  test('not when a worker does not say how the page came', async () => {
    const site = await host(out, BASE);
    // An earlier worker answers something else, one that is ended nothing.
    site.instead = ({ url }, response) => url.endsWith('/sw.js') && say(response, 200, { 'content-type': 'text/javascript' }, 'addEventListener("install", () => skipWaiting()); addEventListener("activate", (event) => event.waitUntil(clients.claim())); addEventListener("message", (event) => event.ports[0].postMessage({ copy: false, stored: true, version: "1.0" }));');
    const { context, tab } = await visitor(site);
    await tab.reload();
    await tab.locator('.offline-line').filter({ hasText: 'Tillgänglig' }).waitFor();
    assert.equal(await tab.locator('.view-time').count(), 0);
    await context.close();
    await site.stop();
  });

  test('not from a disk', async () => {
    const context = await chromium.newContext();
    const tab = await context.newPage();
    await tab.goto(pathToFileURL(path.join(portable, CARD, 'index.html')).href);
    assert.equal(await tab.locator('.view-time').count(), 0);
    await context.close();
  });

  test('not by a clock that is wrong', async () => {
    const site = await host(out, BASE);
    const { context, tab } = await visitor(site, '', { serviceWorkers: 'block' });
    await clock(tab, '1970-01-01T12:00:00Z');
    await tab.goto(site.url + CARD);
    assert.equal(await tab.locator('.view-time').count(), 0);
    await context.close();
    await site.stop();
  });
});

describe('the page behind the code on a card', () => {
  const scan = 'k/kort-inrymning/';
  const answer = (tab) => tab.locator('.scan-answer:not(:has-text("Kontrollerar"))');
  const verdict = async (tab, url) => {
    await tab.goto(url);
    await answer(tab).waitFor();
    return { name: /scan-(same|other|unknown)/.exec(await answer(tab).getAttribute('class'))[1], text: await answer(tab).innerText() };
  };

  test('tells what the published page says', async () => {
    const site = await host(next, BASE);
    const { context, tab } = await visitor(site, '', { serviceWorkers: 'block' });
    const at = (version) => verdict(tab, `${site.url}${scan}?v=${version}`);
    assert.deepEqual(await at('1.1'), { name: 'same', text: 'Ditt kort har samma version som är publicerad: 1.1.\n\nKortet på väggen kan hänga kvar.' });
    assert.equal((await at('1.0')).name, 'other');
    assert.deepEqual(await at('1.10'), { name: 'unknown', text: 'Ditt kort har version 1.10. Det är nyare än 1.1.' });
    assert.equal((await at('hej')).name, 'other');
    await context.close();
    await site.stop();
  });

  test('gives no verdict from a stored copy, and says when it was made', async () => {
    const site = await host(out, BASE);
    const { context, tab } = await visitor(site, scan);
    await tab.reload();
    await site.stop();
    for (const version of ['1.0', '0.9', '1.1']) {
      const { name, text } = await verdict(tab, `${site.url}${scan}?v=${version}`);
      assert.equal(name, 'unknown');
      assert.match(text, /^Det går inte att kontrollera kortet nu\.\n\nDu ser en kopia som sparades \d+ \S+ \d{4} kl\. \d\d:\d\d\. Då var version 1\.0 publicerad\./);
      assert.equal(/Ditt kort har version 1\.1\. Det är nyare än 1\.0\./.test(text), version === '1.1');
      assert.doesNotMatch(await tab.locator('main').innerText(), /Ta ned|Byt ut|hänga kvar|Senast publicerad|Gäller i dag/);
    }
    await context.close();
  });

  test('gives none from the browser’s own cache, from a disk and behind a login page', async () => {
    const site = await host(out, BASE);
    site.head = GUESSED;
    const { context, tab } = await visitor(site, `${scan}?v=1.0`, { serviceWorkers: 'block' });
    await tab.goto(`${site.url}kris/skola/`);
    site.instead = WAYS['a login form with 200'];
    const { name, text } = await verdict(tab, `${site.url}${scan}?v=1.0`);
    assert.equal(name, 'unknown');
    assert.match(text, /Sidan som du ser har version 1\.0 och kan vara en gammal kopia\./);
    // A new page was published: the old one that is shown corrects itself.
    Object.assign(site, { instead: () => false, out: next });
    assert.deepEqual(await verdict(tab, `${site.url}${scan}?v=1.1`), { name: 'same', text: 'Ditt kort har samma version som är publicerad: 1.1.\n\nKortet på väggen kan hänga kvar.' });
    assert.equal(await tab.locator('.scan-version').textContent(), 'Version 1.1');
    const disk = await verdict(tab, `${pathToFileURL(path.join(portable, scan, 'index.html')).href}?v=1.0`);
    assert.equal(disk.name, 'unknown');
    assert.match(disk.text, /Du ser en kopia på en disk\. Filen är från \d+ \S+ \d{4} kl\. \d\d:\d\d och har version 1\.0\./);
    await context.close();
    await site.stop();
  });

  test('takes the day from the server, as a telephone may be wrong', async () => {
    const site = await host(out, BASE);
    const { context, tab } = await visitor(site, '', { serviceWorkers: 'block' });
    await clock(tab, '1970-01-01T12:00:00Z');
    assert.equal((await verdict(tab, `${site.url}${scan}?v=1.0`)).name, 'same');
    await context.close();
    await site.stop();
  });
});
