// A portable site: opened from a disk, links name files, the search works, a run is kept; and one file holds every card.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { browser, listen, none } from './lib/browser.mjs';
import { binary, build, home, scratch } from './lib/ledfyr.mjs';
import { ids, name, onePerKind, pages, readable, references } from './lib/pages.mjs';

const out = build(undefined, ['--portable']);
const chromium = await browser();
const at = (file) => pathToFileURL(path.join(out, file)).href;

describe('every link names a file that is there, and the place in it', () => {
  for (const page of pages(out)) {
    test(name(page), () => {
      const faults = [];
      for (const { attribute, value } of references(page.html)) {
        const url = new URL(value, pathToFileURL(page.file));
        if (url.protocol !== 'file:') continue;
        const file = fileURLToPath(new URL(url.pathname, 'file:'));
        if (!file.startsWith(out)) faults.push(`${value} leads out of the site`);
        else if (!existsSync(file) || statSync(file).isDirectory()) faults.push(`${attribute}="${value}" names no file`);
        else if (url.hash && file.endsWith('.html') && !ids(readFileSync(file, 'utf8')).has(decodeURIComponent(url.hash.slice(1)))) faults.push(`${value}: no element has that id`);
      }
      none(faults, name(page));
    });
  }
});

test('what only a server can use is not there', () => {
  for (const file of ['sw.js', 'manifest.webmanifest', '404.html', 'robots.txt', 'sitemap.xml', 'feed.xml', 'offline']) {
    assert.ok(!existsSync(path.join(out, file)), file);
  }
  for (const page of pages(out)) assert.doesNotMatch(page.html, /type="module"|rel="manifest"|data-worker/, page.url);
});

describe('opened from a disk nothing is fetched, and nothing goes wrong', () => {
  for (const page of onePerKind(readable(out))) {
    test(`${page.kind} (${name(page)})`, async () => {
      const context = await chromium.newContext();
      const ears = listen(context, 'file:///');
      const tab = await context.newPage();
      const kinds = new Set();
      tab.on('request', (request) => kinds.add(request.resourceType()));
      await tab.goto(pathToFileURL(page.file).href);
      await tab.waitForTimeout(100);
      none(ears.take(), name(page));
      assert.deepEqual([...kinds].filter((kind) => kind === 'fetch' || kind === 'xhr'), []);
      await context.close();
    });
  }
});

test('a journey from a stick: start page, search, card, run, role', async () => {
  const context = await chromium.newContext({ locale: 'sv-SE' });
  const ears = listen(context, 'file:///');
  const tab = await context.newPage();
  await tab.goto(at('index.html'));
  await tab.getByRole('searchbox').or(tab.getByRole('combobox')).first().fill('inrymning');
  await tab.keyboard.press('Enter');
  await tab.locator('.search-hits a', { hasText: 'Inrymning' }).first().click();
  assert.equal(await tab.locator('h1').textContent(), 'Inrymning');
  await tab.getByRole('button', { name: 'Starta övning' }).click();
  await tab.getByRole('checkbox').first().check();
  await tab.reload();
  assert.equal(await tab.getByRole('checkbox').first().isChecked(), true);
  await tab.goto(at('roller/rektor/index.html'));
  await tab.getByRole('button', { name: 'Det här är min roll' }).click();
  await tab.getByText('Din roll är nu Rektor.').waitFor();
  await tab.goto(at('index.html'));
  const link = tab.locator('.role-chosen').getByRole('link', { name: 'Inrymning', exact: true });
  assert.match(await link.getAttribute('href'), /inrymning\/index\.html$/);
  await link.click();
  assert.equal(await tab.locator('h1').textContent(), 'Inrymning');
  none(ears.take(), 'the journey');
  await context.close();
});

test('kriskort.html holds every card and needs no other file', async () => {
  const alone = path.join(scratch(), 'kriskort.html');
  copyFileSync(path.join(out, 'kriskort.html'), alone);
  const html = readFileSync(alone, 'utf8');
  assert.doesNotMatch(html, /<script|<link /);
  const context = await chromium.newContext({ javaScriptEnabled: false });
  const asked = [];
  context.on('request', (request) => asked.push(request.url()));
  const tab = await context.newPage();
  await tab.goto(pathToFileURL(alone).href);
  assert.deepEqual(asked.filter((url) => !url.startsWith('data:')), [pathToFileURL(alone).href]);
  const cards = readable(out).filter((page) => page.kind === 'checklist');
  assert.equal(await tab.locator('.paper-card').count(), cards.length);
  const text = await tab.locator('main').innerText();
  for (const card of cards) {
    for (const [, step] of card.html.matchAll(/class="task"[^>]*><span[^>]*><\/span>([^<]{12})/g)) assert.ok(text.includes(step), `${card.url}: ${step}`);
  }
  for (const { attribute, value } of references(html)) {
    if (attribute === 'href') assert.match(value, /^(#|tel:|mailto:|https?:)/, value);
  }
  for (const value of references(html).map((each) => each.value).filter((each) => each.startsWith('#'))) assert.ok(ids(html).has(value.slice(1)), value);
  const background = await tab.locator('.phase-memory').first().evaluate((element) => getComputedStyle(element).backgroundColor);
  assert.notEqual(background, 'rgba(0, 0, 0, 0)', 'it has its style');
  await context.close();
});

test('--zip packs the same files below one folder, the same bytes each time', () => {
  const folder = scratch();
  const pack = (file) => {
    const done = spawnSync(binary(), ['--root', home, 'build', '--zip', '--out', path.join(folder, file)], { encoding: 'utf8' });
    assert.equal(done.status, 0, done.stderr);
    assert.match(done.stdout + done.stderr, new RegExp(`${file}\\.zip`));
    return readFileSync(path.join(folder, `${file}.zip`));
  };
  const [one, two] = [pack('sajt'), (pack('annan'), pack('sajt'))];
  assert.ok(one.equals(two));
  // The names stand in the archive's central directory (APPNOTE 4.3.12).
  const packed = [];
  for (let i = one.indexOf('PK\x01\x02', 0, 'latin1'); i >= 0; i = one.indexOf('PK\x01\x02', i + 4, 'latin1')) packed.push(one.toString('utf8', i + 46, i + 46 + one.readUInt16LE(i + 28)));
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  assert.deepEqual(packed.sort(), files.map((entry) => `sajt/${path.relative(out, path.join(entry.parentPath ?? entry.path, entry.name))}`).sort());
});
