// While somebody writes, the page in the browser follows.
import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { browser } from './lib/browser.mjs';
import { copy, serve } from './lib/ledfyr.mjs';

const root = copy();
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
