// Nothing is wider than the screen or cut off at 400 % zoom, which is 320 CSS pixels (WCAG 2.2, 1.4.4 and 1.4.10), and
// text may be spaced out (1.4.12).
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { browser, none, tabs } from './lib/browser.mjs';
import { build } from './lib/ledfyr.mjs';
import { name, readable } from './lib/pages.mjs';
import { host } from './lib/static.mjs';

const out = build();
const site = await host(out);
after(() => site.stop());
const chromium = await browser();

// The elements that stick out, less those whose own container scrolls.
function tooWide() {
  const { clientWidth, scrollWidth } = document.scrollingElement;
  if (scrollWidth <= clientWidth) return [];
  const out = [...document.body.querySelectorAll('*')].filter((element) => {
    if (element.getBoundingClientRect().right <= clientWidth + 0.5) return false;
    for (let up = element.parentElement; up; up = up.parentElement) {
      if (up !== document.body && /auto|scroll|hidden|clip/.test(getComputedStyle(up).overflowX)) return false;
    }
    return true;
  });
  const leaf = out.filter((element) => !out.some((other) => other !== element && element.contains(other)));
  return [`${scrollWidth} px wide on a screen of ${clientWidth}`, ...leaf.slice(0, 5).map((element) => `sticks out: ${element.outerHTML.slice(0, 160)}`)];
}

// Text that its own box hides; what is hidden from eyes on purpose is one pixel large.
function cutOff() {
  const hides = (overflow) => overflow === 'hidden' || overflow === 'clip';
  return [...document.body.querySelectorAll('*')].filter((element) => {
    const style = getComputedStyle(element);
    if (element.clientWidth <= 1 || !element.innerText?.trim() || style.visibility === 'hidden') return false;
    return (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1) || (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1);
  }).slice(0, 5).map((element) => `cuts off its text: ${element.outerHTML.slice(0, 160)}`);
}

// What stays on the screen leaves room for the text (1.4.10, 2.4.11).
function covered() {
  const stuck = [...document.body.querySelectorAll('*')].filter((element) => {
    const { position } = getComputedStyle(element);
    const { top, bottom, height } = element.getBoundingClientRect();
    return (position === 'fixed' || position === 'sticky') && height > innerHeight / 3 && top < innerHeight && bottom > 0;
  });
  return stuck.slice(0, 5).map((element) => `covers more than a third of the screen: ${element.outerHTML.slice(0, 160)}`);
}

// Parts that wait for what follows them while a page is read; on a whole page none waits.
function waiting() {
  return [...document.body.querySelectorAll('*')].filter((element) => getComputedStyle(element).visibility === 'hidden' && getComputedStyle(element.parentElement).visibility !== 'hidden' && element.innerHTML)
    .slice(0, 5).map((element) => `is never shown: ${element.outerHTML.slice(0, 160)}`);
}

const SPACED = 'body * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }';

// 1280 by 1024 at 400 %: a quarter of the pixels each way, each four times as large.
const zoomed = tabs(chromium, { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 });

describe('at 400 % no page is wider than the screen, and nothing is cut off', { concurrency: 2 }, () => {
  for (const page of readable(out)) {
    test(name(page), () => zoomed(async (tab) => {
      await tab.goto(site.url + page.url);
      // «Gäller i dag» waits for the worker's word.
      await tab.waitForFunction(() => !document.querySelector('.unproven'));
      const faults = [...await tab.evaluate(tooWide), ...await tab.evaluate(cutOff), ...await tab.evaluate(covered), ...await tab.evaluate(waiting)];
      // As a reader's own style sheet would; added past the policy, which is for the site.
      await tab.evaluate((css) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(css);
        document.adoptedStyleSheets.push(sheet);
      }, SPACED);
      faults.push(...[...await tab.evaluate(tooWide), ...await tab.evaluate(cutOff)].map((fault) => `with text spaced out: ${fault}`));
      none(faults, name(page));
    }));
  }
});

test('these measures see what they should', () => zoomed(async (tab) => {
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
}));

// Words of headings that a browser had to part. This Chromium has no Swedish patterns, so it parts them without a hyphen.
function parted() {
  const walk = document.createTreeWalker(document.querySelector('h1'), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode()) {
    for (const { 0: word, index } of walk.currentNode.data.matchAll(/[^\s\-–\u2010]+/g)) {
      const range = document.createRange();
      range.setStart(walk.currentNode, index);
      range.setEnd(walk.currentNode, index + word.length);
      if (new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1) found.push(word);
    }
  }
  return found;
}
test('no word of a title is parted on a phone', () => zoomed(async (tab) => {
  const faults = [];
  const size = tab.viewportSize();
  for (const width of [320, 360]) {
    await tab.setViewportSize({ width, height: 640 });
    for (const page of readable(out)) {
      await tab.goto(site.url + page.url);
      faults.push(...(await tab.evaluate(parted)).map((word) => `${width} px: ${word} in /${page.url}`));
    }
  }
  await tab.goto(`${site.url}tillganglighet/`);
  await tab.evaluate(() => document.querySelector('h1').classList.remove('long'));
  const seen = await tab.evaluate(parted);
  await tab.setViewportSize(size);
  none(faults, 'titles');
  assert.deepEqual(seen, ['Tillgänglighetsredogörelse']);
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

// One thing too wide makes a browser shrink the whole page until nobody can read it. Between the margins of
// @page in print.css: A4 upright, and on its side for .wide-page.
const UPRIGHT = 672, SIDEWAYS = 1001;
const paper = tabs(chromium, { viewport: { width: UPRIGHT, height: 1000 } }, (tab) => tab.emulateMedia({ media: 'print' }));

describe('no page is wider than its paper', { concurrency: 2 }, () => {
  for (const page of readable(out)) {
    test(name(page), () => paper(async (tab) => {
      await tab.goto(site.url + page.url);
      const wide = await tab.evaluate(() => document.querySelector('.wide-page') !== null);
      await tab.setViewportSize({ width: wide ? SIDEWAYS : UPRIGHT, height: 1000 });
      none(await tab.evaluate(tooWide), name(page));
    }));
  }
});

test('on paper a search has what was shown, and no button', () => paper(async (tab) => {
  await tab.goto(`${site.url}sok/?q=riskanalys`);
  await tab.waitForSelector('.search-hit h2 a');
  const [hits, buttons] = await tab.evaluate(() => ['.search-hit', 'main button'].map((name) => [...document.querySelectorAll(name)].filter((element) => element.checkVisibility()).map((element) => element.innerText.trim())));
  assert.ok(hits.length >= 5 && hits.every(Boolean), hits.join(' | '));
  assert.deepEqual(buttons, []);
}));
