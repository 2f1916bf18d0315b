// A browser that does not know `::details-content` (Firefox before 143, Safari before 18.4, Chromium before 131): what wide
// screens show unfolded is unfolded by the script there, and without script the summaries remain to press.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { browser, none, tabs } from './lib/browser.mjs';
import { build } from './lib/ledfyr.mjs';
import { name, onePerKind, readable } from './lib/pages.mjs';
import { host } from './lib/static.mjs';

const [newer, older] = [build(), build()];
const sheets = readdirSync(older, { recursive: true }).filter((file) => file.endsWith('.css')).map((file) => path.join(older, file));
let rewritten = 0;
for (const sheet of sheets) {
  const css = readFileSync(sheet, 'utf8');
  rewritten += css.split('::details-content').length - 1;
  writeFileSync(sheet, css.replaceAll('::details-content', '::not-known-yet'));
}
assert.ok(rewritten > 1, 'the theme no longer asks for ::details-content');
const sites = [await host(newer), await host(older)];
after(() => Promise.all(sites.map((site) => site.stop())));
const chromium = await browser();
const pages = onePerKind(readable(older));
const WIDE = { viewport: { width: 1280, height: 900 }, serviceWorkers: 'block' };

// Where everything that can be seen stands.
function places() {
  return [...document.body.querySelectorAll('*')].filter((element) => element.checkVisibility({ visibilityProperty: true })).map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return `${element.outerHTML.slice(0, 80)} at ${[x, y, width, height].map(Math.round).join(' ')}`;
  });
}

// What is on the first screen and could not be pressed.
function beneath() {
  return [...document.querySelectorAll('main a[href], main button, main input')].filter((element) => {
    const [box] = element.checkVisibility({ visibilityProperty: true }) ? element.getClientRects() : [];
    if (!box || !box.width || box.bottom > innerHeight) return false;
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return top && !element.contains(top) && !top.contains(element);
  }).map((element) => `lies beneath something: ${element.outerHTML.slice(0, 120)}`);
}

describe('an older browser, wide screen', { concurrency: 2 }, () => {
  const scripted = tabs(chromium, WIDE);
  const plain = tabs(chromium, { ...WIDE, javaScriptEnabled: false });
  for (const page of pages) {
    test(`${name(page)} stands as in a newer one, and nothing lies upon it`, () => scripted(async (tab) => {
      const seen = [];
      for (const site of sites) {
        await tab.goto(site.url + page.url, { waitUntil: 'networkidle' });
        seen.push(await tab.evaluate(places));
      }
      const differ = seen[1].filter((place, i) => place !== seen[0][i]).slice(0, 3);
      none([...differ, ...await tab.evaluate(beneath)], name(page));
      assert.equal(seen[1].length, seen[0].length);
    }));

    test(`${name(page)} without script has its menu behind a press`, () => plain(async (tab) => {
      await tab.goto(sites[1].url + page.url);
      none(await tab.evaluate(beneath), name(page));
      const link = tab.locator('.menu-list a').first();
      assert.equal(await link.isVisible(), false);
      await tab.locator('.menu-button').click();
      assert.equal(await link.isVisible(), true);
      none(await tab.evaluate(beneath), `${name(page)}, menu open`);
    }));
  }
});
