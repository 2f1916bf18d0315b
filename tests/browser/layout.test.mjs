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
