// A crisis card on paper is one page of A4.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { browser, none } from './lib/browser.mjs';
import { build, scratch } from './lib/ledfyr.mjs';
import { name, readable } from './lib/pages.mjs';
import { host } from './lib/static.mjs';

const out = build();
const site = await host(out);
after(() => site.stop());
const chromium = await browser();
const cards = readable(out).filter((page) => page.kind === 'checklist');

/** The sizes of a PDF's pages in points. Chromium leaves the page objects uncompressed. */
function sheets(pdf) {
  const text = pdf.toString('latin1');
  const count = [...text.matchAll(/\/Type\s*\/Page\b(?!s)/g)].length;
  const boxes = [...text.matchAll(/\/MediaBox\s*\[\s*([\d.\s-]+)\]/g)].map(([, box]) => box.trim().split(/\s+/).map(Number));
  return { count, boxes };
}

test('there are cards', () => assert.ok(cards.length >= 5, `only ${cards.length} pages are checklists`));

describe('one sheet of A4', { concurrency: 2 }, () => {
  for (const page of cards) {
    test(name(page), async () => {
      const context = await chromium.newContext();
      try {
        const tab = await context.newPage();
        await tab.goto(site.url + page.url);
        const { count, boxes } = sheets(await tab.pdf({ format: 'A4', preferCSSPageSize: true }));
        const faults = [];
        if (count !== 1) faults.push(`prints on ${count} sheets`);
        for (const [, , width, height] of boxes) {
          if (Math.abs(width - 595) > 2 || Math.abs(height - 842) > 2) faults.push(`prints on ${width} × ${height} points, not on A4`);
        }
        await tab.emulateMedia({ media: 'print' });
        const hidden = await tab.evaluate(() => [...document.querySelectorAll('.phase li, .phase h2, .phase p')]
          .filter((element) => !element.checkVisibility()).map((element) => element.textContent.trim().slice(0, 60)));
        faults.push(...hidden.map((text) => `leaves out on paper: «${text}»`));
        none(faults, name(page));
      } finally {
        await context.close();
      }
    });
  }
});

// A risk analysis is such a table. The heads and cells of a real one, which is cut to the number of columns that is tried.
const HEADS = 'Verksamhetsområde Riskbeskrivning Sannolikhetsbedömning Konsekvensbedömning Riskklassificering Skyddsåtgärder Åtgärdsförslag Genomförandeansvarig Uppföljningsansvarig Färdigställandedatum Anmärkning Beslutsfattare Kostnadsuppskattning Prioriteringsordning Ring'.split(' ');
const CELLS = 'Förskoleverksamhet Obehörigtillträde Sannolik Allvarlig Hög Dörrlås Passersystem Fastighetsansvarig Säkerhetssamordnare 2027-03-01 Ingen Förvaltningschef 12000kr Första SISTACELLEN'.split(' ');

test('every cell of a wide table is on the paper, and the text around it keeps its size', async () => {
  const root = scratch();
  mkdirSync(path.join(root, 'content'));
  const write = (name, text) => writeFileSync(path.join(root, name), text);
  write('ledfyr.toml', '[site]\ntitle = "Prov"\n');
  write('content/_index.md', '# Hem\n');
  const row = (cells) => `|${cells.join('|')}|\n`;
  const cut = (list, n) => [...list.slice(0, n - 1), list.at(-1)];
  const table = (n) => row(cut(HEADS, n)) + row(cut(HEADS, n).map(() => '-')) + row(cut(CELLS, n));
  const kinds = {
    none: 'x',
    4: table(4), 7: table(7), 11: table(11), 15: table(15),
    list: `- i en lista\n\n${table(9).replace(/^/gm, '  ')}`,
    long: row(['A', 'B', 'SISTACELLEN']) + row(['-', '-', '-']) + row(['x'.repeat(150), 'https://exempel.se/en/mycket/lang/adress/utan/slut/som/ingen/orkar/skriva/av/for/hand?a=b', 'SISTACELLEN']),
    html: `<table><tr>${CELLS.map((cell) => `<td>${cell}</td>`).join('')}</tr></table>`,
  };
  for (const [name, text] of Object.entries(kinds)) write(`content/t${name}.md`, `---\ntitle: Tabell ${name}\n---\n\nVanlig text att jämföra med.\n\n${text}\n`);
  const built = build(root);
  const context = await chromium.newContext();
  const tab = await context.newPage();
  const faults = [];
  const height = {};
  for (const name of Object.keys(kinds)) {
    const file = path.join(root, `${name}.pdf`);
    await tab.goto(pathToFileURL(path.join(built, `t${name}/index.html`)).href);
    await tab.pdf({ path: file, format: 'A4', preferCSSPageSize: true });
    const boxes = [...execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8' }).matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g)].map(([, left, top, right, bottom, word]) => ({ left: Number(left), right: Number(right), high: bottom - top, word }));
    height[name] = boxes.find(({ word }) => word === 'Vanlig').high;
    if (Math.abs(height[name] - height.none) > 0.2) faults.push(`${name}: the text is ${height[name]} points high, without a table ${height.none}`);
    for (const { word } of boxes.filter(({ left, right }) => left < 40 || right > 560)) faults.push(`${name}: «${word}» is beyond the margin`);
    // Words may be parted; their letters are there, in some order of lines and columns.
    const letters = (text) => [...text.replace(/[^\p{L}\p{N}]/gu, '')].sort().join('');
    const wanted = letters(name === 'none' ? 'x' : name === 'long' ? kinds.long : name === 'html' ? CELLS.join('') : kinds[name]);
    const there = letters(boxes.map(({ word }) => word).join(''));
    let at = 0;
    for (const letter of there) if (letter === wanted[at]) at += 1;
    if (at < wanted.length) faults.push(`${name}: lacks «${wanted[at]}»`);
    if (!['none', 'html'].includes(name) && !boxes.some(({ word }) => word === 'SISTACELLEN')) faults.push(`${name}: the last cell is parted or gone`);
  }
  await context.close();
  none(faults, 'tables on paper');
});
