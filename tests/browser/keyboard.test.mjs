// With the keyboard alone: past the navigation to the text, and always with the place in sight.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { browser, none, tabs } from './lib/browser.mjs';
import { build } from './lib/ledfyr.mjs';
import { name, onePerKind, readable } from './lib/pages.mjs';
import { host } from './lib/static.mjs';

const out = build();
const site = await host(out);
after(() => site.stop());
const chromium = await browser();

// What is wrong with how the focused element shows (WCAG 2.2, 2.4.7 and 2.4.11); null at the end of the page.
function focused() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const faults = [];
  const called = element.outerHTML.slice(0, 140);
  const box = element.getBoundingClientRect();
  if (box.width < 1 || box.height < 1) faults.push(`focus has no size: ${called}`);
  else if (box.bottom < 0 || box.top > innerHeight || box.right < 0 || box.left > innerWidth) faults.push(`focus is out of sight: ${called}`);
  else {
    // Some part of it must be uncovered. A link over two lines is asked line by line.
    const spots = [...element.getClientRects()].flatMap((r) => [[r.left + r.width / 2, r.top + r.height / 2], [r.left + 2, r.top + 2], [r.right - 2, r.bottom - 2]]);
    const hit = spots.map(([x, y]) => document.elementFromPoint(x, y)).filter(Boolean);
    if (!hit.some((over) => over === element || element.contains(over) || over.contains(element))) faults.push(`focus is covered: ${called}`);
  }
  const look = (of) => ['outlineStyle', 'outlineWidth', 'outlineColor', 'boxShadow', 'backgroundColor', 'borderColor', 'textDecoration', 'color'].map((key) => of[key]).join('|');
  const now = getComputedStyle(element);
  const outlined = now.outlineStyle !== 'none' && Number.parseFloat(now.outlineWidth) >= 1;
  const before = look(now);
  if (!outlined) {
    element.blur();
    if (look(getComputedStyle(element)) === before) faults.push(`focus does not show: ${called}`);
    element.focus();
  }
  return { faults, called };
}

async function walk(tab, steps) {
  const faults = [];
  for (let step = 0; step < steps; step += 1) {
    await tab.keyboard.press('Tab');
    const now = await tab.evaluate(focused);
    if (!now) break;
    faults.push(...now.faults);
  }
  return [...new Set(faults)];
}

const screens = {
  wide: { steps: 80, tab: tabs(chromium, { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' }) },
  phone: { steps: 40, tab: tabs(chromium, { viewport: { width: 360, height: 640 }, reducedMotion: 'reduce' }) },
};

describe('focus is seen', { concurrency: 2 }, () => {
  for (const page of onePerKind(readable(out))) {
    for (const [size, { steps, tab }] of Object.entries(screens)) {
      test(`on ${page.kind} (${name(page)}), ${size}`, () => tab(async (opened) => {
        await opened.goto(site.url + page.url);
        none(await walk(opened, steps), `${name(page)}, ${size}`);
      }));
    }
  }
});

describe('the first stop is the way past the navigation', { concurrency: 2 }, () => {
  for (const page of onePerKind(readable(out))) {
    test(`on ${page.kind} (${name(page)})`, () => screens.wide.tab(async (tab) => {
      await tab.goto(site.url + page.url);
      // A page that takes the focus itself (search) must still have the link first in order.
      await tab.evaluate(() => { document.activeElement?.blur(); });
      await tab.keyboard.press('Tab');
      const first = await tab.evaluate(() => ({ href: document.activeElement.getAttribute('href'), top: document.activeElement.getBoundingClientRect().top }));
      assert.ok(first.href?.startsWith('#'), `the first stop is ${first.href}`);
      assert.ok(first.top >= 0, 'the link past the navigation is out of sight when it has the focus');
      await tab.keyboard.press('Enter');
      await tab.keyboard.press('Tab');
      const inside = await tab.evaluate(() => {
        const main = document.querySelector('main');
        const { activeElement } = document;
        return !main.querySelector('a[href], button, input, summary, [tabindex="0"]') || main.contains(activeElement)
          || Boolean(main.compareDocumentPosition(activeElement) & Node.DOCUMENT_POSITION_FOLLOWING);
      });
      assert.ok(inside, 'after the link past the navigation the next stop is not in the main part');
    }));
  }
});
