// A run of a checklist: nothing is kept before it is started; then every act has its time, and nothing is erased.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import { browser, listen, none } from './lib/browser.mjs';
import { build } from './lib/ledfyr.mjs';
import { readable } from './lib/pages.mjs';
import { host } from './lib/static.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const out = build();
const site = await host(out, '/sakerhet/');
after(() => site.stop());
const chromium = await browser();
const CARD = 'kris/skola/inrymning/';
const cards = readable(out).filter((page) => page.kind === 'checklist');

const phone = { viewport: { width: 360, height: 640 }, timezoneId: 'Europe/Stockholm', locale: 'sv-SE', hasTouch: true, reducedMotion: 'reduce' };

async function open(url = site.url + CARD, settings = phone, prepare = '') {
  const context = await chromium.newContext(settings);
  const ears = listen(context, url.startsWith('file:') ? 'file:///' : site.url);
  const tab = await context.newPage();
  if (prepare) await tab.addInitScript(prepare);
  await tab.goto(url);
  return { tab, context, ears };
}
const kept = (tab) => tab.evaluate(() => Object.entries(localStorage).filter(([key]) => key.startsWith('ledfyr-runs')).map(([, text]) => JSON.parse(text))[0] ?? []);
async function start(tab, what = 'Starta vid händelse') {
  await tab.getByRole('button', { name: what }).click();
  await tab.locator('.step-box').first().waitFor();
}
const box = (tab, name) => tab.getByRole('checkbox', { name });
const status = (tab) => tab.locator('.run-status').textContent();

describe('the first screen of a card is the act', () => {
  const sizes = [[320, 568], [360, 740], [390, 664], [1280, 800]];
  for (const [width, height] of sizes) {
    test(`the first step stands in the first view of ${width} by ${height}`, async () => {
      const { tab, context } = await open(site.url, { ...phone, viewport: { width, height } });
      const below = [];
      for (const card of cards) {
        await tab.goto(site.url + card.url);
        const bottom = await tab.locator('.phase li').first().evaluate((step) => step.getBoundingClientRect().bottom);
        if (bottom > height) below.push(`${card.url}: ${Math.round(bottom)}`);
      }
      none(below, 'the first step');
      await context.close();
    });
  }
  test('what is not the act comes after the first phase, and is told once', async () => {
    const { tab, context } = await open();
    for (const card of cards) {
      await tab.goto(site.url + card.url);
      const found = await tab.evaluate(() => {
        const phase = document.querySelector('.phase');
        const parts = ['[role="search"]', '.breadcrumbs', '.side', '.validity', '.scenario', '.offline-line'];
        return parts.map((part) => {
          const all = [...document.querySelectorAll(part)];
          const isAfter = all.every((one) => phase.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
          return `${part} ${all.length} ${isAfter}`;
        });
      });
      const once = ['[role="search"]', '.breadcrumbs', '.side', '.validity', '.scenario', '.offline-line'].map((part) => `${part} 1 true`);
      assert.deepEqual(found, once, card.url);
    }
    await context.close();
  });
});

test('nothing is stored and nothing can be ticked before a run is started', async () => {
  const { tab, context } = await open();
  assert.equal(await tab.locator('.step-box').count(), 0);
  await tab.locator('.task').first().click();
  assert.deepEqual(await tab.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]), [0, 0, '']);
  await context.close();
});

test('acts to know by heart and alternatives have no boxes to tick', async () => {
  for (const card of cards) {
    const { tab, context } = await open(site.url + card.url);
    const start = tab.getByRole('button', { name: 'Starta övning' });
    if (await start.count()) {
      await start.click();
      await tab.locator('.step-box').first().waitFor();
    }
    assert.equal(await tab.locator(':is(.phase-memory, .phase-choice) input').count(), 0, card.url);
    assert.equal(await tab.locator('.step-box').count(), await tab.locator(':is(.phase-read-do, .phase-do-confirm) .task').count(), card.url);
    await context.close();
  }
});

test('each act has its time and offset, an undo is logged, and the run is found again', async () => {
  const { tab, context, ears } = await open();
  await start(tab);
  await box(tab, /Räkna alla i rummet/).check();
  assert.match(await status(tab), /^Klart: Räkna alla i rummet.* 1 av 16 steg klara$/);
  await box(tab, /Hjälp den som är skadad/).check();
  await box(tab, /Räkna alla i rummet/).uncheck();
  assert.match(await status(tab), /^Ångrat: Räkna alla.* 1 av 16 steg klara$/);
  await tab.getByRole('textbox', { name: 'Anteckning' }).fill('Dörren mot gården går inte att låsa');
  await tab.getByRole('button', { name: 'Lägg till' }).click();
  const [run] = await kept(tab);
  assert.deepEqual(run.log.map(({ what }) => what), ['start', 'done', 'done', 'undone', 'note']);
  for (const { time } of run.log) assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00$/);
  assert.deepEqual([run.card, run.version, run.kind], ['kort-inrymning', '1.0', 'event']);
  await tab.reload();
  assert.equal(await box(tab, /Hjälp den som är skadad/).isChecked(), true);
  assert.equal(await box(tab, /Räkna alla/).isChecked(), false);
  assert.equal(await tab.locator('[data-bar] [data-progress]').textContent(), '1 av 16 steg klara');
  await tab.getByRole('button', { name: 'Avsluta omgången' }).click();
  assert.equal(await box(tab, /Hjälp den/).isDisabled(), true);
  none(ears.take(), 'a run');
  await context.close();
});

test('a note warns of personal data and an empty one says what is missing', async () => {
  const { tab, context } = await open();
  await start(tab);
  const note = tab.getByRole('textbox', { name: 'Anteckning' });
  const described = () => note.evaluate((field) => field.getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id).textContent).join(' '));
  assert.equal(await described(), 'Skriv inga namn eller andra personuppgifter.');
  await tab.getByRole('button', { name: 'Lägg till' }).click();
  assert.equal(await described(), 'Skriv en anteckning först. Skriv inga namn eller andra personuppgifter.');
  assert.equal(await note.evaluate((field) => field === document.activeElement && field.hasAttribute('aria-invalid')), true);
  await context.close();
});

test('a note that is typed and not added is kept when the run ends, is left or another is opened, and an end can be taken back', async () => {
  const { tab, context } = await open();
  await start(tab);
  const note = tab.getByRole('textbox', { name: 'Anteckning' });
  const log = async (n) => (await kept(tab))[n].log.map(({ what, text }) => text ?? what);
  await note.fill('En dörr är olåst');
  await tab.getByRole('button', { name: 'Avsluta omgången' }).click();
  assert.deepEqual(await log(0), ['start', 'En dörr är olåst', 'end']);
  await tab.getByRole('button', { name: 'Fortsätt omgången' }).click();
  assert.equal(await status(tab), 'Omgången fortsätter.');
  assert.equal((await kept(tab))[0].ended, null);
  assert.equal(await note.inputValue(), '');
  await note.fill('Nu är den låst');
  await tab.getByRole('button', { name: 'Lämna omgången' }).click();
  await start(tab, 'Starta övning');
  assert.equal(await note.inputValue(), '', 'it was of the other run');
  await note.fill('Bara övning');
  await tab.getByRole('button', { name: /^Fortsätt: Händelse/ }).click();
  await note.fill('Flik stängs');
  await tab.goto('about:blank');
  await tab.goBack();
  assert.deepEqual(await log(0), ['start', 'En dörr är olåst', 'end', 'reopen', 'Nu är den låst', 'Flik stängs']);
  assert.deepEqual(await log(1), ['start', 'Bara övning']);
  const primary = await tab.locator('.run-after .button:not(.button-quiet):not(.button-danger)').allTextContents();
  assert.deepEqual(primary, ['Lägg till']);
  await context.close();
});

test('the log is exported as text and as CSV that no spreadsheet runs', async () => {
  const { tab, context } = await open();
  await start(tab, 'Starta övning');
  await box(tab, /Räkna alla/).check();
  await tab.getByRole('textbox', { name: 'Anteckning' }).fill('=1+1; "citat"');
  await tab.getByRole('button', { name: 'Lägg till' }).click();
  await tab.getByText('Logg och export').click();
  const save = async (name) => {
    const [download] = await Promise.all([tab.waitForEvent('download'), tab.getByRole('button', { name }).click()]);
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
  };
  const text = await save('Spara som text');
  assert.match(text.name, /^logg-kort-inrymning-\d{4}-\d\d-\d\d-\d\d-\d\d\.txt$/);
  assert.match(text.text, /^Inrymning\r\nVersion 1\.0\r\nÖvning\r\n/);
  assert.match(text.text, /T\d\d:\d\d:\d\d\+0[12]:00 {2}Klart: Räkna alla i rummet/);
  assert.match(text.text, /Steg som inte är ikryssade:\r\n- Hjälp den som är skadad/);
  const csv = await save('Spara som CSV');
  const rows = csv.text.replace('\ufeff', '').trim().split('\r\n');
  assert.equal(rows[0], '"tid";"vad";"steg";"text";"checklista";"version";"slag"');
  assert.equal(rows.length, 4);
  assert.match(rows[3], /"note";"";"'=1\+1; ""citat""";"kort-inrymning";"1\.0";"drill"$/);
  await context.close();
});

test('several runs stand beside each other, and each can be cleared', async () => {
  const { tab, context } = await open();
  await start(tab);
  await box(tab, /Räkna alla/).check();
  await tab.getByRole('button', { name: 'Lämna omgången' }).click();
  assert.equal(await tab.locator('.step-box').count(), 0);
  await start(tab, 'Starta övning');
  assert.equal(await box(tab, /Räkna alla/).isChecked(), false);
  await tab.getByRole('button', { name: /^Fortsätt: Händelse/ }).click();
  assert.equal(await box(tab, /Räkna alla/).isChecked(), true);
  await tab.getByText('Logg och export').click();
  await tab.getByRole('button', { name: 'Radera omgången' }).click();
  await tab.getByRole('dialog').getByRole('button', { name: 'Avbryt' }).click();
  assert.equal((await kept(tab)).length, 2);
  await tab.getByRole('button', { name: 'Radera omgången' }).click();
  await tab.getByRole('dialog').getByRole('button', { name: 'Radera' }).click();
  assert.deepEqual((await kept(tab)).map(({ kind }) => kind), ['drill']);
  await tab.getByRole('button', { name: 'Radera alla omgångar av kortet' }).click();
  await tab.getByRole('dialog').getByRole('button', { name: 'Radera' }).click();
  assert.equal(await tab.evaluate(() => localStorage.length), 0);
  await context.close();
});

test('two tabs write one log', async () => {
  const { tab, context } = await open();
  await start(tab);
  const other = await context.newPage();
  await other.goto(site.url + CARD);
  await box(other, /Räkna alla/).check();
  await tab.locator('.ticked').waitFor(); // Chromium tells its other processes of a write a moment later
  await box(tab, /Hjälp den/).check();
  assert.deepEqual((await kept(tab))[0].log.map(({ what }) => what), ['start', 'done', 'done']);
  await other.waitForFunction(() => document.querySelector('[data-bar] [data-progress]').textContent.startsWith('2 '));
  await context.close();
});

test('a run that is cleared in another tab is gone here too, and the page says so', async () => {
  const { tab, context } = await open();
  await start(tab);
  await box(tab, /Räkna alla/).check();
  const other = await context.newPage();
  await other.goto(site.url + CARD);
  await other.getByText('Logg och export').click();
  await other.getByRole('button', { name: 'Radera omgången' }).click();
  await other.getByRole('dialog').getByRole('button', { name: 'Radera' }).click();
  await tab.getByText('Omgången raderades i en annan flik.').waitFor();
  assert.equal(await status(tab), 'Omgången raderades i en annan flik.');
  assert.equal(await tab.locator('.step-box, .ticked').count(), 0);
  assert.equal(await tab.locator('[data-bar]').isVisible(), false);
  assert.equal(await tab.evaluate(() => document.activeElement.dataset.do), 'event', 'the focus stood on a step that is no more');
  await context.close();
});

describe('an act in a run that is gone before the page has heard of it says so', () => {
  const acts = {
    'a tick': (tab) => box(tab, /Räkna alla/).click(),
    'a note': async (tab) => {
      await tab.getByRole('textbox', { name: 'Anteckning' }).fill('x');
      await tab.getByRole('button', { name: 'Lägg till' }).click();
    },
    'an export': async (tab) => {
      await tab.getByText('Logg och export').click();
      await tab.getByRole('button', { name: 'Spara som text' }).click();
    },
  };
  for (const [name, act] of Object.entries(acts)) {
    test(name, async () => {
      const { tab, context, ears } = await open();
      await start(tab);
      await tab.evaluate(() => localStorage.clear()); // a tab is not told of what it does itself
      await act(tab);
      assert.equal(await status(tab), 'Omgången raderades i en annan flik.');
      assert.deepEqual(await kept(tab), []);
      none(ears.take(), name);
      await context.close();
    });
  }
});

describe('what runs a checklist', () => {
  const asks = async (settings = phone) => {
    const context = await chromium.newContext({ ...settings, serviceWorkers: 'block' });
    const tab = await context.newPage();
    const asked = [];
    tab.on('request', (request) => asked.push(request.url().replace(/.*\//, '').replace(/\.[0-9a-f]{8}/, '')));
    return { tab, context, asked };
  };
  test('is fetched with the first act, not with the page', async () => {
    const { tab, context, asked } = await asks();
    await tab.goto(site.url + CARD, { waitUntil: 'networkidle' });
    assert.ok(asked.includes('checklist.js') && !asked.some((name) => name.startsWith('run.')), asked.join(' '));
    await Promise.all([tab.waitForRequest(/\/run\.\w+\.js$/), tab.mouse.wheel(0, 200)]);
    await context.close();
  });
  test('is fetched with the page that a run was left open on', async () => {
    const { tab, context, asked } = await asks();
    await tab.goto(site.url + CARD);
    await start(tab);
    asked.length = 0;
    await tab.goto(site.url + CARD);
    await tab.locator('.step-box').first().waitFor();
    assert.ok(asked.includes('run.js'));
    assert.equal(await tab.getByRole('button', { name: 'Starta vid händelse' }).isVisible(), false);
    await context.close();
  });
  test('cannot be fetched: the page says so, and the next press tries again', async () => {
    const { tab, context } = await asks();
    await tab.goto(site.url + CARD);
    await tab.route(/\/run\.\w+\.js$/, (route) => route.abort());
    await tab.getByRole('button', { name: 'Starta övning' }).click();
    await tab.getByText('Det gick inte att starta: nätet svarar inte. Försök igen, eller följ kortet som det står.').waitFor();
    assert.deepEqual(await kept(tab), []);
    await tab.unroute(/\/run\.\w+\.js$/);
    await start(tab, 'Starta övning');
    assert.equal(await status(tab), 'Omgången startade (övning, version 1.0). 0 av 16 steg klara');
    assert.equal((await kept(tab)).length, 1);
    await context.close();
  });
  test('is gone, as the site was published anew: the page says so, and is there again when loaded again', async () => {
    const { tab, context } = await asks();
    await tab.goto(site.url + CARD);
    await tab.route(/\/run\.\w+\.js$/, (route) => route.fulfill({ status: 404 }));
    await tab.getByRole('button', { name: 'Starta vid händelse' }).click();
    await tab.getByText('Sidan har publicerats på nytt sedan du öppnade den.').waitFor();
    await tab.unroute(/\/run\.\w+\.js$/);
    await Promise.all([tab.waitForEvent('load'), tab.getByRole('button', { name: 'Ladda om sidan' }).click()]);
    await start(tab);
    assert.equal((await kept(tab)).length, 1);
    await context.close();
  });
  test('is fetched when the page is left for another tab, and is there when that is long ago', async () => {
    const { tab, context } = await asks();
    await tab.goto(site.url + CARD, { waitUntil: 'networkidle' });
    await Promise.all([tab.waitForResponse(/\/run\.\w+\.js$/), tab.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))]);
    await tab.waitForLoadState('networkidle');
    await tab.route(/\/run\.\w+\./, (route) => route.fulfill({ status: 404 }));
    await start(tab);
    assert.equal((await kept(tab)).length, 1);
    await context.close();
  });
});

test('a card that has changed since the run began says so, step by step', async () => {
  const { tab, context } = await open();
  await start(tab);
  assert.equal(await tab.locator('[data-changed]').isVisible(), false);
  await tab.evaluate(() => {
    const key = Object.keys(localStorage).find((name) => name.startsWith('ledfyr-runs'));
    const runs = JSON.parse(localStorage.getItem(key));
    runs[0].version = '0.9';
    runs[0].steps[0].text = 'Räkna alla.';
    runs[0].steps[1] = { id: 'borta', text: 'Gör något som inte finns kvar.' };
    localStorage.setItem(key, JSON.stringify(runs));
  });
  await tab.reload();
  await tab.locator('[data-changed]').waitFor();
  const said = await tab.locator('[data-changed]').innerText();
  assert.match(said, /Kortet har ändrats sedan du startade/);
  assert.match(said, /Du startade med version 0\.9\. Nu visas version 1\.0\./);
  assert.match(said, /Nytt: Hjälp den som är skadad\./);
  assert.match(said, /Borttaget: Gör något som inte finns kvar\./);
  assert.match(said, /Ändrat: Räkna alla i rummet/);
  await context.close();
});

test('a thumb reaches the steps, and the bar covers none that has the focus', async () => {
  const { tab, context } = await open();
  await start(tab);
  const heights = await tab.locator('.step').evaluateAll((steps) => steps.map((step) => step.getBoundingClientRect().height));
  assert.ok(Math.min(...heights) >= 44, `a step is ${Math.min(...heights)} px high`);
  const next = tab.getByRole('button', { name: 'Nästa steg' });
  const at = await next.boundingBox();
  assert.ok(at.y > 640 / 2 && at.height >= 44, `the button for the next step is at ${at.y}, ${at.height} px high`);
  for (let i = 0; i < 16; i += 1) {
    await next.click();
    const at = await tab.evaluate(() => {
      const { bottom, top } = document.activeElement.getBoundingClientRect();
      return { type: document.activeElement.type, top, bottom, bar: document.querySelector('[data-bar]').getBoundingClientRect().top };
    });
    assert.ok(at.type === 'checkbox' && at.top >= 0 && at.bottom <= at.bar, `step ${i + 1} is covered: ${JSON.stringify(at)}`);
    await tab.keyboard.press('Space');
  }
  assert.equal(await status(tab), 'Alla steg är klara.');
  assert.equal(await next.isVisible(), false);
  await context.close();
});

test('the screen is kept awake while a run is open, where that is possible, and only then says so', async () => {
  const asks = `globalThis.locks = []; Object.defineProperty(navigator, 'wakeLock', { value: { request: async (what) => {
    const lock = Object.assign(new EventTarget(), { released: false, release: async () => { lock.released = true; lock.dispatchEvent(new Event('release')); } });
    locks.push(lock); return lock; } } });`;
  const { tab, context } = await open(undefined, phone, asks);
  assert.equal(await tab.evaluate(() => globalThis.locks.length), 0);
  await start(tab);
  await tab.locator('[data-awake]').waitFor();
  await tab.getByRole('button', { name: 'Avsluta omgången' }).click();
  assert.deepEqual(await tab.evaluate(() => globalThis.locks.map(({ released }) => released)), [true]);
  await context.close();
  // One that is granted when the run has ended already is given back.
  const late = await open(undefined, phone, asks.replace('locks.push(lock)', 'await new Promise((grant) => { globalThis.grant = grant; }); locks.push(lock)'));
  await start(late.tab);
  await late.tab.getByRole('button', { name: 'Avsluta omgången' }).click();
  await late.tab.evaluate(() => globalThis.grant());
  await late.tab.waitForFunction(() => globalThis.locks[0]?.released);
  assert.equal(await late.tab.locator('[data-awake]').isVisible(), false);
  await late.context.close();
  const none = await open(undefined, phone, "Object.defineProperty(navigator, 'wakeLock', { value: { request: async () => { throw new Error('no'); } } });");
  await start(none.tab);
  assert.equal(await none.tab.locator('[data-awake]').isVisible(), false);
  await none.context.close();
});

test('a browser that stores nothing says so, and the run goes on', async () => {
  const { tab, context } = await open(undefined, phone, "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };");
  await start(tab);
  assert.match(await tab.locator('[data-unsaved]').innerText(), /kan inte spara omgången/);
  await box(tab, /Räkna alla/).check();
  assert.match(await status(tab), /1 av 16 steg klara$/);
  await context.close();
});

test('with the keyboard alone: start, tick, undo, end', async () => {
  const { tab, context } = await open(undefined, { ...phone, viewport: { width: 1280, height: 800 }, hasTouch: false });
  const tabTo = async (wanted) => {
    for (let i = 0; i < 60; i += 1) {
      await tab.keyboard.press('Tab');
      if (await tab.evaluate((text) => document.activeElement !== document.body && document.activeElement.textContent.includes(text), wanted)) return;
    }
    assert.fail(`no way to «${wanted}» with the tabulator`);
  };
  await tabTo('Starta vid händelse');
  await tab.keyboard.press('Enter');
  await tab.locator('.step-box').first().waitFor();
  assert.equal(await tab.evaluate(() => document.activeElement.type), 'checkbox', 'the first step has the focus');
  await tab.keyboard.press('Space');
  await tab.keyboard.press('Tab');
  await tab.keyboard.press('Space');
  await tab.keyboard.press('Space');
  assert.deepEqual((await kept(tab))[0].log.map(({ what }) => what), ['start', 'done', 'done', 'undone']);
  await tabTo('Avsluta omgången');
  await tab.keyboard.press('Enter');
  assert.ok((await kept(tab))[0].ended);
  await context.close();
});

describe('axe finds nothing with a run open', () => {
  for (const colorScheme of ['light', 'dark']) {
    test(colorScheme, async () => {
      const { tab, context } = await open(undefined, { ...phone, colorScheme });
      await start(tab);
      await box(tab, /Räkna alla/).check();
      await tab.getByText('Logg och export').click();
      await tab.evaluate(axe);
      const { violations } = await tab.evaluate(() => globalThis.axe.run(document, { rules: { 'target-size': { enabled: true } } }));
      none(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 140)}`)), colorScheme);
      await context.close();
    });
  }
});

test('a run works from a disk', async () => {
  const { tab, context, ears } = await open(pathToFileURL(path.join(out, CARD, 'index.html')).href);
  await start(tab);
  await box(tab, /Räkna alla/).check();
  await tab.reload();
  assert.equal(await box(tab, /Räkna alla/).isChecked(), true);
  none(ears.take(), 'file');
  await context.close();
});
