// Cards on paper: how many sheets, how large, what stands on them; and where the code on the paper leads.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { browser, none } from './lib/browser.mjs';
import { build, scratch } from './lib/ledfyr.mjs';
import { name, readable } from './lib/pages.mjs';
import { host } from './lib/static.mjs';

const BASE = 'https://intranet.example/sakerhet/';
const out = build(undefined, ['--base-url', BASE]);
const site = await host(out);
after(() => site.stop());
const chromium = await browser();
const pages = readable(out);
const cards = pages.filter((page) => page.kind === 'checklist');
const folder = scratch();

const mm = (points) => Math.round(points / 72 * 25.4);

/** The sheets of a PDF: millimetres and text of each, by poppler. */
async function sheets(url) {
  const tab = await chromium.newPage();
  await tab.goto(site.url + url);
  const file = path.join(folder, 'print.pdf');
  writeFileSync(file, await tab.pdf({ preferCSSPageSize: true }));
  await tab.close();
  const info = execFileSync('pdfinfo', ['-l', '99', file], { encoding: 'utf8' });
  const texts = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1);
  const sizes = [...info.matchAll(/Page +\d+ size: +([\d.]+) x ([\d.]+)/g)].map(([, w, h]) => `${mm(w)} × ${mm(h)}`);
  return texts.map((text, i) => ({ size: sizes[i], text: text.replace(/\s+/g, ' ') }));
}

/** Title, version, owner, validity, numbers and the address of the code: what a card on paper must say. */
function says(text, id) {
  return [/Version 1\.0/, /Gäller från 2 november 2026/, /Granskas senast/, /Ansvarig: (Säkerhetssamordnare|Säkerhetschef)/, /Utskriven \d{4}-\d\d-\d\d/, /112/, /114 14/, /Exempelinnehåll/,
    new RegExp(`intranet\\.example/sakerhet/k/${id}/\\?v=1\\.0`)].filter((part) => !part.test(text)).map((part) => `does not say ${part}`);
}

const idOf = (page) => /data-id="([^"]+)"/.exec(page.html)?.[1];

describe('one card', { concurrency: 1 }, () => {
  for (const page of cards) {
    test(`${name(page)}: the page and the wall card are one A4 each, the pocket card two sides of A6 at most`, async () => {
      const faults = [];
      for (const [url, size, most] of [[page.url, '210 × 297', 1], [`${page.url}vaggkort/`, '210 × 297', 1], [`${page.url}fickkort/`, '105 × 148', 2]]) {
        const printed = await sheets(url);
        if (printed.length > most) faults.push(`${url} prints on ${printed.length} sheets`);
        for (const sheet of printed) if (sheet.size !== size) faults.push(`${url} prints on ${sheet.size} mm`);
        const text = printed.map((sheet) => sheet.text).join(' ');
        faults.push(...says(text.replace(/- /g, '-'), idOf(page)).map((fault) => `${url} ${fault}`));
      }
      none(faults, name(page));
    });
  }
});

describe('all cards as one document', () => {
  const all = { 'kriskort/': '210 × 297', 'kriskort/vaggkort/': '210 × 297', 'kriskort/fickkort/': '105 × 148' };
  for (const [url, size] of Object.entries(all)) {
    test(url, async () => {
      const printed = await sheets(url);
      assert.deepEqual([...new Set(printed.map((sheet) => sheet.size))], [size]);
      if (size === '210 × 297') assert.equal(printed.length, cards.length);
      else assert.ok(printed.length <= 2 * cards.length, `${printed.length} sides`);
      const text = printed.map((sheet) => sheet.text).join(' ');
      for (const page of cards) {
        const title = /<h1[^>]*>([^<]+)/.exec(page.html)[1];
        assert.ok(text.includes(title), `${title} is missing`);
      }
    });
  }
});

describe('a whole card leaves no step out', () => {
  for (const page of cards) {
    test(name(page), async () => {
      const wanted = [...page.html.matchAll(/class="task"[^>]*><span[^>]*><\/span>([^<]{12})/g)].map(([, text]) => text);
      const text = (await sheets(`${page.url}fickkort/`)).map((sheet) => sheet.text).join(' ');
      none(wanted.filter((step) => !text.includes(step)).map((step) => `lacks «${step}»`), name(page));
    });
  }
});

test('without an address of the site no code is drawn, and the card says where to look', async () => {
  const bare = pages_of(build());
  const pocket = bare.find((page) => page.url === 'kris/skola/inrymning/fickkort/');
  assert.doesNotMatch(pocket.html, /class="qr"/);
  assert.match(pocket.html, /Se efter på webbplatsen att kortet gäller: kris\/skola\/inrymning\//);
});
function pages_of(folder) { return readable(folder); }

test('the same card is drawn with the same code each time, and the code names id and version', () => {
  const code = (folder) => /<svg class="qr".*?<\/svg>/s.exec(readable(folder).find((page) => page.url === 'kris/skola/inrymning/').html)[0];
  assert.equal(code(out), code(build(undefined, ['--base-url', BASE])));
  assert.notEqual(code(out), code(build(undefined, ['--base-url', 'https://annan.example/'])));
});

describe('where the code leads', () => {
  const visit = async (query, settings = {}) => {
    const context = await chromium.newContext(settings);
    const tab = await context.newPage();
    await tab.goto(`${site.url}k/kort-inrymning/${query}`);
    if (settings.javaScriptEnabled !== false) await tab.locator('.scan:not(:has-text("Kontrollerar"))').waitFor();
    const text = (await tab.locator('.scan').innerText()).replace(/\s+/g, ' ');
    const size = await tab.locator('.scan-version').evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
    await context.close();
    return { text, size };
  };
  test('the version that is published: the card can stay', async () => {
    assert.match((await visit('?v=1.0')).text, /Ditt kort har samma version som är publicerad: 1\.0\. Kortet på väggen kan hänga kvar\./);
  });
  test('another version: it says which hangs on the wall and which is published', async () => {
    assert.match((await visit('?v=0.9%20b')).text, /Byt ut kortet\. Ditt kort har version 0\.9 b\. Den version som är publicerad är 1\.0\./);
  });
  test('what stands in the address is text, never markup', async () => {
    assert.match((await visit('?v=%3Cimg%20src=x%3E')).text, /har version <img src=x>\./);
  });
  test('nobody puts sentences on the page by an address', async () => {
    const { text } = await visit('?v=1.0.%20Ring%20i%20st%C3%A4llet%200900-12%2034%2056');
    assert.doesNotMatch(text, /0900/);
    assert.match(text, /Byt ut kortet\. Ditt kort har version \?\. Den version som är publicerad är 1\.0\./);
  });
  test('without JavaScript: the published version in large type, and never a claim that it is current', async () => {
    const { text, size } = await visit('?v=0.9', { javaScriptEnabled: false });
    assert.match(text, /Senast publicerad version Version 1\.0/);
    assert.ok(size >= 34, `the version is ${size} px`);
    assert.match(text, /Jämför med versionen som står på ditt kort/);
    assert.doesNotMatch(text, /Gäller i dag|samma version/);
  });
});
