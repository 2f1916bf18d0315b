// With the server stopped: who has visited once opens every crisis card, searches and finishes a run. While the server
// answers, nothing is taken from the store.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { browser } from './lib/browser.mjs';
import { build, copy, home } from './lib/ledfyr.mjs';
import { readable } from './lib/pages.mjs';
import { host } from './lib/static.mjs';

const BASE = '/sakerhet/';
const out = build();
const chromium = await browser();
const cards = readable(out).filter((page) => page.kind === 'checklist');

/** A visitor who has been on one page, when the worker has kept what it should. */
async function visitor(site, url = 'kris/skola/inrymning/') {
  const context = await chromium.newContext({ locale: 'sv-SE' });
  const tab = await context.newPage();
  await tab.goto(site.url + url);
  await tab.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) await new Promise((resolve) => { navigator.serviceWorker.addEventListener('controllerchange', resolve); });
  });
  return { context, tab };
}
const line = (tab) => tab.locator('.offline-line');
const says = async (tab, text) => { await line(tab).filter({ hasText: text }).waitFor({ timeout: 10_000 }); };

test('with the server stopped every card opens, the search finds, and a run is finished', async () => {
  const site = await host(out, BASE);
  const { context, tab } = await visitor(site);
  await says(tab, 'Tillgänglig offline – version 1.0');
  await site.stop();
  for (const card of cards) {
    await tab.goto(site.url + card.url);
    const title = /<h1[^>]*>([^<]+)/.exec(card.html)[1];
    assert.equal(await tab.locator('h1').textContent(), title);
    assert.ok(await tab.evaluate(() => [...document.styleSheets].every((sheet) => sheet.cssRules.length > 0)), `${title} has its style`);
    await says(tab, 'Du läser en sparad kopia av version 1.0 från ');
    assert.equal(await tab.locator('.view-time.holds').count(), 0, 'a copy does not claim to hold today');
  }
  await tab.goto(`${site.url}kontakter/`);
  assert.match(await tab.locator('main').innerText(), /114 14/);
  await tab.goto(`${site.url}sok/?q=inrymning`);
  await tab.locator('.search-hits a').first().waitFor();
  assert.match(await tab.locator('.search-hits').innerText(), /Inrymning/);
  await tab.goto(`${site.url}kris/skola/inrymning/`);
  await tab.getByRole('button', { name: 'Starta vid händelse' }).click();
  await tab.locator('.step-box').first().waitFor();
  for (const box of await tab.getByRole('checkbox').all()) await box.check();
  assert.equal(await tab.locator('.run-status').textContent(), 'Alla steg är klara.');
  await tab.getByRole('button', { name: 'Avsluta omgången' }).click();
  await tab.getByText('Logg och export').click();
  const [download] = await Promise.all([tab.waitForEvent('download'), tab.getByRole('button', { name: 'Spara som text' }).click()]);
  assert.match(readFileSync(await download.path(), 'utf8'), /Alla steg är klara\./);
  await context.close();
});

test('the page that says that there is no network has its numbers as targets for a thumb', async () => {
  const site = await host(out, BASE);
  const context = await chromium.newContext({ viewport: { width: 360, height: 640 } });
  const tab = await context.newPage();
  await tab.goto(`${site.url}offline/`);
  const sizes = await tab.locator('main .call-number').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
  assert.ok(sizes.length >= 3 && sizes.every((height) => height >= 44), String(sizes));
  await context.close();
  await site.stop();
});

test('a page that was visited opens; one that was not says so and leads to the cards', async () => {
  const site = await host(out, BASE);
  const { context, tab } = await visitor(site);
  await tab.goto(`${site.url}rutiner/riskanalys/`);
  await tab.reload();
  await says(tab, 'Tillgänglig offline – version 1.3');
  await tab.goto(`${site.url}rutiner/skalskydd/`);
  await site.stop();
  await tab.goto(`${site.url}rutiner/riskanalys/`);
  assert.equal(await tab.locator('h1').textContent(), 'Riskanalys');
  await tab.goto(`${site.url}rutiner/brandskydd-sba/`);
  assert.equal(await tab.locator('h1').textContent(), 'Sidan finns inte sparad');
  assert.equal(await tab.getByRole('link', { name: 'Försök igen' }).getAttribute('href'), `${site.url}rutiner/brandskydd-sba/`);
  await tab.getByRole('link', { name: 'Inrymning' }).click();
  assert.equal(await tab.locator('h1').textContent(), 'Inrymning');
  await tab.goto(`${site.url}en/roles/`);
  assert.equal(await tab.locator('html').getAttribute('lang'), 'en', 'the page for what is not stored is in the language of the address');
  await context.close();
});

test('what is very large is not kept, as there would be no room for pages, and what the build did not make neither', async () => {
  const root = copy();
  const page = path.join(root, 'content/rutiner/riskanalys.md');
  writeFileSync(path.join(root, 'content/rutiner/stor.bin'), Buffer.alloc(6 << 20));
  writeFileSync(path.join(root, 'content/rutiner/liten.bin'), Buffer.alloc(1 << 20));
  writeFileSync(page, `${readFileSync(page, 'utf8')}\n[Stor](stor.bin) och [liten](liten.bin).\n`);
  const folder = build(root);
  writeFileSync(path.join(folder, 'rutiner/annan.bin'), 'put there by hand');
  const site = await host(folder, BASE);
  const { context, tab } = await visitor(site);
  const kept = await tab.evaluate(async () => {
    const at = (name) => new URL(`../../../rutiner/${name}`, location.href);
    const names = ['stor.bin', 'annan.bin', 'liten.bin'];
    for (const name of names) await (await fetch(at(name))).arrayBuffer();
    for (let tries = 0; tries < 100 && !await caches.match(at('liten.bin')); tries += 1) await new Promise((resolve) => { setTimeout(resolve, 50); });
    return Promise.all(names.map(async (name) => Boolean(await caches.match(at(name)))));
  });
  assert.deepEqual(kept, [false, false, true]);
  await context.close();
  await site.stop();
});

test('what is not stored is not said to be available', async () => {
  const site = await host(out, BASE);
  const { context, tab } = await visitor(site, 'kriskort/');
  await tab.evaluate(async () => { for (const key of await caches.keys()) await caches.delete(key); });
  site.wait = 0;
  await tab.goto(`${site.url}kris/skola/inrymning/`);
  await tab.waitForTimeout(300);
  const first = await line(tab).textContent();
  assert.ok(first === '' || first === 'Tillgänglig offline – version 1.0', first);
  await context.close();
  const bare = await chromium.newContext({ serviceWorkers: 'block' });
  const other = await bare.newPage();
  await other.goto(`${site.url}kris/skola/inrymning/`);
  await other.waitForTimeout(300);
  assert.equal(await line(other).textContent(), '');
  await bare.close();
  await site.stop();
});

/** Waits until the new site has taken the place of the old one, whose store has the name `before`. */
const follows = (tab, before) => tab.evaluate(async (old) => {
  for (let tries = 0; tries < 300; tries += 1) {
    const now = (await caches.keys()).filter((key) => key.includes('pinned-'));
    if (now.length === 1 && now[0] !== old) return;
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  throw new Error('the store does not follow');
}, before);

/** The sample site with another version of a card. */
function changed() {
  const root = copy();
  const file = path.join(root, 'content/kris/skola/inrymning.md');
  writeFileSync(file, readFileSync(file, 'utf8').replace('version: "1.0"', 'version: "1.1"').replace('- [ ] Räkna alla i rummet', '- [ ] Räkna genast alla i rummet'));
  return build(root);
}

describe('when a new site is published', async () => {
  const next = changed();
  test('the fresh page is shown at once, and the store follows', async () => {
    const site = await host(out, BASE);
    const { context, tab } = await visitor(site);
    const keys = () => tab.evaluate(async () => (await caches.keys()).filter((key) => key.includes('pinned-')));
    const [before] = await keys();
    site.out = next;
    await tab.reload();
    assert.match(await tab.locator('main').innerText(), /Räkna genast alla/);
    await follows(tab, before);
    await site.stop();
    await tab.goto(`${site.url}kris/skola/inrymning/`);
    assert.match(await tab.locator('main').innerText(), /Räkna genast alla/);
    await says(tab, 'version 1.1');
    await context.close();
  });
  test('what is kept and has not changed is not fetched again, visited or not', async () => {
    const site = await host(out, BASE);
    const { context, tab } = await visitor(site);
    await tab.goto(`${site.url}kris/skola/hot-om-vald/`);
    const [before] = await tab.evaluate(async () => {
      const keys = (await caches.keys()).filter((key) => key.includes('pinned-'));
      const dated = async () => (await (await caches.open(keys[0])).match(location.pathname)).headers.get('x-ledfyr-stored');
      const first = await dated();
      await fetch(location.href);
      while (await dated() === first) await new Promise((resolve) => { setTimeout(resolve, 20); });
      return keys;
    });
    const asked = [];
    site.log = (url) => asked.push(url.replace(BASE, ''));
    site.out = next;
    await tab.evaluate(async () => { await (await navigator.serviceWorker.ready).update(); });
    await follows(tab, before);
    assert.ok(asked.includes('kris/skola/inrymning/'), asked.join(' '));
    assert.deepEqual(asked.filter((url) => ['kris/skola/hot-om-vald/', 'kris/skola/brand-utrymning/'].includes(url)), []);
    await context.close();
    await site.stop();
  });
  test('a run that was open tells that the card has changed', async () => {
    const site = await host(out, BASE);
    const { context, tab } = await visitor(site);
    await tab.getByRole('button', { name: 'Starta vid händelse' }).click();
    await tab.locator('.step-box').first().waitFor();
    site.out = next;
    await tab.reload();
    await tab.locator('[data-changed]').waitFor();
    assert.match(await tab.locator('[data-changed]').innerText(), /Du startade med version 1\.0\. Nu visas version 1\.1\./);
    await context.close();
    await site.stop();
  });
});

test('a slow answer is waited for a short while; then the copy is shown, and says that it is one', async () => {
  const site = await host(out, BASE);
  const { context, tab } = await visitor(site);
  site.wait = 400;
  await tab.reload();
  await says(tab, 'Tillgänglig offline');
  site.wait = 20_000;
  await tab.reload({ waitUntil: 'domcontentloaded', timeout: 15_000 });
  await says(tab, 'Du läser en sparad kopia');
  await context.close();
  await site.stop();
});

test('a server that fails has not given the page', async () => {
  const site = await host(out, BASE);
  const { context, tab } = await visitor(site);
  site.status = 503;
  await tab.reload();
  assert.equal(await tab.locator('h1').textContent(), 'Inrymning');
  await says(tab, 'Du läser en sparad kopia');
  await context.close();
  await site.stop();
});

test('the list of what is kept is the same for the same site, and another for another', () => {
  const worker = (folder) => readFileSync(path.join(folder, 'sw.js'), 'utf8');
  assert.equal(worker(out), worker(build()));
  const version = (folder) => /VERSION = "([0-9a-f]+)"/.exec(worker(folder))[1];
  assert.notEqual(version(out), version(changed()));
});

test('the site can be installed', async () => {
  const manifest = JSON.parse(readFileSync(path.join(out, 'manifest.webmanifest'), 'utf8'));
  assert.deepEqual([manifest.name, manifest.lang, manifest.display, manifest.start_url], ['Intern säkerhet', 'sv', 'standalone', './']);
  assert.deepEqual(manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`), ['192x192 any', '512x512 any', '512x512 maskable']);
  const site = await host(out, BASE);
  const { context, tab } = await visitor(site, '');
  const session = await context.newCDPSession(tab);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // A window without a profile of its own installs nothing; that is not the site's fault.
  assert.deepEqual(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito'), []);
  await context.close();
  await site.stop();
});

test('the development server gives no worker: it shows what is being written', async () => {
  const { serve } = await import('./lib/ledfyr.mjs');
  const site = await serve(home);
  assert.equal((await fetch(`${site.url}sw.js`)).status, 404);
  assert.doesNotMatch(await (await fetch(site.url)).text(), /data-worker/);
  await site.stop();
});
