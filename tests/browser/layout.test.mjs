// Nothing is wider than the screen or cut off at 400 % zoom, which is 320 CSS pixels (WCAG 2.2, 1.4.4 and 1.4.10), and
// text may be spaced out (1.4.12).
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { browser, none, once, tabs } from './lib/browser.mjs';
import { build } from './lib/ledfyr.mjs';
import { covered, cutOff, parted, tooWide, waiting } from './lib/measures.mjs';
import { name, readable } from './lib/pages.mjs';
import { host } from './lib/static.mjs';

const out = build();
const site = await host(out);
after(() => site.stop());
const chromium = await browser();

const SPACED = 'body * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }';

// 1280 by 1024 at 400 %: a quarter of the pixels each way, each four times as large.
const QUARTER = { width: 320, height: 256 };
const zoomed = tabs(chromium, { viewport: QUARTER, deviceScaleFactor: 4 });

/** All that is asked of a page on a narrow screen: what each question found. */
const seen = once((page) => zoomed(async (tab) => {
  await tab.setViewportSize(QUARTER);
  await tab.goto(site.url + page.url);
  // «Gäller i dag» waits for the worker's word.
  await tab.waitForFunction(() => !document.querySelector('.unproven'));
  const layout = [...await tab.evaluate(tooWide), ...await tab.evaluate(cutOff), ...await tab.evaluate(covered), ...await tab.evaluate(waiting)];
  const titles = [];
  for (const width of [360, 320]) {
    await tab.setViewportSize({ ...QUARTER, width });
    titles.push(...(await tab.evaluate(parted)).map((word) => `${width} px: ${word}`));
  }
  // As a reader's own style sheet would; added past the policy, which is for the site.
  await tab.evaluate((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets.push(sheet);
  }, SPACED);
  layout.push(...[...await tab.evaluate(tooWide), ...await tab.evaluate(cutOff)].map((fault) => `with text spaced out: ${fault}`));
  return { layout, titles };
}));

describe('at 400 % no page is wider than the screen, and nothing is cut off', { concurrency: 2 }, () => {
  for (const page of readable(out)) test(name(page), async () => none((await seen(page)).layout, name(page)));
});

describe('no word of a title is parted on a phone', { concurrency: 2 }, () => {
  for (const page of readable(out)) test(name(page), async () => none((await seen(page)).titles, name(page)));
});

test('these measures see what they should', () => zoomed(async (tab) => {
  await tab.setViewportSize(QUARTER);
  await tab.goto(`${site.url}kontakter/`);
  const seen = async (css, measure) => {
    await tab.evaluate((rules) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(rules);
      document.adoptedStyleSheets = [sheet];
    }, css);
    return (await tab.evaluate(measure)).length > 0;
  };
  assert.ok(await seen('h1 { width: 60rem !important; max-width: none !important; }', tooWide));
  assert.ok(await seen('main p { height: 4px !important; overflow: hidden !important; }', cutOff));
  assert.ok(await seen('h1 { position: fixed !important; top: 0 !important; height: 90vh !important; }', covered));
  assert.ok(await seen('.table-scroll, .side, .article-head { visibility: hidden; }', waiting));
  await tab.goto(`${site.url}tillganglighet/`);
  await tab.evaluate(() => document.querySelector('h1').classList.remove('long'));
  assert.deepEqual(await tab.evaluate(parted), ['Tillgänglighetsredogörelse']);
}));

describe('in forced colours', () => {
  const forced = tabs(chromium, { viewport: { width: 360, height: 640 }, forcedColors: 'active' });
  test('the lines beside a table stand clear of its text', () => forced(async (tab) => {
    await tab.goto(`${site.url}rutiner/`);
    const [line, text] = await tab.evaluate(() => {
      const cell = document.querySelector('.table-scroll td');
      const range = document.createRange();
      range.selectNodeContents(cell);
      return [cell.closest('.table-scroll').getBoundingClientRect().left, range.getBoundingClientRect().left];
    });
    assert.ok(text - line >= 4, `${text - line} px`);
  }));
  test('a title that was found is a link in all of its words', () => forced(async (tab) => {
    await tab.goto(`${site.url}sok/?q=riskanalys`);
    await tab.waitForSelector('.search-hit h2 mark');
    const [link, word] = await tab.evaluate(() => { const mark = document.querySelector('.search-hit h2 mark'); return [mark.closest('a'), mark].map((element) => getComputedStyle(element).color); });
    assert.equal(word, link);
  }));
});

const paper = tabs(chromium, { viewport: { width: 672, height: 1000 } }, (tab) => tab.emulateMedia({ media: 'print' }));

test('on paper a search has what was shown, and no button', () => paper(async (tab) => {
  await tab.goto(`${site.url}sok/?q=riskanalys`);
  await tab.waitForSelector('.search-hit h2 a');
  const [hits, buttons] = await tab.evaluate(() => ['.search-hit', 'main button'].map((name) => [...document.querySelectorAll(name)].filter((element) => element.checkVisibility()).map((element) => element.innerText.trim())));
  assert.ok(hits.length >= 5 && hits.every(Boolean), hits.join(' | '));
  assert.deepEqual(buttons, []);
}));

describe('the organisation as a picture', () => {
  const look = (width, media = {}) => phone(async (tab) => {
    await tab.setViewportSize({ width, height: 800 });
    await tab.emulateMedia({ media: 'screen', ...media });
    await tab.goto(`${site.url}organisation/`);
    return tab.evaluate(() => {
      const shown = [...document.querySelectorAll('.organisation svg')].filter((svg) => svg.checkVisibility());
      const [svg] = shown;
      const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
      const outside = [...svg.querySelectorAll('a')].filter((box) => {
        const room = box.querySelector('rect').getBBox();
        return [...box.querySelectorAll('text')].some((text) => {
          const words = text.getBBox();
          return words.x < room.x || words.x + words.width > room.x + room.width || words.y < room.y || words.y + words.height > room.y + room.height;
        });
      }).map((box) => `sticks out of its box: ${box.textContent}`);
      const small = [...svg.querySelectorAll('a rect')].filter((box) => box.getBoundingClientRect().height < 24).length;
      const links = (root) => [...new Set([...root.querySelectorAll('a')].map((link) => new URL(link.getAttribute('href'), document.baseURI).pathname))].sort();
      return { shown: shown.map((one) => one.getAttribute('class')), size: 14 * scale, outside, small, names: [...svg.querySelectorAll('a')].map((box) => box.textContent.trim()), drawn: links(svg), told: links(document.querySelector('.org-words')) };
    });
  });
  const phone = tabs(chromium, { reducedMotion: 'reduce' });
  for (const [width, name] of [[320, 'org-narrow'], [360, 'org-narrow'], [1100, 'org-narrow'], [1280, 'org-wide']]) {
    test(`is legible at ${width} px, and the words beneath lead to the same pages`, async () => {
      const seen = await look(width);
      assert.deepEqual([seen.shown, seen.outside, seen.small], [[name], [], 0]);
      assert.ok(seen.size >= 12, `words are ${seen.size} px high`);
      assert.ok(seen.drawn.length >= 15, `${seen.drawn.length} links`);
      assert.deepEqual(seen.drawn, seen.told);
      assert.ok(seen.names.includes('Säkerhetssamordnare fastighet'), seen.names.join(', '));
    });
  }
});
