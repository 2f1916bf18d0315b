// Every link inside the site leads somewhere: from the development server, and in the folder as it lies on a disk.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { browser, listen, none } from './lib/browser.mjs';
import { build, moved, serve } from './lib/ledfyr.mjs';
import { ids, name, onePerKind, pages, readable, references } from './lib/pages.mjs';
import { host } from './lib/static.mjs';

const out = build();
// Shown at any address that is not there, so its links start at the root of the server; on a disk nobody meets it.
const onDisk = (page) => page.url !== '404.html';
const site = await serve();
after(() => site.stop());
const known = new Map();

/** The status and the ids of an address of the development server, asked for once. */
function ask(url) {
  if (!known.has(url)) {
    known.set(url, fetch(url).then(async (answer) => ({ status: answer.status, ids: /html/.test(answer.headers.get('content-type')) ? ids(await answer.text()) : (await answer.arrayBuffer(), null) })));
  }
  return known.get(url);
}

describe('every link leads somewhere on the server', { concurrency: 4 }, () => {
  for (const page of pages(out)) {
    test(name(page), async () => {
      const here = site.url + page.url;
      const answer = await fetch(here);
      const faults = answer.status === 200 ? [] : [`answers ${answer.status}`];
      for (const { value } of references(await answer.text())) {
        const url = new URL(value, here);
        if (url.origin !== new URL(site.url).origin) continue;
        const anchor = decodeURIComponent(url.hash.slice(1));
        url.hash = '';
        const target = await ask(url.href);
        if (target.status !== 200) faults.push(`${value} answers ${target.status}`);
        else if (anchor && target.ids && !target.ids.has(anchor)) faults.push(`${value}: no element has that id`);
      }
      none(faults, name(page));
    });
  }
});

describe('every link leads somewhere in the folder', () => {
  for (const page of pages(out).filter(onDisk)) {
    test(name(page), () => {
      const faults = [];
      for (const { value } of references(page.html)) {
        const url = new URL(value, pathToFileURL(page.file));
        if (url.protocol !== 'file:') continue;
        let file = fileURLToPath(new URL(url.pathname, 'file:'));
        if (existsSync(file) && statSync(file).isDirectory()) file = path.join(file, 'index.html');
        if (!file.startsWith(out)) faults.push(`${value} leads out of the site`);
        else if (!existsSync(file)) faults.push(`${value} leads to no file`);
      }
      none(faults, name(page));
    });
  }
});

describe('opened from a disk', { concurrency: 2 }, async () => {
  const chromium = await browser();
  for (const page of onePerKind(readable(out).filter(onDisk))) {
    test(`${page.kind} (${name(page)})`, async () => {
      const context = await chromium.newContext();
      try {
        const faults = listen(context, 'file:///');
        const tab = await context.newPage();
        await tab.goto(pathToFileURL(page.file).href);
        const sheets = await tab.evaluate(() => [...document.styleSheets].filter((sheet) => sheet.href).length);
        none([...faults.take(), ...(sheets ? [] : ['has no style'])], name(page));
      } finally {
        await context.close();
      }
    });
  }
});

describe('an old address', async () => {
  const root = moved();
  const chromium = await browser();
  const arrives = async (from, to, settings = {}) => {
    const context = await chromium.newContext(settings);
    try {
      const tab = await context.newPage();
      await tab.goto(from);
      await tab.waitForURL(to, { timeout: 20_000 });
      assert.equal(await tab.locator('h1').textContent(), 'Risk');
    } finally {
      await context.close();
    }
  };
  test('leads on with query and heading, below a path and under the strictest policy', async () => {
    const served = await host(build(root), '/sakerhet/');
    const to = `${served.url}flyttad/risk/`;
    await arrives(`${served.url}rutiner/risk/?v=2#atgarder`, `${to}?v=2#atgarder`);
    await arrives(`${served.url}rutiner/risk/#atgarder`, `${to}#atgarder`);
    await arrives(`${served.url}Gammalt/Min%20risk.html?a=%C3%A5&b`, `${to}?a=%C3%A5&b`);
    await arrives(`${served.url}rutiner/risk/#atgarder`, to, { javaScriptEnabled: false });
    await served.stop();
  });
  test('leads on from a disk', async () => {
    const out = build(root, ['--portable']);
    const at = (file) => pathToFileURL(path.join(out, file)).href;
    await arrives(`${at('rutiner/risk/index.html')}#atgarder`, `${at('flyttad/risk/index.html')}#atgarder`);
    await arrives(at('Gammalt/Min risk.html'), at('flyttad/risk/index.html'), { javaScriptEnabled: false });
  });
  test('is a page on the development server, whatever it ends in', async () => {
    const served = await serve(root);
    assert.match((await fetch(`${served.url}Sidor/Risk.aspx`)).headers.get('content-type'), /^text\/html/);
    await arrives(`${served.url}Sidor/Risk.aspx?v=2#atgarder`, `${served.url}flyttad/risk/?v=2#atgarder`);
    await served.stop();
  });
});

test('an address that is not there answers 404 with a page', async () => {
  for (const url of ['finns-inte/', 'rutiner/finns-inte/', 'finns-inte.css', '%00', '..%2f..%2fCargo.toml', '../Cargo.toml']) {
    const answer = await fetch(site.url + url);
    assert.ok(answer.status === 404 || answer.status === 400, `${url} answers ${answer.status}`);
    assert.doesNotMatch(await answer.text(), /\[package\]/);
  }
  assert.match(await (await fetch(`${site.url}finns-inte/`)).text(), /<h1/);
});

test('what machines read is well formed', async () => {
  const listed = JSON.parse(readFileSync(path.join(out, 'pages.json'), 'utf8'));
  const entries = Array.isArray(listed) ? listed : listed.pages;
  assert.ok(entries.length > 40, `pages.json lists ${entries.length} pages`);
  for (const { url } of entries) assert.ok(existsSync(path.join(out, url, 'index.html')), `pages.json: ${url} is no page`);
});
