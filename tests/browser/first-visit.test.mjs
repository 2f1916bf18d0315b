// The first visit, when nothing is in the browser's store: what is shown stands still, and little is fetched.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { browser, none } from './lib/browser.mjs';
import { build } from './lib/ledfyr.mjs';
import { name, onePerKind, readable } from './lib/pages.mjs';
import { host } from './lib/static.mjs';

const out = build();
const site = await host(out, '/sakerhet/');
after(() => site.stop());
const chromium = await browser();

// Notes what moves and how far, from where to where (Layout Instability API). A script of the browser's, past the policy.
const EAR = `globalThis.moved = []; new PerformanceObserver((list) => { for (const { value, startTime, sources } of list.getEntries()) moved.push(value.toFixed(4) + ' at ' + Math.round(startTime) + ' ms: ' + sources.map(({ node, previousRect: a, currentRect: b }) => (node?.outerHTML ?? node?.textContent ?? 'what is gone').slice(0, 60) + ' from ' + [a.x, a.y, a.width, a.height].map(Math.round) + ' to ' + [b.x, b.y, b.width, b.height].map(Math.round)).join(' | ')); }).observe({ type: 'layout-shift', buffered: true });`;

// A slow processor alone draws the page while it is still being read; with a slow network scripts come after the first sight.
const PROCESSOR = { processor: 6 };
const NETWORK = { processor: 4, network: { offline: false, latency: 150, downloadThroughput: 100 * 1024, uploadThroughput: 50 * 1024 } };

async function visit(url, viewport, { processor, network }, late = '') {
  const context = await chromium.newContext({ locale: 'sv-SE', viewport });
  const tab = await context.newPage();
  await tab.addInitScript(EAR);
  const tools = await context.newCDPSession(tab);
  await tools.send('Emulation.setCPUThrottlingRate', { rate: processor });
  if (network) {
    await tools.send('Network.enable');
    await tools.send('Network.emulateNetworkConditions', network);
  }
  await tab.goto(site.url + url);
  await tab.waitForTimeout(200);
  // What is still to come, comes sooner so, and a processor held back works as hard as a busy one.
  await tools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await tab.waitForTimeout(500);
  if (late) {
    await tab.evaluate(late);
    await tab.waitForTimeout(200);
  }
  const moved = await tab.evaluate(() => globalThis.moved);
  await context.close();
  return moved;
}

// A browser may draw half of a table or a list and widen it when the rest is read. Not each time, then: what always moves is the
// page's own fault. And never beyond what counts as good (Core Web Vitals, cumulative layout shift).
const VISITS = 4;
const GOOD = 0.1;

async function still(url, viewport, slow) {
  const all = [];
  while (all.length < VISITS) {
    const moved = await visit(url, viewport, slow);
    if (!moved.length) return;
    all.push(moved);
    assert.ok(moved.reduce((sum, one) => sum + parseFloat(one), 0) < GOOD, `/${url}: ${moved.join('; ')}`);
  }
  assert.fail(`/${url} moves at each visit: ${all.map((moved) => moved.join('; ')).join('\n')}`);
}

const SCREENS = [{ width: 360, height: 640 }, { width: 1280, height: 800 }];

// The slow network is that of phones. Each visit costs seconds of processor time, so a phone near a good network waits for a longer look.
const slowness = (viewport) => {
  if (viewport !== SCREENS[0]) return [PROCESSOR];
  return process.env.LEDFYR_VISITS === 'all' ? [PROCESSOR, NETWORK] : [NETWORK];
};

// One at a time: pages that slow each other down move more.
describe('a page stands still once it is shown', () => {
  const list = [...onePerKind(readable(out)).map(({ kind, url }) => [kind, url]), ['search with results', 'sok/?q=riskanalys'], ['search without', 'sok/?q=xyzzyq']];
  for (const viewport of SCREENS) {
    for (const [kind, url] of list) {
      test(`${kind}, ${viewport.width} px`, async () => {
        for (const slow of slowness(viewport)) await still(url, viewport, slow);
      });
    }
  }
});

test('what moves is seen', async () => {
  const moved = await visit('kontakter/', SCREENS[0], PROCESSOR, () => { document.querySelector('h1').after(Object.assign(document.createElement('p'), { textContent: 'Det här kommer sent.' })); });
  assert.equal(moved.length, 1);
});

// Everything that a page fetches before anybody searches, compressed with gzip; the heads of answers are the server's affair.
const MOST = 25_500;
// A whole directive is nine chapters in one page, whose words alone are 7.5 kB, and a sheet of all cards has a code for each,
// once the site has an address: 4 kB, as there is little in a code to compress.
const LARGE = 28_500;
const CODED = 28_000;

async function weight(url) {
  const context = await chromium.newContext({ locale: 'sv-SE', viewport: SCREENS[0], serviceWorkers: 'block' });
  const tab = await context.newPage();
  const tools = await context.newCDPSession(tab);
  await tools.send('Network.enable');
  const asked = new Map();
  const heads = new Map();
  const parts = new Map();
  tools.on('Network.requestWillBeSent', ({ requestId, request }) => asked.set(requestId, request.url));
  tools.on('Network.responseReceived', ({ requestId, response }) => heads.set(requestId, response.encodedDataLength));
  tools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => parts.set(asked.get(requestId), encodedDataLength - heads.get(requestId)));
  await tab.goto(site.url + url, { waitUntil: 'networkidle' });
  // A browser with a window fetches these too.
  for (const more of await tab.evaluate(() => [...document.querySelectorAll('link:is([rel=icon], [rel=manifest])')].map((link) => link.href))) {
    if (!parts.has(more)) parts.set(more, gzipSync(await (await fetch(more)).arrayBuffer()).length);
  }
  await context.close();
  const list = [...parts].filter(([address]) => !/\/search\.[0-9a-f]+\.(js|css)$/.test(address));
  return { sum: list.reduce((sum, [, bytes]) => sum + bytes, 0), list: list.map(([address, bytes]) => `${address.replace(/.*\//, '') || 'the page'} ${bytes}`).join(', ') };
}

describe('a page is light', () => {
  site.gzip = true;
  const whole = ({ url }) => url.endsWith('/hela/');
  const list = readable(out);
  for (const page of [...onePerKind(list.filter((page) => !whole(page))), list.find(whole), list.find(({ url }) => url === '')]) {
    test(`${page.kind}, ${name(page)}`, async () => {
      const { sum, list } = await weight(page.url);
      const most = whole(page) ? LARGE : MOST;
      none(sum <= most ? [] : [`${sum} bytes of ${most}: ${list}`], name(page));
    });
  }
  describe('with an address, whose cards have codes', () => {
    const coded = build(undefined, ['--base-url', 'https://intranet.exempel.se/sakerhet/']);
    const all = ({ url }) => /^kriskort\//.test(url);
    const list = readable(coded).filter(({ kind }) => ['checklist', 'cards'].includes(kind));
    for (const page of [...onePerKind(list.filter((page) => !all(page))), ...list.filter(all)]) {
      test(`${page.kind}, ${name(page)}`, async () => {
        site.out = coded;
        const { sum, list } = await weight(page.url);
        site.out = out;
        const most = all(page) && !page.url.endsWith('/vaggkort/') ? CODED : MOST;
        none(sum <= most ? [] : [`${sum} bytes of ${most}: ${list}`], name(page));
      });
    }
  });
  test('what is weighed is all of it', async () => {
    const { list } = await weight('rutiner/riskanalys/');
    for (const part of ['the page', 'ledfyr', 'print', 'favicon', 'manifest']) assert.match(list, new RegExp(`(^|, )${part}`));
  });
});
