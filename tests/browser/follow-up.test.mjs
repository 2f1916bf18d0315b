// «Uppfölj»: lists that are narrowed, that count to the reader's own day, and that stand without a script.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { browser } from './lib/browser.mjs';
import { build, scratch } from './lib/ledfyr.mjs';
import { host } from './lib/static.mjs';

const decided = 'status: decided\ndecision: {by: KF, date: 2020-01-01}';
const role = (id, title) => `title: ${title}\nid: ${id}\nkind: role\ntier: line\nowner: ${id}\n${decided}`;
const unit = (title, member) => `title: ${title}\nkind: unit\nunit_type: unit\nmembers: [${member}]`;
const routine = (title, owner, more) => `title: ${title}\nkind: process\nowner: ${owner}\n${decided}\n${more}`;

/** A site of 2028-01-01, in which one review is late, two come within 90 days, and one version waits. */
function small() {
  const root = path.join(scratch(), 'root');
  mkdirSync(path.join(root, 'content'), { recursive: true });
  const write = (file, fields) => writeFileSync(path.join(root, 'content', file), `---\n${fields}\n---\nText.\n`);
  writeFileSync(path.join(root, 'ledfyr.toml'), '');
  write('_index.md', 'title: Start');
  write('chef.md', role('chef', 'Chef'));
  write('rektor.md', role('rektor', 'Rektor'));
  write('norr.md', unit('Norr', 'chef'));
  write('soder.md', unit('Söder', 'rektor'));
  write('sen.md', routine('Sen', 'chef', 'review_every: P1Y\nlast_reviewed: 2026-12-31'));
  write('snart.md', routine('Snart', 'rektor', 'review_every: P1Y\nlast_reviewed: 2027-01-01'));
  write('senare.md', routine('Senare', 'chef', 'review_every: P1Y\nlast_reviewed: 2027-02-01'));
  write('kommer.md', routine('Kommer', 'chef', 'valid_from: 2028-01-02'));
  write('utkast.md', 'title: Skiss\nkind: role\ntier: line\nowner: rektor\nstatus: draft');
  return build(root, ['--as-of', '2028-01-01']);
}

const out = small();
const site = await host(out);
after(() => site.stop());
const chromium = await browser();

/** The page on a day; `use` is given the tab. */
async function on(day, use, settings = {}) {
  const context = await chromium.newContext({ viewport: { width: 1280, height: 900 }, ...settings });
  const tab = await context.newPage();
  if (settings.javaScriptEnabled !== false) await tab.clock.setFixedTime(new Date(`${day}T12:00:00`));
  await tab.goto(`${site.url}uppfolj/`);
  await use(tab);
  await context.close();
}

/** What a reader sees: the figures, and each list with its rows. */
const seen = (tab) => tab.evaluate(() => {
  const visible = (root, selector) => [...root.querySelectorAll(selector)].filter((one) => one.checkVisibility());
  const words = (one) => one.textContent.replace(/\s+/g, ' ').trim();
  const lists = visible(document, 'section.list').map((section) => [
    section.querySelector('h2').id.slice(1), visible(section, 'tbody tr').map((row) => [...row.cells].map(words).join(' | ')),
  ]);
  return {
    figures: visible(document, '.figures a').map(words),
    lists: Object.fromEntries(lists.filter(([, rows]) => rows.length)),
    sentences: visible(document, '.none').length,
    told: document.querySelector('form output').textContent,
  };
});

const choice = (tab, name) => tab.getByRole('combobox', { name });

const asBuilt = {
  overdue: ['Sen | Rutin | Chef | 31 december 2027 | 1'],
  due: ['Snart | Rutin | Rektor | 1 januari 2028 | 0', 'Senare | Rutin | Chef | 1 februari 2028 | 31'],
  waiting: ['Kommer | Rutin | Chef | 2 januari 2028 | 1'],
  drafts: ['Skiss | Roll | Rektor | Utkast'],
};

test('the lists stand without a script', () => on('2028-01-01', async (tab) => {
  const { figures, lists } = await seen(tab);
  assert.deepEqual(figures, ['1 försenad granskning', '2 granskas inom 90 dagar', '1 kommande version', '1 utkast eller på granskning']);
  assert.deepEqual(lists, asBuilt);
  assert.equal(await tab.locator('form.filter').isVisible(), false);
  assert.match(await tab.locator('.made').textContent(), /^Listorna visar läget den 1\sjanuari 2028\.$/u);
}, { javaScriptEnabled: false }));

test('a unit, a role and a kind narrow the lists, and that is told', () => on('2028-01-01', async (tab) => {
  assert.deepEqual((await seen(tab)).lists, asBuilt);
  assert.equal((await seen(tab)).sentences, 9);
  await choice(tab, 'Enhet').selectOption({ label: 'Söder' });
  const south = await seen(tab);
  assert.deepEqual(south.lists, { due: [asBuilt.due[0]], drafts: asBuilt.drafts });
  assert.deepEqual(south.figures, ['0 försenade granskningar', '1 granskas inom 90 dagar', '0 kommande versioner', '1 utkast eller på granskning']);
  assert.equal(south.told, '2 av 5 rader visas.');
  assert.equal(await tab.locator('form output').evaluate((output) => output.role || output.tagName), 'OUTPUT', 'which browsers announce');
  await choice(tab, 'Slag').selectOption({ label: 'Roll' });
  assert.deepEqual((await seen(tab)).lists, { drafts: asBuilt.drafts });
  await choice(tab, 'Enhet').selectOption({ label: 'Alla enheter' });
  await choice(tab, 'Slag').selectOption({ label: 'Alla slag' });
  await choice(tab, 'Roll').selectOption({ label: 'Chef' });
  assert.deepEqual((await seen(tab)).lists, { overdue: asBuilt.overdue, due: [asBuilt.due[1]], waiting: asBuilt.waiting });
}));

test('a page that is read later counts to that day, and one of a clock that is behind does not', async () => {
  await on('2028-01-02', async (tab) => {
    const { lists, figures } = await seen(tab);
    assert.deepEqual(lists, {
      overdue: ['Sen | Rutin | Chef | 31 december 2027 | 2', 'Snart | Rutin | Rektor | 1 januari 2028 | 1'],
      due: ['Senare | Rutin | Chef | 1 februari 2028 | 30'],
      drafts: asBuilt.drafts,
    });
    assert.equal(figures[0], '2 försenade granskningar');
    assert.match(await tab.locator('.made').textContent(), /räknade till i dag/);
    const labels = await tab.locator('#_overdue').locator('xpath=..').locator('tbody tr').last().locator('td').evaluateAll((cells) => cells.map((cell) => cell.dataset.label));
    assert.deepEqual(labels, ['Slag', 'Ansvarig', 'Skulle ha granskats', 'Dagar försenad']);
  });
  await on('2020-01-01', async (tab) => assert.deepEqual((await seen(tab)).lists, asBuilt));
});

test('each list is fetched as a table from a phone, and nothing is wider than it', () => on('2028-01-01', async (tab) => {
  const { scrollWidth, clientWidth } = await tab.evaluate(() => document.documentElement);
  assert.equal(scrollWidth, clientWidth);
  const links = await tab.getByRole('link', { name: 'Hämta som CSV' }).all();
  assert.equal(links.length, 4);
  const [download] = await Promise.all([tab.waitForEvent('download'), links[0].click()]);
  assert.equal(download.suggestedFilename(), 'forsenade.csv');
  const rows = ['Sida;Slag;Ansvarig;Skulle ha granskats;Dagar försenad', 'Sen;Rutin;Chef;2027-12-31;1', ''];
  assert.equal(readFileSync(await download.path(), 'utf8'), `\ufeff${rows.join('\r\n')}`);
}, { viewport: { width: 320, height: 700 } }));
