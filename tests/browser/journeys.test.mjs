// Whole errands, with the keyboard alone and without JavaScript: find a card, run it, export it; find a role; change language.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, describe, test } from 'node:test';
import { browser, listen, none } from './lib/browser.mjs';
import { build } from './lib/ledfyr.mjs';
import { host } from './lib/static.mjs';

const out = build();
const site = await host(out, '/sakerhet/');
after(() => site.stop());
const chromium = await browser();

async function visit(url, settings = {}) {
  const context = await chromium.newContext({ locale: 'sv-SE', viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', serviceWorkers: 'block', ...settings });
  const ears = listen(context, site.url);
  const tab = await context.newPage();
  await tab.goto(site.url + url);
  return { context, tab, ears };
}

/** Goes on with the tabulator until what has the focus is called `name`, then presses `key`. */
async function press(tab, name, key = 'Enter', most = 120) {
  const wanted = name instanceof RegExp ? name : new RegExp(`^${name}$`);
  for (let i = 0; i < most; i += 1) {
    await tab.keyboard.press('Tab');
    const called = await tab.evaluate(() => {
      const { activeElement: at } = document;
      if (at === document.body) return '';
      const label = at.labels?.[0]?.textContent ?? '';
      return (at.getAttribute('aria-label') || label || at.textContent || '').replace(/\s+/g, ' ').trim();
    });
    if (wanted.test(called)) {
      await tab.keyboard.press(key);
      return;
    }
  }
  assert.fail(`the tabulator does not reach «${wanted.source}» on ${tab.url()}`);
}
const heading = async (tab, text) => { await tab.locator('h1', { hasText: text }).waitFor({ timeout: 10_000 }); };

describe('with the keyboard alone', () => {
  for (const [size, viewport] of [['desk', { width: 1280, height: 800 }], ['phone', { width: 360, height: 640 }]]) {
    test(`find a card, run it and export the log (${size})`, async () => {
      const { context, tab, ears } = await visit('', { viewport });
      await press(tab, 'Kriskort');
      await heading(tab, 'Kris och nödläge');
      await press(tab, 'korten för skolan');
      await heading(tab, 'Kris i skolan');
      await press(tab, 'Brand och utrymning');
      await heading(tab, 'Brand och utrymning');
      await press(tab, 'Starta övning');
      await tab.locator('.step-box').first().waitFor();
      assert.equal(await tab.evaluate(() => document.activeElement.type), 'checkbox');
      await tab.keyboard.press('Space');
      await press(tab, 'Avsluta omgången');
      assert.equal(await tab.evaluate(() => document.activeElement.tagName), 'SUMMARY', 'the log is next');
      await tab.keyboard.press('Enter');
      const download = tab.waitForEvent('download');
      await press(tab, 'Spara som CSV');
      assert.match(readFileSync(await (await download).path(), 'utf8'), /"done"/);
      none(ears.take(), size);
      await context.close();
    });
  }
  test('find a role, choose it and clear it', async () => {
    const { context, tab } = await visit('');
    await press(tab, 'Roller');
    await heading(tab, /roll/i);
    await press(tab, 'Säkerhetsombud');
    await heading(tab, 'Säkerhetsombud');
    await press(tab, 'Det här är min roll');
    await tab.locator('.menu-role').waitFor();
    await tab.evaluate(() => { document.activeElement.blur(); scrollTo(0, 0); });
    await tab.reload();
    await press(tab, 'Min roll: Säkerhetsombud');
    await press(tab, 'Ta bort valet');
    assert.equal(await tab.evaluate(() => localStorage.length), 0);
    await context.close();
  });
  test('search', async () => {
    const { context, tab } = await visit('');
    await press(tab, 'Sök i vägledningen', 'r');
    await tab.keyboard.type('iskanalys');
    await tab.keyboard.press('Enter');
    await tab.locator('.search-hits a').first().waitFor();
    await press(tab, /^Riskanalys/);
    await tab.waitForFunction(() => !/sok/.test(location.pathname));
    await context.close();
  });
  test('change language and back', async () => {
    const { context, tab } = await visit('kris/skola/');
    await press(tab, /^English/);
    assert.equal(await tab.locator('html').getAttribute('lang'), 'en');
    await press(tab, /^Svenska/);
    assert.equal(await tab.locator('html').getAttribute('lang'), 'sv');
    await context.close();
  });
});

describe('without JavaScript', () => {
  const plain = { javaScriptEnabled: false };
  test('a card is found and read, with every step and number', async () => {
    const { context, tab } = await visit('', plain);
    await tab.getByRole('link', { name: 'Öppna kriskorten' }).click();
    await heading(tab, 'Kris och nödläge');
    await tab.getByRole('link', { name: 'korten för skolan' }).click();
    await tab.getByRole('link', { name: 'Inrymning' }).first().click();
    await heading(tab, 'Inrymning');
    const text = await tab.locator('main').innerText();
    for (const part of ['Gå in i närmaste rum', 'Räkna alla i rummet', 'Öppna kortet Efter händelsen', '114 14', 'Version 1.0']) assert.ok(text.includes(part), part);
    // Nothing that would do nothing.
    assert.equal(await tab.locator('main button:visible').count(), 0);
    await tab.getByRole('link', { name: 'A6, fickkort' }).click();
    assert.equal(await tab.locator('.paper-card').count(), 1);
    await context.close();
  });
  test('the search form leads to a page that says how to find things', async () => {
    const { context, tab } = await visit('', plain);
    await tab.getByRole('searchbox').fill('riskanalys');
    await tab.getByRole('button', { name: 'Sök' }).click();
    await tab.locator('main').getByRole('link', { name: /A.*Ö/ }).first().click();
    await tab.getByRole('link', { name: 'Riskanalys', exact: true }).first().click();
    await heading(tab, 'Riskanalys');
    await context.close();
  });
  test('on a phone the menu opens and leads on', async () => {
    const { context, tab } = await visit('rutiner/riskanalys/', { ...plain, viewport: { width: 360, height: 640 } });
    await tab.getByText('Meny', { exact: true }).click();
    await tab.getByRole('navigation', { name: 'Huvudmeny' }).getByRole('link', { name: 'Roller' }).click();
    await tab.locator('main').getByRole('link', { name: 'Rektor', exact: true }).first().click();
    await heading(tab, 'Rektor');
    await context.close();
  });
});

describe('what forced colours and print need', () => {
  test('in forced colours a status, the place in the menu and boxes still show', async () => {
    const { context, tab } = await visit('kris/skola/inrymning/', { forcedColors: 'active' });
    const border = (selector) => tab.locator(selector).first().evaluate((element) => { const look = getComputedStyle(element); return Number.parseFloat(look.borderLeftWidth) + Number.parseFloat(look.borderBottomWidth); });
    for (const selector of ['.badge', '.side-body [aria-current]', '.task-box', '.call-number', '.phase']) assert.ok(await border(selector) > 0, selector);
    await context.close();
  });
  test('what is folded on the screen stands on paper', async () => {
    const { context, tab } = await visit('lagregister/', { javaScriptEnabled: false });
    await tab.emulateMedia({ media: 'print' });
    const folded = await tab.evaluate(() => [...document.querySelectorAll('main details:not(.toc *)')].filter((part) => !part.querySelector(':scope > :not(summary)').checkVisibility()).length);
    assert.equal(folded, 0);
    await context.close();
  });
});

test('every table of the text has a caption and headings with a scope', () => {
  const html = readFileSync(`${out}/kris/skola/index.html`, 'utf8') + readFileSync(`${out}/rutiner/riskanalys/index.html`, 'utf8') + readFileSync(`${out}/arshjul/index.html`, 'utf8');
  const tables = [...html.matchAll(/<table[^]*?<\/table>/g)].map(([table]) => table);
  assert.ok(tables.length >= 5);
  for (const table of tables) {
    assert.match(table, /<table[^>]*>\s*<caption/, table.slice(0, 120));
    for (const [cell] of table.matchAll(/<th[ >][^>]*>?/g)) assert.match(cell, /scope="/, cell);
  }
});
