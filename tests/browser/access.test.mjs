// axe finds nothing on any page: in light, in dark and on a phone.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, describe, test } from 'node:test';
import { browser, none, tabs } from './lib/browser.mjs';
import { build, serve } from './lib/ledfyr.mjs';
import { name, readable } from './lib/pages.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pages = readable(build());
const site = await serve();
after(() => site.stop());
const chromium = await browser();

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

const wide = tabs(chromium, { viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
const phone = tabs(chromium, { viewport: { width: 360, height: 740 }, reducedMotion: 'reduce', hasTouch: true });

async function open(tab, page, colorScheme) {
  await tab.emulateMedia({ colorScheme });
  await tab.goto(site.url + page.url, { waitUntil: 'load' });
  await tab.evaluate(axe);
}

describe('axe finds nothing', { concurrency: 2 }, () => {
  for (const page of pages) {
    test(`${name(page)} (wide, light and dark)`, () => wide(async (tab) => {
      await open(tab, page, 'light');
      const faults = await findings(tab, { rules });
      await tab.emulateMedia({ colorScheme: 'dark' });
      faults.push(...(await findings(tab, colours)).map((fault) => `dark: ${fault}`));
      none(faults, name(page));
    }));
    test(`${name(page)} (phone)`, () => phone(async (tab) => {
      await open(tab, page, 'light');
      none((await findings(tab, { rules })).map((fault) => `phone: ${fault}`), name(page));
    }));
  }
});
