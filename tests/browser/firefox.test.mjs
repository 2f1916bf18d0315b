// The two journeys without a network, in Firefox: from a stick, and with the server stopped. The rest of the suite is held
// in Chromium; these are here since browsers agree least on what `file:` and a service worker may do.
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { firefox } from './lib/firefox.mjs';
import { build, moved } from './lib/ledfyr.mjs';
import { readable } from './lib/pages.mjs';
import { host } from './lib/static.mjs';

const tab = await firefox();
const button = (name) => `//button[normalize-space()="${name}"]`;

test('from a stick: search, card, run, role', async () => {
  const out = build(undefined, ['--portable']);
  const at = (file) => pathToFileURL(path.join(out, file)).href;
  await tab.open(at('index.html'));
  await tab.type('[data-search] [name=q]', 'inrymning\uE007'); // Enter (WebDriver, 17.4.2)
  await tab.click('//*[contains(@class, "search-hits")]//h2/a[normalize-space()="Inrymning"]');
  assert.equal(await tab.text('h1'), 'Inrymning');
  assert.match(await tab.run('return location.href'), /^file:.*\/inrymning\/index\.html/);
  await tab.click(button('Starta övning'));
  await tab.click('.step-box');
  await tab.reload();
  assert.equal(await tab.property('.step-box', 'checked'), true);
  assert.match(await tab.text('.step-time'), /^\d\d:\d\d:\d\d$/);
  await tab.open(at('roller/rektor/index.html'));
  await tab.click(button('Det här är min roll'));
  await tab.text('//*[@role="status"][normalize-space()="Din roll är nu Rektor."]');
  await tab.open(at('index.html'));
  await tab.click('//*[contains(@class, "role-chosen")]//a[normalize-space()="Inrymning"]');
  assert.equal(await tab.text('h1'), 'Inrymning');
});

test('an old address leads on with query and heading', async () => {
  const site = await host(build(moved()), '/sakerhet/');
  await tab.open(`${site.url}rutiner/risk/?v=2#atgarder`);
  await tab.text('//h1[normalize-space()="Risk"]');
  assert.equal(await tab.run('return location.href'), `${site.url}flyttad/risk/?v=2#atgarder`);
  await site.stop();
});

test('with the server stopped: every card, the search, a whole run', async () => {
  const out = build();
  const site = await host(out, '/sakerhet/');
  await tab.open(`${site.url}kris/skola/inrymning/`);
  await tab.text('//*[contains(@class, "offline-line")][contains(., "Tillgänglig offline – version 1.0")]');
  await site.stop();
  for (const card of readable(out).filter((page) => page.kind === 'checklist')) {
    await tab.open(site.url + card.url);
    assert.equal(await tab.text('h1'), /<h1[^>]*>([^<]+)/.exec(card.html)[1]);
    await tab.text('//*[contains(@class, "offline-line")][contains(., "Du läser en sparad kopia av version ")]');
  }
  await tab.open(`${site.url}sok/?q=inrymning`);
  await tab.click('//*[contains(@class, "search-hits")]//h2/a[normalize-space()="Inrymning"]');
  await tab.click(button('Starta vid händelse'));
  await tab.property('.step-box', 'checked'); // waits until there is one
  const steps = await tab.run('return document.querySelectorAll(".step-box").length');
  for (let n = 1; n <= steps; n += 1) await tab.click(`(//input[contains(@class, "step-box")])[${n}]`);
  assert.equal(await tab.text('.run-status'), 'Alla steg är klara.');
  await tab.click(button('Avsluta omgången'));
  await tab.text('//*[@data-part="ended"][not(@hidden)]');
});
