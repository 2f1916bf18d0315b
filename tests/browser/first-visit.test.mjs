// The first visit, when nothing is in the browser's store: nothing that is shown moves.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { browser } from './lib/browser.mjs';
import { build } from './lib/ledfyr.mjs';
import { onePerKind, readable } from './lib/pages.mjs';
import { host } from './lib/static.mjs';

const out = build();
const site = await host(out, '/sakerhet/');
after(() => site.stop());
const chromium = await browser();

// Notes what moves and how far, from where to where (Layout Instability API). A script of the browser's, past the policy.
const EAR = `globalThis.moved = []; new PerformanceObserver((list) => { for (const { value, startTime, sources } of list.getEntries()) moved.push(value.toFixed(4) + ' at ' + Math.round(startTime) + ' ms: ' + sources.map(({ node, previousRect: a, currentRect: b }) => (node?.outerHTML ?? node?.textContent ?? 'what is gone').slice(0, 60) + ' from ' + [a.x, a.y, a.width, a.height].map(Math.round) + ' to ' + [b.x, b.y, b.width, b.height].map(Math.round)).join(' | ')); }).observe({ type: 'layout-shift', buffered: true });`;

// A slow processor alone draws the page while it is still being read; with a slow network scripts come after the first sight.
const SLOW = [
  { visits: 2, processor: 6 },
  { visits: 1, processor: 4, network: { offline: false, latency: 150, downloadThroughput: 100 * 1024, uploadThroughput: 50 * 1024 } },
];

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
  await tab.waitForTimeout(300);
  if (late) {
    await tab.evaluate(late);
    await tab.waitForTimeout(200);
  }
  const moved = await tab.evaluate(() => globalThis.moved);
  await context.close();
  return moved;
}

const SCREENS = [{ width: 360, height: 640 }, { width: 1280, height: 800 }];

describe('nothing moves once it is shown', () => {
  const list = [...onePerKind(readable(out)).map(({ kind, url }) => [kind, url]), ['search with results', 'sok/?q=krypning'], ['search without', 'sok/?q=xyzzyq']];
  for (const viewport of SCREENS) {
    for (const [kind, url] of list) {
      test(`${kind}, ${viewport.width} px`, async () => {
        for (const slow of SLOW) for (let i = 0; i < slow.visits; i += 1) assert.deepEqual(await visit(url, viewport, slow), [], `/${url}`);
      });
    }
  }
});

test('what moves is seen', async () => {
  const moved = await visit('kontakter/', SCREENS[0], SLOW[0], () => { document.querySelector('h1').after(Object.assign(document.createElement('p'), { textContent: 'Det här kommer sent.' })); });
  assert.equal(moved.length, 1);
});
