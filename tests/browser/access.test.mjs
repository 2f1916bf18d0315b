// axe finds nothing on any page: in light, in dark and on a phone.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, describe, test } from 'node:test';
import { browser, none } from './lib/browser.mjs';
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

async function visit(page, settings, looks) {
  const context = await chromium.newContext({ reducedMotion: 'reduce', ...settings });
  try {
    const tab = await context.newPage();
    await tab.goto(site.url + page.url, { waitUntil: 'load' });
    await tab.evaluate(axe);
    await looks(tab);
  } finally {
    await context.close();
  }
}

const modes = {
  'wide, light': { viewport: { width: 1280, height: 900 }, colorScheme: 'light', options: { rules } },
  'wide, dark': { viewport: { width: 1280, height: 900 }, colorScheme: 'dark', options: colours },
  'phone, light': { viewport: { width: 360, height: 740 }, colorScheme: 'light', hasTouch: true, options: { rules } },
};

describe('axe finds nothing', { concurrency: 2 }, () => {
  for (const page of pages) {
    for (const [mode, { options, ...settings }] of Object.entries(modes)) {
      test(`${name(page)} (${mode})`, () => visit(page, settings, async (tab) => none(await findings(tab, options), `${name(page)}, ${mode}`)));
    }
  }
});
