// While somebody writes, the page in the browser follows.
import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { browser } from './lib/browser.mjs';
import { copy, serve } from './lib/ledfyr.mjs';

// Editors see a decided page as they write, though only a new decision lets it be published.
const root = copy({ bound: true });
const site = await serve(root);
after(() => site.stop());
const chromium = await browser();
const file = path.join(root, 'content/rutiner/riskanalys.md');
const original = readFileSync(file, 'utf8');

const shows = (tab, text) => tab.waitForFunction((wanted) => document.body?.innerText.includes(wanted), text, { timeout: 20_000 });

async function open(url) {
  const tab = await chromium.newPage();
  await tab.goto(new URL(url, site.url).href);
  // The connection over which the server tells of a change is made after the page has loaded.
  await tab.waitForTimeout(500);
  return tab;
}

test('an edited text appears by itself', async () => {
  const tab = await open('rutiner/riskanalys/');
  writeFileSync(file, `${original}\nDen här meningen kom till nyss.\n`);
  await shows(tab, 'Den här meningen kom till nyss.');
  writeFileSync(file, `${original}\nOch den här kom efter den.\n`);
  await shows(tab, 'Och den här kom efter den.');
  await tab.close();
});

test('a broken edit keeps the last good page, and mending it goes on from there', async () => {
  const tab = await open('rutiner/riskanalys/');
  writeFileSync(file, original.replace(/^---\n/, '---\nvalid_from: inte ett datum\n'));
  await tab.waitForTimeout(1500);
  const answer = await fetch(new URL('rutiner/riskanalys/', site.url));
  assert.equal(answer.status, 200);
  assert.match(await answer.text(), /<h1[^>]*>[^<]*[Rr]iskanalys/);
  writeFileSync(file, `${original}\nNu är felet borta.\n`);
  await shows(tab, 'Nu är felet borta.');
  await tab.close();
});

test('a new page can be read, and a removed one cannot', async () => {
  const added = path.join(root, 'content/rutiner/helt-ny.md');
  const status = async () => (await fetch(new URL('rutiner/helt-ny/', site.url))).status;
  const becomes = async (wanted) => {
    for (let tries = 0; tries < 200 && (await status()) !== wanted; tries += 1) await new Promise((resolve) => { setTimeout(resolve, 100); });
    assert.equal(await status(), wanted);
  };
  assert.equal(await status(), 404);
  writeFileSync(added, '---\ntitle: Helt ny\n---\nText.\n');
  await becomes(200);
  rmSync(added);
  await becomes(404);
});

test('saved many times in a hurry, no answer is an error', async () => {
  const answers = new Set();
  let writing = true;
  const reader = (async () => { while (writing) answers.add((await fetch(new URL('rutiner/riskanalys/', site.url))).status); })();
  for (let i = 0; i < 20; i += 1) {
    writeFileSync(file, `${original}\nVersion ${i} av texten.\n`);
    await new Promise((resolve) => { setTimeout(resolve, 30); });
  }
  const tab = await open('rutiner/riskanalys/');
  await shows(tab, 'Version 19 av texten.');
  writing = false;
  await reader;
  assert.deepEqual([...answers], [200]);
  await tab.close();
});

test('the page is patched where it stands: scroll, focus, typing and open parts stay', async () => {
  const long = (word) => `${original}\n${'Ett stycke text som gör sidan lång nog att rulla i.\n\n'.repeat(60)}[Länk till start](../_index.md)\n\n${word}\n`;
  writeFileSync(file, long('Det första ordet.'));
  const tab = await open('rutiner/riskanalys/');
  await shows(tab, 'Det första ordet.');
  const before = await tab.evaluate(() => {
    window.mark = 'samma dokument';
    const link = [...document.querySelectorAll('main a')].find((a) => a.textContent === 'Länk till start');
    link.scrollIntoView({ block: 'center', behavior: 'instant' });
    link.focus({ preventScroll: true });
    const field = document.querySelector('input[type=search]');
    if (field) field.value = 'halvskri';
    document.querySelectorAll('main details').forEach((details) => { details.open = true; });
    return { y: scrollY, top: link.getBoundingClientRect().top };
  });
  assert.ok(before.y > 500, `${before.y}`);
  // Something above grows, something below changes.
  writeFileSync(file, long('Det andra ordet.').replace('Ett stycke text', 'Ett helt nytt stycke, som är längre än det förra och står ovanför det som läses.\n\nEtt stycke text'));
  await shows(tab, 'Det andra ordet.');
  await tab.waitForFunction(() => document.querySelector('ledfyr-overlay').shadowRoot.querySelector('[role=status]').textContent !== '');
  const after = await tab.evaluate(() => ({
    mark: window.mark,
    focus: document.activeElement.textContent,
    top: document.activeElement.getBoundingClientRect().top,
    typed: document.querySelector('input[type=search]')?.value ?? 'halvskri',
    folded: [...document.querySelectorAll('main details')].filter((d) => !d.open).length,
    said: document.querySelector('ledfyr-overlay').shadowRoot.querySelector('[role=status]').textContent,
  }));
  assert.equal(after.mark, 'samma dokument', 'the page was not loaded anew');
  assert.equal(after.focus, 'Länk till start');
  assert.ok(Math.abs(after.top - before.top) <= 2, `what is read moved from ${before.top} to ${after.top}`);
  assert.equal(after.typed, 'halvskri');
  assert.equal(after.folded, 0);
  assert.ok(after.said.length > 3, after.said);
  await tab.close();
});

test('an error lies over the last good page, with its place and help, and goes by itself', async () => {
  writeFileSync(file, original);
  const tab = await open('rutiner/riskanalys/');
  await tab.evaluate(() => document.querySelector('main a').focus());
  const focused = await tab.evaluate(() => document.activeElement.outerHTML);
  writeFileSync(file, original.replace(/^valid_from: .*$/m, 'valid_from: inte ett datum'));
  const hidden = (wanted) => tab.waitForFunction(
    (is) => document.querySelector('ledfyr-overlay')?.shadowRoot.querySelector('.panel')?.hidden === is, wanted, { timeout: 20_000 });
  await hidden(false);
  const shown = await tab.evaluate(() => {
    const panel = document.querySelector('ledfyr-overlay').shadowRoot.querySelector('.panel');
    const text = (selector) => [...panel.querySelectorAll(selector)].map((e) => e.textContent.trim());
    return {
      open: panel.querySelector('details').open,
      message: text('.message'), place: text('.place'), here: text('.line.here'), lines: text('.line').length, help: text('.help'),
      link: panel.querySelector('.place a')?.getAttribute('href'),
      width: panel.getBoundingClientRect().width,
      focus: document.activeElement.outerHTML,
      heading: document.querySelector('h1').textContent,
    };
  });
  assert.equal(shown.open, true);
  assert.match(shown.message[0], /^fel: /i);
  assert.match(shown.place[0], /content\/rutiner\/riskanalys\.md, rad \d+.*invalid-date/s);
  assert.match(shown.here[0], /valid_from: inte ett datum/);
  assert.ok(shown.lines >= 2, 'the lines around it are shown');
  assert.ok(shown.help.length > 0 && shown.help[0].length > 5, shown.help.join());
  assert.match(shown.link, /^vscode:\/\/file\/.*content\/rutiner\/riskanalys\.md:\d+:\d+$/);
  assert.ok(shown.width > 0);
  assert.equal(shown.focus, focused, 'it takes no focus');
  assert.match(shown.heading, /riskanalys/i);
  writeFileSync(file, original);
  await hidden(true);
  await tab.close();
});
