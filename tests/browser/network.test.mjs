// Below any path and under a strict policy, a page loads what it needs from its own site and nothing else.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { browser, listen, none, tabs } from './lib/browser.mjs';
import { build } from './lib/ledfyr.mjs';
import { name, readable } from './lib/pages.mjs';
import { host } from './lib/static.mjs';

// Only the page for what is not there needs to know where the site lies: it is shown at any depth.
const out = build(undefined, ['--base-url', 'https://intranet.example/en/annan/plats/']);
const site = await host(out, '/en/annan/plats/');
after(() => site.stop());
const chromium = await browser();

// Tells of each violation in words that name the directive and what was stopped.
const WATCH = () => {
  globalThis.violations = [];
  document.addEventListener('securitypolicyviolation', (event) => {
    globalThis.violations.push(`breaks ${event.effectiveDirective}: ${event.blockedURI || 'inline'} ${event.sample} (${event.sourceFile}:${event.lineNumber})`);
  });
};

const ears = new WeakMap();
const tab = tabs(chromium, {}, async (opened, context) => {
  ears.set(opened, listen(context, site.url));
  await opened.addInitScript(WATCH);
});

describe('a page asks nothing of others and needs no exception from the policy', { concurrency: 2 }, () => {
  for (const page of readable(out)) {
    test(name(page), () => tab(async (opened) => {
      const answer = await opened.goto(site.url + page.url, { waitUntil: 'load' });
      assert.equal(answer.status(), 200);
      // What scripts ask for once the page stands.
      await opened.waitForTimeout(100);
      none([...ears.get(opened).take(), ...(await opened.evaluate(() => globalThis.violations))], name(page));
    }));
  }
});

test('the policy of these tests does stop what it should', async () => {
  const context = await chromium.newContext();
  const tab = await context.newPage();
  await tab.addInitScript(WATCH);
  await tab.goto(site.url);
  const seen = await tab.evaluate(async () => {
    document.body.append(Object.assign(document.createElement('script'), { textContent: 'globalThis.ran = true' }));
    document.body.firstElementChild.setAttribute('style', 'color: red');
    await new Promise((resolve) => { setTimeout(resolve, 100); });
    return { ran: globalThis.ran, violations: globalThis.violations.length };
  });
  assert.deepEqual(seen, { ran: undefined, violations: 2 });
  await context.close();
});
