// A crisis card on paper is one page of A4.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { browser, none } from './lib/browser.mjs';
import { build } from './lib/ledfyr.mjs';
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
