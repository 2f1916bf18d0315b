// Each page, opened once in a wide window, below a path and under the strictest policy: it loads what it needs from its own site
// and nothing else, axe finds nothing in light or dark, and it fits its paper. Some are opened on a phone as well, for axe.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, describe, test } from 'node:test';
import { browser, listen, none, once, tabs } from './lib/browser.mjs';
import { build, serve } from './lib/ledfyr.mjs';
import { tooWide } from './lib/measures.mjs';
import { name, oneOfEach, readable } from './lib/pages.mjs';
import { host } from './lib/static.mjs';

// The page for what is not there is shown at any depth, so it alone needs to know where the site lies.
const out = build(undefined, ['--base-url', 'https://intranet.example/en/annan/plats/']);
const site = await host(out, '/en/annan/plats/');
after(() => site.stop());
const chromium = await browser();
const pages = readable(out);
// axe takes longer than all else together, and finds the same in all pages that are made alike.
const examined = new Set(process.env.LEDFYR_AXE === 'all' ? pages : oneOfEach(pages));

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
// Rules that axe leaves out unless asked. target-size is WCAG 2.2, 2.5.8.
const rules = { 'target-size': { enabled: true } };
// Dark differs from light in its colours alone, so only they are looked at again.
const colours = { runOnly: { type: 'tag', values: ['cat.color'] } };

async function findings(tab, options) {
  const result = await tab.evaluate(async (wanted) => {
    const { violations } = await globalThis.axe.run(document, { resultTypes: ['violations'], ...wanted });
    return violations.map(({ id, help, nodes }) => nodes.map(({ target, html, failureSummary }) => ({ id, help, target, html, why: failureSummary })));
  }, options);
  return result.flat().map(({ id, help, target, html, why }) => `${id}: ${help}\n    at ${target.join(' ')}\n    ${html.slice(0, 200)}\n    ${(why ?? '').replace(/\s+/g, ' ').slice(0, 300)}`);
}

// Tells of each violation in words that name the directive and what was stopped.
const WATCH = () => {
  globalThis.violations = [];
  document.addEventListener('securitypolicyviolation', (event) => {
    globalThis.violations.push(`breaks ${event.effectiveDirective}: ${event.blockedURI || 'inline'} ${event.sample} (${event.sourceFile}:${event.lineNumber})`);
  });
};

const DESK = { width: 1280, height: 900 };
// One thing too wide makes a browser shrink the whole page until nobody can read it. Between the margins of
// @page in print.css: A4 upright, and on its side for .wide-page.
const UPRIGHT = { width: 672, height: 1000 }, SIDEWAYS = { width: 1001, height: 1000 };

const ears = new WeakMap();
const desk = tabs(chromium, { viewport: DESK, reducedMotion: 'reduce' }, async (tab, context) => {
  ears.set(tab, listen(context, site.url));
  await tab.addInitScript(WATCH);
});
const phone = tabs(chromium, { viewport: { width: 360, height: 740 }, reducedMotion: 'reduce', hasTouch: true });

async function lightAndDark(tab) {
  await tab.evaluate(axe);
  const faults = await findings(tab, { rules });
  await tab.emulateMedia({ colorScheme: 'dark' });
  return [...faults, ...(await findings(tab, colours)).map((fault) => `dark: ${fault}`)];
}

async function onPhone(url) {
  return phone(async (tab) => {
    await tab.goto(url, { waitUntil: 'load' });
    await tab.evaluate(axe);
    return (await findings(tab, { rules })).map((fault) => `phone: ${fault}`);
  });
}

/** All that is asked of a page in a wide window: what each question found. */
const seen = once((page) => desk(async (tab) => {
  await tab.setViewportSize(DESK);
  await tab.emulateMedia({ media: 'screen', colorScheme: 'light' });
  const answer = await tab.goto(site.url + page.url, { waitUntil: 'load' });
  // What scripts ask for once the page stands.
  await tab.waitForTimeout(100);
  const wrong = answer.status() === 200 ? [] : [`answers ${answer.status()}`];
  const network = [...wrong, ...ears.get(tab).take(), ...await tab.evaluate(() => globalThis.violations)];
  const access = examined.has(page) ? await lightAndDark(tab) : [];
  // axe itself may break the policy.
  ears.get(tab).take();
  await tab.emulateMedia({ media: 'print', colorScheme: 'light' });
  const wide = await tab.evaluate(() => document.querySelector('.wide-page') !== null);
  await tab.setViewportSize(wide ? SIDEWAYS : UPRIGHT);
  return { network, access, paper: await tab.evaluate(tooWide) };
}));

describe('a page asks nothing of others and needs no exception from the policy', { concurrency: 2 }, () => {
  for (const page of pages) test(name(page), async () => none((await seen(page)).network, name(page)));
});

describe('axe finds nothing', { concurrency: 2 }, () => {
  for (const page of examined) {
    test(`${name(page)} (wide, light and dark)`, async () => none((await seen(page)).access, name(page)));
    test(`${name(page)} (phone)`, async () => none(await onPhone(site.url + page.url), name(page)));
  }
});

describe('no page is wider than its paper', { concurrency: 2 }, () => {
  for (const page of pages) test(name(page), async () => none((await seen(page)).paper, name(page)));
});

test('axe finds nothing in what the development server adds', async () => {
  const served = await serve();
  try {
    const wide = await desk(async (tab) => {
      await tab.setViewportSize(DESK);
      await tab.emulateMedia({ media: 'screen', colorScheme: 'light' });
      await tab.goto(`${served.url}rutiner/riskanalys/`);
      await tab.waitForSelector('ledfyr-overlay', { state: 'attached' });
      return lightAndDark(tab);
    });
    none([...wide, ...await onPhone(`${served.url}rutiner/riskanalys/`)], 'serve');
  } finally {
    await served.stop();
  }
});

test('axe does find faults', () => phone(async (tab) => {
  await tab.goto(site.url);
  await tab.evaluate(() => document.body.append(document.createElement('img')));
  await tab.evaluate(axe);
  assert.match((await findings(tab, { rules })).join('\n'), /^image-alt: /m);
}));

test('every kind of page is examined', () => {
  const kinds = (list) => [...new Set([...list].map((page) => page.kind))].sort();
  assert.deepEqual(kinds(examined), kinds(pages));
  assert.ok(examined.size >= 30, `${examined.size} pages`);
});

test('the policy of these tests does stop what it should', async () => {
  const context = await chromium.newContext();
  const tab = await context.newPage();
  await tab.addInitScript(WATCH);
  await tab.goto(site.url);
  const stopped = await tab.evaluate(async () => {
    document.body.append(Object.assign(document.createElement('script'), { textContent: 'globalThis.ran = true' }));
    document.body.firstElementChild.setAttribute('style', 'color: red');
    await new Promise((resolve) => { setTimeout(resolve, 100); });
    return { ran: globalThis.ran, violations: globalThis.violations.length };
  });
  assert.deepEqual(stopped, { ran: undefined, violations: 2 });
  await context.close();
});
