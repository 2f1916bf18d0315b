// The search as people meet it: the box, the results page, the way to a page, and what happens when things go wrong.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Engine } from '../../themes/ledfyr/scripts/search/engine.js';
import { browser, listen, none } from './lib/browser.mjs';
import { build, scratch } from './lib/ledfyr.mjs';
import { host } from './lib/static.mjs';

const out = build();
const site = await host(out);
after(() => site.stop());
const chromium = await browser();

/** Opens an address of the site in a browser of its own; what goes wrong there fails the test. */
async function opened(url, use, { base = site.url, settings = {}, fine = false } = {}) {
  const context = await chromium.newContext(settings);
  const ear = listen(context, base);
  const tab = await context.newPage();
  try {
    await tab.goto(base + url);
    await use(tab, context);
    if (!fine) none(ear.take(), url);
  } finally {
    await context.close();
  }
}
const results = (query, more = '') => `sok/?q=${encodeURIComponent(query)}${more}`;
const answered = (tab) => tab.waitForFunction(() => document.querySelector('[data-search-title]').textContent.includes('«') || !document.querySelector('[data-broken]').hidden);
const shown = (tab) => tab.waitForSelector('.search-hit h2 a');

describe('the results page', () => {
  for (const [url, query, page, label] of [['sok/', 'internal security', 'Internal security', 'Sida'], ['en/search/', 'inrymning', 'Inrymning', 'Checklist']]) {
    test(`says what a page is in the language of the page that is read: ${url}`, () => opened(`${url}?q=${encodeURIComponent(query)}`, async (tab) => {
      await shown(tab);
      const hit = tab.locator('.search-hit').filter({ hasText: page }).first();
      assert.match(await hit.locator('.search-where').textContent(), new RegExp(`^${label}( ·|$)`));
    }));
  }
  test('has the count in its heading and its title, and a page with headings and marked words', () => opened(results('säkerhetsombud'), async (tab) => {
    await shown(tab);
    const heading = await tab.textContent('h1');
    assert.match(heading, /^\d+ sidor om «säkerhetsombud»$/);
    assert.ok((await tab.title()).startsWith(heading));
    const first = tab.locator('.search-hit').first();
    assert.match(await first.locator('h2').textContent(), /Säkerhetsombud/);
    assert.ok((await first.locator('mark').count()) > 0);
    assert.match(await first.locator('h2 a').getAttribute('href'), /roller\/sakerhetsombud\/\?markera=/);
    assert.equal(await tab.locator('h1').getAttribute('aria-live'), 'polite');
  }));

  // Each look at the clock is 10 ms later than the last, so that each piece of work is found to be long.
  const slow = (held) => {
    let now = 0, go;
    globalThis.rests = 0;
    const until = new Promise((on) => { go = on; });
    globalThis.letGo = go;
    performance.now = () => now += 10;
    scheduler.yield = () => { globalThis.rests += 1; return held && globalThis.rests === 1 ? until : Promise.resolve(); };
  };
  const hits = (tab) => tab.locator('.search-hit h2').allTextContents();
  test('lets the browser in between the texts that it reads, and finds the same', () => opened(results('riskanalys'), async (tab, context) => {
    await shown(tab);
    const before = await hits(tab);
    await context.addInitScript(slow);
    await tab.reload();
    await shown(tab);
    assert.deepEqual(await hits(tab), before);
    const rests = await tab.evaluate(() => globalThis.rests);
    assert.ok(rests > 20, `${rests} rests`);
    await context.addInitScript(() => { delete Scheduler.prototype.yield; delete scheduler.yield; });
    await tab.reload();
    await shown(tab);
    assert.deepEqual(await hits(tab), before);
  }));

  test('a small number is written without the words of the browser, which are slow to find', () => opened(results('riskanalys'), async (tab, context) => {
    await context.addInitScript(() => { Number.prototype.toLocaleString = () => 'slow'; });
    await tab.reload();
    await shown(tab);
    assert.match(await tab.textContent('h1'), /^\d+ sidor om «riskanalys»$/);
  }));

  test('what is no longer asked for is not read to its end', () => opened('kontakter/', async (tab, context) => {
    await context.addInitScript(slow, true);
    await tab.reload();
    const box = tab.locator('[data-search] input').first();
    // At once: key by key a slow machine begins a search a letter.
    await box.fill('riskanalys');
    await tab.waitForFunction(() => globalThis.rests === 1);
    await box.fill('inrymning');
    await tab.waitForSelector('[role=option]');
    const [rests, list] = [await tab.evaluate(() => globalThis.rests), await tab.locator('[role=option]').allTextContents()];
    assert.ok(rests > 1, `${rests} rests`);
    await tab.evaluate(() => { globalThis.letGo(); });
    await tab.waitForTimeout(200);
    assert.equal(await tab.evaluate(() => globalThis.rests), rests);
    assert.deepEqual(await tab.locator('[role=option]').allTextContents(), list);
  }));

  test('leads to an anchor for a heading', () => opened(results('riskanalys'), async (tab) => {
    await shown(tab);
    await tab.waitForSelector('.search-heads a');
    const href = await tab.locator('.search-heads a').first().getAttribute('href');
    assert.match(href, /#[a-z0-9-]+$/);
    const text = await (await fetch(new URL(href, tab.url()))).text();
    assert.match(text, new RegExp(`\\sid="?${href.split('#')[1]}[">\\s]`));
  }));

  test('on a phone the first page that was found is in the first window, and narrowing is a press away', () => opened(results('inrymning'), async (tab) => {
    await tab.setViewportSize({ width: 360, height: 640 });
    await tab.reload();
    await shown(tab);
    const top = () => tab.locator('[data-hits] > li h2').first().evaluate((h) => h.getBoundingClientRect().bottom);
    assert.ok(await top() < 640, `it ends at ${await top()} px`);
    assert.equal(await tab.locator('[data-facets] a').first().isVisible(), false);
    await tab.click('.search-narrow summary');
    await tab.locator('[data-facets] a').first().click();
    await shown(tab);
    assert.equal(await tab.locator('[data-facets] a[aria-current=true]').isVisible(), true, 'what was chosen can be seen');
  }));

  test('narrows by a facet, keeps it in the address, and lets go of it', () => opened(results('säkerhet'), async (tab) => {
    await shown(tab);
    const before = await tab.textContent('h1');
    const choice = tab.locator('[data-facets] li a').first();
    const [, label, n] = /^(.*) \((\d+)\)$/.exec(await choice.textContent());
    await choice.click();
    await shown(tab);
    assert.match(tab.url(), /[?&](kind|tier|role|section)=/);
    assert.ok((await tab.textContent('h1')).startsWith(`${n} sid`), label);
    assert.equal(await tab.locator('[data-facets] a[aria-current=true]').first().textContent(), `${label} (${n})`);
    await tab.reload();
    await shown(tab);
    assert.ok((await tab.textContent('h1')).startsWith(`${n} sid`));
    await tab.click('.search-all');
    await shown(tab);
    assert.equal(await tab.textContent('h1'), before);
  }));

  test('asks whether another word was meant', () => opened(results('säkerhetsombdu'), async (tab) => {
    await shown(tab);
    assert.equal(await tab.textContent('h1'), 'Inget hittades om «säkerhetsombdu»');
    assert.match(await tab.textContent('.search-meant'), /^Liknar: säkerhetsombud$/);
    await tab.click('.search-meant a');
    await shown(tab);
    assert.match(new URL(tab.url()).searchParams.get('q'), /^säkerhetsombud/);
    assert.ok(await tab.locator('.search-meant').isHidden());
  }));

  test('helps when nothing is found', () => opened(results('xyzzyqq'), async (tab) => {
    await answered(tab);
    assert.equal(await tab.textContent('h1'), 'Inget hittades om «xyzzyqq»');
    const text = await tab.innerText('[data-empty]');
    assert.match(text, /Kontrollera stavningen/);
    assert.match(text, /A–Ö/);
    assert.ok(await tab.locator('[data-empty] a[href="../a-o/"]').isVisible());
    // The number of the sample site holds a place: nobody is to call it.
    assert.match(text, /000-000 00 00 \(fylls i av kommunen\)/);
    assert.equal(await tab.locator('[data-empty] a[href^="tel:"]').count(), 0);
  }));

  for (const query of ['blödning', 'skott', 'nån har kniv']) {
    test(`shows the number to call and the cards to who is in danger: ${query}`, () => opened(results(query), async (tab) => {
      await answered(tab);
      const box = tab.locator('[data-danger]');
      await box.waitFor();
      assert.equal(await box.locator('a').first().getAttribute('href'), 'tel:112');
      assert.equal(await box.locator('a').last().getAttribute('href'), '../kris/');
      if (query !== 'blödning') assert.match(await tab.locator('.search-hit .search-where').first().textContent(), /^Checklista/);
    }));
  }

  test('says that quotation marks ask for nothing, and only then', () => opened(results('"hot och våld"'), async (tab) => {
    await shown(tab);
    assert.ok(await tab.locator('[data-quotes]').isVisible());
    await tab.goto(site.url + results('hot och våld'));
    await shown(tab);
    assert.ok(await tab.locator('[data-quotes], [data-danger]').first().isHidden());
  }));

  test('has the hits before what narrows them, eight choices of a sort at most', () => opened(results('säkerhet'), async (tab) => {
    await shown(tab);
    await tab.waitForSelector('[data-facets] a', { state: 'attached' });
    assert.ok(await tab.evaluate(() => document.querySelector('[data-hits]').compareDocumentPosition(document.querySelector('[data-facets]')) & Node.DOCUMENT_POSITION_FOLLOWING));
    const sizes = await tab.locator('[data-facets] ul').evaluateAll((lists) => lists.map((list) => list.children.length));
    assert.ok(Math.max(...sizes) <= 8, sizes.join());
  }));

  test('never makes markup of what else was meant', () => opened(results('säkerhetsombdu "><img src=x onerror=alert(1)>'), async (tab) => {
    await shown(tab);
    assert.equal(await tab.locator('main img, form img').count(), 0);
    assert.ok((await tab.inputValue('input[name=q]')).endsWith('"><img src=x onerror=alert(1)>'));
  }));

  test('never makes markup of a query', () => opened(results('<img src=x onerror=alert(1)> <b>säkerhetsombud'), async (tab) => {
    await shown(tab);
    assert.ok((await tab.textContent('h1')).includes('<img src=x onerror=alert(1)>'));
    assert.equal(await tab.locator('main img, main b').count(), 0);
  }));
});

describe('the box', () => {
  test('is reached with /, suggests, is steered with the arrows and told to those who listen', () => opened('', async (tab) => {
    await tab.keyboard.press('/');
    assert.equal(await tab.evaluate(() => document.activeElement.name), 'q');
    const box = tab.locator('input[role=combobox]');
    await box.pressSequentially('riskana');
    await tab.waitForSelector('[role=option]');
    assert.equal(await box.getAttribute('aria-expanded'), 'true');
    assert.equal(await box.getAttribute('aria-controls'), await tab.locator('[role=listbox]').getAttribute('id'));
    await tab.keyboard.press('ArrowDown');
    const active = await box.getAttribute('aria-activedescendant');
    assert.equal(await tab.locator(`#${active}`).getAttribute('aria-selected'), 'true');
    // Beyond either end is the field itself, and beyond that the other end.
    const last = (await tab.locator('[role=option]').count()) - 1;
    for (const [key, option] of [['ArrowUp', null], ['ArrowUp', last], ['ArrowUp', last - 1], ['ArrowDown', last], ['ArrowDown', null], ['ArrowDown', 0]]) {
      await tab.keyboard.press(key);
      assert.equal(await box.getAttribute('aria-activedescendant'), option === null ? null : `_found-${option}`, key);
    }
    await tab.waitForFunction(() => /\d/.test(document.querySelector('form [role=status]').textContent));
    await tab.keyboard.press('Escape');
    assert.equal(await box.getAttribute('aria-expanded'), 'false');
    assert.equal(await box.getAttribute('aria-activedescendant'), null);
    await tab.keyboard.press('ArrowDown');
    await tab.keyboard.press('Enter');
    await tab.waitForURL(/riskanalys/);
    await tab.waitForSelector('mark.search-mark');
  }));

  for (const width of [360, 1280]) {
    for (const page of ['', 'rutiner/riskanalys/', 'kris/skola/inrymning/', 'kriskort/']) {
      test(`lays all that it suggests over the page: /${page} at ${width} px`, () => opened(page, async (tab) => {
        await tab.setViewportSize({ width, height: 1600 });
        await tab.locator('input[role=combobox]').fill('brand');
        await tab.waitForSelector('[role=option]');
        const covered = await tab.locator('[role=option]').evaluateAll((options) => options.filter((option) => {
          const { left, right, top, bottom } = option.getBoundingClientRect();
          return [left + 4, (left + right) / 2, right - 4].some((x) => !option.contains(document.elementFromPoint(x, (top + bottom) / 2)));
        }).map((option) => option.textContent));
        assert.deepEqual(covered, []);
      }));
    }
  }

  test('tells how many it found once typing stops, and nothing that is no longer so', () => opened('', async (tab) => {
    const box = tab.locator('input[role=combobox]'), status = tab.locator('form [role=status]');
    // A status is a polite live region of its own accord (WAI-ARIA 1.2, 5.3.3).
    assert.equal(await status.count(), 1);
    assert.equal(await status.getAttribute('aria-live'), null);
    await tab.evaluate(() => {
      const said = self.said = [];
      new MutationObserver(() => { said.push(document.querySelector('form [role=status]').textContent); }).observe(document.querySelector('form [role=status]'), { childList: true, characterData: true, subtree: true });
    });
    await box.focus();
    // Each letter comes before the words for the one before could.
    await box.pressSequentially('säkerhetsombud', { delay: 150 });
    await tab.waitForFunction(() => document.querySelector('form [role=status]').textContent);
    const n = await tab.locator('[role=option]').count();
    assert.ok(n > 1, n);
    assert.deepEqual((await tab.evaluate(() => self.said)).filter(Boolean), [`${n} förslag. Välj med piltangenterna eller tryck Retur för alla träffar.`]);
    await box.press('Escape');
    assert.equal(await status.textContent(), '');
    await box.fill('xyzzyqq');
    await tab.waitForFunction(() => document.querySelector('form [role=status]').textContent === 'Inga förslag.');
    await box.fill('säkerhet');
    await tab.waitForSelector('[role=option]');
    await box.fill('');
    await tab.waitForSelector('[role=listbox]', { state: 'hidden' });
    assert.equal(await status.textContent(), '');
  }));

  test('shows the answer to what was typed last, however slow the first was', async () => {
    const slow = await host(out);
    try {
      await opened('', async (tab) => {
        const box = tab.locator('input[role=combobox]');
        await box.pressSequentially('riskanalys');
        await tab.waitForSelector('[role=option]');
        // From here on what has not been fetched comes late: the first of two queries ends after the second.
        slow.wait = 700;
        await box.fill('inrymning');
        await tab.waitForTimeout(300);
        await box.fill('riskanalys');
        const titles = () => tab.locator('[role=option]').allTextContents();
        await tab.waitForFunction(() => /riskanalys/i.test(document.querySelector('[role=option]')?.textContent ?? ''));
        await tab.waitForTimeout(4000);
        assert.match((await titles())[0], /riskanalys/i);
      }, { base: slow.url });
    } finally {
      await slow.stop();
    }
  });

  test('tries again what could not be had', async () => {
    const unsure = await host(out);
    try {
      await opened('', async (tab) => {
        const box = tab.locator('input[role=combobox]');
        unsure.out = scratch();
        await box.pressSequentially('säkerhetsombud');
        await tab.waitForTimeout(400);
        assert.equal(await tab.locator('[role=option]').count(), 0);
        unsure.out = out;
        await box.fill('säkerhetsombu');
        await tab.waitForSelector('[role=option]');
      }, { base: unsure.url, fine: true });
    } finally {
      await unsure.stop();
    }
  });

  test('leaves / alone once it is switched off, and while one writes', () => opened(results('brand'), async (tab) => {
    await shown(tab);
    await tab.focus('input[name=q]');
    await tab.keyboard.press('/');
    assert.equal(await tab.inputValue('input[name=q]'), 'brand/');
    const button = tab.locator('[data-slash]');
    assert.match(await button.textContent(), /^Stäng av kortkommandot/);
    await button.click();
    assert.match(await button.textContent(), /^Slå på kortkommandot/);
    await tab.goto(site.url);
    await tab.keyboard.press('/');
    assert.equal(await tab.evaluate(() => document.activeElement.name), undefined);
  }));

  test('without JavaScript leads to the index A–Ö', () => opened('', async (tab) => {
    await tab.fill('input[name=q]', 'brand');
    await tab.click('form[role=search] button');
    await tab.waitForURL(/sok\/\?q=brand/);
    await tab.click('.search-static a');
    await tab.waitForURL(/a-o\/$/);
  }, { settings: { javaScriptEnabled: false } }));

  test('can be added to the browser, once the site knows its address', () => {
    const told = build(undefined, ['--base-url', 'https://intranet.example/']);
    const [, href] = /<link rel="?search"?[^>]*href="?([^"\s>]+)/.exec(readFileSync(path.join(told, 'index.html'), 'utf8'));
    assert.match(readFileSync(path.join(told, href), 'utf8'), /<OpenSearchDescription[^]*<Url[^>]*template="https:\/\/intranet\.example\/sok\/\?q=\{searchTerms\}"/);
  });
});

describe('arriving from a result', () => {
  for (const words of ['2018:585', 'it-incident', 'a+b(c', '%']) {
    test(`takes «${words}» for a word, not a pattern`, () => opened(`ordlista/?markera=${encodeURIComponent(words)}#%25`, async (tab) => {
      await tab.waitForFunction(() => !location.search);
      assert.equal(await tab.locator('input[role=combobox]').count(), 1);
    }));
  }

  test('marks a statute', () => opened(results('2018:585'), async (tab) => {
    await shown(tab);
    await tab.locator('.search-hit h2 a').first().click();
    await tab.waitForSelector('mark.search-mark');
    assert.equal(await tab.locator('mark.search-mark').first().textContent(), '2018:585');
  }));


  test('marks the words, clears the address, and clears the marks when asked', () => opened(results('återsamlingsplats'), async (tab) => {
    await shown(tab);
    await tab.locator('.search-hit h2 a').first().click();
    await tab.waitForSelector('mark.search-mark');
    assert.ok(!tab.url().includes('markera'));
    const before = await tab.evaluate(() => document.querySelector('main').textContent.length);
    await tab.click('.search-marked button');
    assert.equal(await tab.locator('mark.search-mark, .search-marked').count(), 0);
    assert.ok(before > 0);
  }));
});

test('titles, headings and texts with markup stay text', async () => {
  const root = path.join(scratch(), 'root');
  mkdirSync(path.join(root, 'content'), { recursive: true });
  writeFileSync(path.join(root, 'ledfyr.toml'), '[site]\ntitle = "Prov"\nlanguage = "sv"\n');
  writeFileSync(path.join(root, 'content/_index.md'), '---\ntitle: Prov\n---\n\nStart.\n');
  writeFileSync(path.join(root, 'content/a.md'), '---\ntitle: "Kvarts <img src=x onerror=alert(1)> & glimmer"\n---\n\nText `<b>kvarts</b>` och `<script>alert(1)</script>`.\n\n## Rubrik `<i>kvarts</i>`\n\nMer kvarts.\n');
  const evil = await host(build(root));
  try {
    await opened(results('kvarts'), async (tab) => {
      await shown(tab);
      assert.match(await tab.locator('.search-hit h2').textContent(), /Kvarts <img src=x onerror=alert\(1\)> & glimmer/);
      assert.equal(await tab.locator('.search-hit img, .search-hit b, .search-hit i, .search-hit script').count(), 0);
      assert.match(await tab.locator('.search-hit').innerText(), /<script>alert\(1\)<\/script>|<b>kvarts<\/b>|<i>kvarts<\/i>/);
    }, { base: evil.url });
  } finally {
    await evil.stop();
  }
});

test('works from a folder of files', () => opened(`sok/index.html?q=${encodeURIComponent('säkerhetsombud')}`, async (tab) => {
  await shown(tab);
  assert.match(await tab.locator('.search-hit h2').first().textContent(), /Säkerhetsombud/);
  await tab.locator('.search-hit h2 a').first().click();
  await tab.waitForURL(/roller\/sakerhetsombud\/index\.html/);
}, { base: `${pathToFileURL(build(undefined, ['--portable'])).href}/` }));

test('goes on offline with what it has', () => opened(results('säkerhetsombud'), async (tab, context) => {
  await shown(tab);
  await context.setOffline(true);
  await tab.fill('input[name=q]', '');
  await tab.locator('input[name=q]').pressSequentially('säkerhetsombu');
  await tab.waitForSelector('[role=option]');
}, { fine: true }));

describe('a file that is not whole', () => {
  const files = readdirSync(path.join(out, 'sok'));
  for (const [kind, what] of [['d', 'a block of text'], ['t', 'a shard']]) {
    for (const [fault, spoil] of [['missing', (file) => rmSync(file)], ['damaged', (file) => writeFileSync(file, readFileSync(file, 'utf8').slice(0, -100))]]) {
      const list = files.filter((file) => file.startsWith(kind));
      if (list.length === 0) continue;
      test(`${fault}: ${what} is told, and the rest still works`, async () => {
        const copy = path.join(scratch(), 'site');
        cpSync(out, copy, { recursive: true });
        // Every file of the kind but one: some of the pages must be found all the same.
        for (const file of list.slice(kind === 't' ? 0 : 1)) spoil(path.join(copy, 'sok', file));
        const broken = await host(copy);
        try {
          await opened(results('säkerhetsombud riskanalys utrymning'), async (tab) => {
            await tab.waitForFunction(() => !document.querySelector('[data-broken]').hidden);
            assert.match(await tab.innerText('[data-broken]'), /^En del av sökregistret kunde inte läsas, så träffar kan saknas\./);
            assert.ok(await tab.locator('[data-broken] a').isVisible());
            assert.ok(await tab.locator('input[name=q]').isEnabled());
          }, { base: broken.url, fine: true });
        } finally {
          await broken.stop();
        }
      });
    }
  }

  // One of several: what it holds cannot be found, all else can, and both are said.
  test('missing or damaged: one shard of many spoils only what it holds', async () => {
    const asked = [], list = files.filter((file) => file.startsWith('t')), copy = path.join(scratch(), 'site');
    assert.ok(list.length > 10, list.length);
    cpSync(out, copy, { recursive: true });
    const watched = await host(copy);
    watched.log = (url) => asked.push(url.split('/').pop());
    const ask = async (query, use) => opened(results(query), use, { base: watched.url, fine: true });
    const whole = async (tab) => {
      await shown(tab);
      assert.ok(await tab.locator('[data-broken]').isHidden());
      return tab.locator('.search-hit h2').first().textContent();
    };
    try {
      let before;
      await ask('riskanalys', async (tab) => { before = await whole(tab); });
      const other = new Set(asked.splice(0));
      await ask('inrymning', whole);
      const [own] = asked.filter((file) => file[0] === 't' && !other.has(file));
      for (const spoil of [(file) => writeFileSync(file, 'nothing'), (file) => rmSync(file)]) {
        spoil(path.join(copy, 'sok', own));
        await ask('inrymning', async (tab) => {
          await tab.waitForFunction(() => !document.querySelector('[data-broken]').hidden);
          assert.match(await tab.innerText('[data-broken]'), /^En del av sökregistret kunde inte läsas, så träffar kan saknas\./);
        });
        await ask('riskanalys', async (tab) => assert.equal(await whole(tab), before));
        // A query of both is answered by what is there, and says that something is missing.
        await ask('inrymning riskanalys', async (tab) => {
          await shown(tab);
          await tab.waitForFunction(() => !document.querySelector('[data-broken]').hidden);
          assert.match(await tab.textContent('h1'), /^\d+ sid/);
        });
      }
    } finally {
      await watched.stop();
    }
  });

  // The site was built anew while somebody read: the pieces that the tab knows of are gone.
  test('of a tab that is older than the site: the new one is asked', async () => {
    const copy = path.join(scratch(), 'site'), sok = path.join(copy, 'sok');
    cpSync(out, copy, { recursive: true });
    const renamed = await host(copy);
    try {
      await opened('kontakter/', async (tab) => {
        await tab.fill('input[name=q]', 'inrymning');
        await tab.waitForSelector('[role=option]');
        const first = JSON.parse(readFileSync(path.join(sok, 'index.json'), 'utf8'));
        for (const kind of ['terms', 'texts']) {
          const letter = kind === 'terms' ? 't' : 'd', before = first.m0.files[kind].match(/.{4}/g);
          first.m0.files[kind] = before.map((hash) => [...hash].reverse().join('')).join('');
          before.forEach((hash, n) => renameSync(path.join(sok, `${letter}${n}-${hash}.json`), path.join(sok, `${letter}${n}-${[...hash].reverse().join('')}.json`)));
        }
        writeFileSync(path.join(sok, 'index.json'), JSON.stringify(first));
        await tab.fill('input[name=q]', 'riskanalys');
        await tab.waitForFunction(() => document.querySelector('[role=option]')?.textContent.startsWith('Riskanalys'));
      }, { base: renamed.url, fine: true });
    } finally {
      await renamed.stop();
    }
  });

  test('damaged: without the first file nothing can be found, and the index A–Ö is offered', async () => {
    const copy = path.join(scratch(), 'site');
    cpSync(out, copy, { recursive: true });
    writeFileSync(path.join(copy, 'sok', 'index.json'), 'nothing');
    const broken = await host(copy);
    try {
      await opened(results('brand'), async (tab) => {
        await tab.waitForFunction(() => !document.querySelector('[data-broken]').hidden);
        assert.equal(await tab.textContent('h1'), 'Det gick inte att söka färdigt efter «brand»');
      }, { base: broken.url, fine: true });
    } finally {
      await broken.stop();
    }
  });
});

describe('what the engine remembers', () => {
  /** The engine of the site with its index at hand; `ask` answers with all that a reader is shown. */
  function engine() {
    const it = new Engine(), { index } = it, arrived = {};
    const read = (file) => Object.assign(arrived, JSON.parse(readFileSync(path.join(out, 'sok', file), 'utf8')));
    const take = (id) => {
      if (!(id in arrived)) read(`${index.file(id)}.json`);
      it.put(id, arrived[id]);
    };
    read('index.json');
    take('m0');
    take('a0');
    const ask = (query, lang = 'sv', chosen = {}) => {
      let found;
      do { found = it.search(query, lang, chosen); [...index.need].forEach(take); } while (index.need.size);
      const shown = found.list.slice(0, 5).map((r) => {
        const page = index.text(r.page), sections = it.sections(found, page);
        return [page[0], sections.map((s) => s[0]), it.pieces(found, page[1]), it.snippet(found, sections[0]?.[2] || page[2])];
      });
      return JSON.stringify([found.list, found.spelt, it.counts(found, chosen, 'role'), shown]);
    };
    return { it, ask, take };
  }
  // Words that stand alone and beside another, first and last, begun and misspelt: each of these is also a part of another.
  const queries = [
    'brand', 'brand skydd', 'skydd', 'skydd brand', 'brand skydd kontroll', 'kontroll av skydd', 'brandskyd', 'brandskydd', 'brand-skydd', 'brandsky kontroll',
    'incident', 'rapport', 'incident rapport', 'rapport om incident', 'incidnet rapport', 'it-incident', 'itincident', 'it incident', 'VMA', 'vma utomhus',
    'säkerhet', 'internal security', 'säkerhetsombdu', 'ombud för säkerhet', 'säkerhetsombud brand', 'riskanalys', 'risk analys', 'analys av risk',
  ];
  const asked = [...queries.map((q) => [q]), ...queries.map((q) => [q, 'en']), ...queries.map((q) => [q, 'sv', { kind: 'role' }])];

  test('changes no answer, whatever was asked before', () => {
    const alone = asked.map((query) => engine().ask(...query)), { ask } = engine();
    assert.ok(alone.filter((answer) => answer.length > 500).length > 70);
    for (const again of [asked, asked.toReversed(), asked]) for (const query of again) assert.equal(ask(...query), alone[asked.indexOf(query)], query);
  });

  test('is nothing that an index with holes said', () => {
    const { it, ask, take } = engine();
    for (const query of ['inrymning', 'riskanalys brand']) {
      const whole = engine().ask(query);
      it.search(query, 'sv', {});
      const holes = [...it.index.need];
      assert.ok(holes.length > 0, query);
      holes.forEach((id) => it.index.failed.add(id));
      it.search(query, 'sv', {});
      it.index.failed.clear();
      holes.forEach(take);
      assert.equal(ask(query), whole);
    }
  });

  test('has an end', () => {
    const { it, ask } = engine(), page = ['', 'Titel', '', [['Rubrik', '', 'Text']]], seen = {};
    const most = { asked: 100, books: 200, texts: 2000, words: 20_000 };
    const { analysis } = it.index, caches = { asked: it.planner.asked, books: it.books.books, texts: analysis.texts, words: analysis.words };
    for (let i = 0; i < 30_000; i++) {
      analysis.analyse(`ord${i}`);
      if (i < 3000) analysis.read(`Text ${i}`);
      if (i < 300) it.books.book([...page]);
      if (i < 300) ask(`skydd ${i}`);
      for (const name in most) seen[name] = Math.max(seen[name] ?? 0, caches[name].size);
    }
    for (const name in most) assert.ok(seen[name] > most[name] / 2 && seen[name] <= most[name], `${name}: ${seen[name]}`);
  });
});

// Firefox as distributions ship it cannot be driven by Playwright. What it asks for tells: texts of pages are fetched only
// when the engine has read the index and ranked the pages.
const firefox = ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find((place) => existsSync(place));
test('Firefox finds and fetches what it shows', { skip: !firefox && 'Firefox is not here' }, async () => {
  const asked = [];
  const watched = await host(out);
  watched.log = (url) => asked.push(url);
  const child = spawn(firefox, ['--headless', '--no-remote', '--profile', scratch(), watched.url + results('säkerhetsombud')], { stdio: 'ignore' });
  try {
    const patience = Date.now() + 60_000;
    const named = (letter) => asked.some((url) => new RegExp(`/sok/${letter}\\d+-`).test(url));
    while (!named('d') && Date.now() < patience) await new Promise((resolve) => { setTimeout(resolve, 200); });
    assert.ok(asked.some((url) => url.endsWith('/sok/index.json')), asked.join('\n'));
    assert.ok(named('d'), asked.join('\n'));
  } finally {
    child.kill('SIGKILL');
    await watched.stop();
  }
});
