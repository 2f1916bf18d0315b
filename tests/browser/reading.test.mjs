// What makes reading easier: validity at the time of viewing, explained terms, previews, «min roll», a mail about the page.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { browser, listen, none } from './lib/browser.mjs';
import { build, copy } from './lib/ledfyr.mjs';
import { readable } from './lib/pages.mjs';
import { host } from './lib/static.mjs';

const out = build();
const site = await host(out, '/sakerhet/');
after(() => site.stop());
const chromium = await browser();
const PROCESS = 'rutiner/riskanalys/';

async function open(url, settings = {}, prepare = '') {
  const context = await chromium.newContext({ locale: 'sv-SE', viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', serviceWorkers: 'block', ...settings });
  const ears = listen(context, site.url);
  const tab = await context.newPage();
  if (prepare) await tab.addInitScript(prepare);
  await tab.goto(site.url + url);
  return { context, tab, ears };
}

describe('is it valid, seen on the day of viewing', () => {
  const on = async (day, settings = {}) => {
    const { context, tab } = await open(PROCESS, settings);
    if (!settings.javaScriptEnabled && 'javaScriptEnabled' in settings) {
      const text = await tab.locator('.validity').innerText();
      await context.close();
      return text;
    }
    // Playwright's own clock takes away what the browser says of how a page came.
    await tab.addInitScript((time) => {
      const Real = Date;
      globalThis.Date = class extends Real { constructor(...parts) { super(...(parts.length ? parts : [time])); } };
    }, `${day}T10:00:00`);
    await tab.reload();
    const text = await tab.locator('.validity').innerText();
    await context.close();
    return text.replace(/\s+/g, ' ');
  };
  const built = async (day, more, run) => {
    const old = site.out;
    site.out = build(undefined, more, day);
    await run();
    site.out = old;
  };
  test('before it holds', () => built('2025-12-30', ['--drafts'], async () => assert.match(await on('2025-12-31'), /Beslutad Gäller inte än/)));
  test('a clock before a day that the build knew to be past is wrong, and says nothing', async () => {
    const text = await on('1970-01-01');
    assert.match(text, /Beslutad Version/);
    assert.doesNotMatch(text, /i dag|försenad|inte än|gått ut/);
  });
  test('while it holds', async () => assert.match(await on('2026-12-02'), /Beslutad Gäller i dag/));
  test('when the review is overdue', async () => assert.match(await on('2027-12-13'), /Beslutad Granskningen är försenad/));
  test('without JavaScript it states dates and claims nothing', async () => {
    const text = await on('2026-12-02', { javaScriptEnabled: false });
    assert.match(text, /Gäller från\s1\sdecember 2026/);
    assert.doesNotMatch(text, /i dag|försenad|inte än/);
  });
  test('what was true on the day of the build is said without JavaScript and on paper, and corrected by the reader’s clock', () => built('2027-12-13', [], async () => {
    assert.match(await on('2027-12-13', { javaScriptEnabled: false }), /Beslutad\s+Granskningen är försenad/);
    assert.match(await on('2027-12-13'), /Beslutad Granskningen är försenad Version/);
    assert.match(await on('2026-12-02'), /Beslutad Gäller i dag Version/);
    assert.match(await on('1970-01-01'), /Beslutad Granskningen är försenad Version/);
    const { context, tab } = await open(PROCESS, { javaScriptEnabled: false });
    await tab.emulateMedia({ media: 'print' });
    assert.equal(await tab.locator('.view-time').first().isVisible(), true);
    await context.close();
  }));
  test('when its time has run out', async () => {
    const root = copy();
    const file = path.join(root, 'content/rutiner/riskanalys.md');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^valid_from: .*$/m, '$&\nvalid_to: 2026-12-31'));
    const old = site.out;
    site.out = build(root);
    assert.match(await on('2027-01-01'), /Beslutad Giltighetstiden har gått ut/);
    site.out = old;
  });
});

describe('versions, seen on a day after the build', () => {
  // Built while version 2.0 waits.
  const DOCUMENT = 'rutiner/sakerhetsinventering/';
  const still = (day) => `{
    const Real = Date;
    globalThis.Date = class extends Real { constructor(...parts) { super(...(parts.length ? parts : ['${day}T10:00:00'])); } };
  }`;
  const notices = async (url, day, settings = {}) => {
    const { context, tab } = await open(url, settings, day && still(day));
    const shown = await tab.locator('.standing-notice:visible').allInnerTexts();
    await context.close();
    return shown.map((text) => text.replace(/\s+/g, ' ').trim());
  };
  const waits = (url, run) => async () => {
    const old = site.out;
    site.out = build(undefined, [], '2027-01-15');
    try { await run(url); } finally { site.out = old; }
  };
  test('the one in force says what comes, and from that day on what has taken its place', waits(DOCUMENT, async (url) => {
    for (const day of ['2027-01-15', '2027-01-31']) {
      const [text, ...others] = await notices(url, day);
      assert.match(text, /^En ny version är beslutad Den här texten gäller till dess\. Börjar gälla den 1 februari 2027\. Läs den nya versionen: Säkerhetsinventering, version 2\.0\.$/);
      assert.deepEqual(others, []);
    }
    for (const day of ['2027-02-01', '2027-02-02', '2028-02-29']) {
      assert.deepEqual(await notices(url, day), ['Sidan har ersatts Följ inte den här texten. Läs i stället: Säkerhetsinventering, version 2.0.']);
    }
  }));
  test('the one that waits leads to the one in force, and from its day on says that it holds', waits(`${DOCUMENT}v2/`, async (url) => {
    assert.deepEqual(await notices(url, '2027-01-31'), ['Det här gäller inte än Texten är beslutad men börjar gälla senare. Följ den inte förrän dess. Börjar gälla den 1 februari 2027. Det här gäller nu: Säkerhetsinventering, version 1.0.']);
    assert.deepEqual(await notices(url, '2027-02-01'), ['Det här gäller nu Följ den här texten. Började gälla den 1 februari 2027.']);
  }));
  test('the one that was replaced leads to the one in force, on any day', waits('rutiner/riskanalys/v1/', async (url) => {
    for (const day of ['2027-01-15', '2028-01-01']) assert.deepEqual(await notices(url, day), ['Sidan har ersatts Följ inte den här texten. Läs i stället: Riskanalys, version 1.3.']);
  }));
  test('without JavaScript the days stand there', waits(DOCUMENT, async (url) => {
    const [text, ...others] = await notices(url, '', { javaScriptEnabled: false });
    assert.match(text, /Börjar gälla den 1 februari 2027/);
    assert.deepEqual(others, []);
  }));
  test('a clock before a day that the build knew to be past changes nothing', waits(DOCUMENT, async (url) => {
    const [text] = await notices(url, '1970-01-01');
    assert.match(text, /^En ny version är beslutad/);
  }));
  test('the timeline says which day it is by the reader’s clock, and says nothing by a clock that is wrong or without JavaScript', waits(DOCUMENT, async (url) => {
    const days = async (day, settings = {}) => {
      const { context, tab } = await open(url, settings, day && still(day));
      await tab.locator('.timeline > summary').click();
      const shown = await tab.locator('.timeline li').allInnerTexts();
      await context.close();
      return shown.map((text) => text.split('\n')[0].replace(/\s+/g, ' ').trim());
    };
    const before = ['1 januari 2026', '2 februari 2026', '1 december 2026'];
    const later = '1 december 2027';
    assert.deepEqual(await days('2027-01-31'), [...before, 'I dag', '1 februari 2027', later]);
    for (const day of ['2027-02-01', '2027-02-02']) assert.deepEqual(await days(day), [...before, '1 februari 2027', 'I dag', later], day);
    assert.deepEqual(await days('2027-12-02'), [...before, '1 februari 2027', later, 'I dag']);
    for (const unmarked of [await days('2026-02-01'), await days('', { javaScriptEnabled: false })]) assert.deepEqual(unmarked, [...before, '1 februari 2027', later]);
  }));
  test('a document whose time has run out since the build says so', async () => {
    const root = copy();
    const file = path.join(root, 'content/rutiner/hot-och-vald.md');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^valid_from: .*$/m, '$&\nvalid_to: 2027-12-31'));
    const old = site.out;
    site.out = build(root, [], '2027-01-15');
    const on = (day) => notices('rutiner/hot-och-vald/', day);
    assert.deepEqual(await on('2027-12-31'), []);
    assert.deepEqual(await on('2028-01-01'), ['Det här gäller inte längre Giltighetstiden har gått ut. Följ inte den här texten.']);
    site.out = old;
  });
});

describe('terms of the glossary', () => {
  test('are buttons that explain themselves with a press or a key, with and without JavaScript', async () => {
    for (const javaScriptEnabled of [true, false]) {
      const { context, tab } = await open(PROCESS, { javaScriptEnabled });
      const term = tab.locator('.term-button').first();
      assert.equal(await tab.locator('.term-popover:popover-open').count(), 0);
      await term.focus();
      await tab.keyboard.press('Enter');
      const shown = tab.locator('.term-popover:popover-open');
      assert.equal(await shown.count(), 1);
      assert.ok((await shown.innerText()).length > 30);
      await shown.getByRole('link', { name: 'Läs mer i ordlistan' }).waitFor();
      await tab.keyboard.press('Escape');
      assert.equal(await shown.count(), 0);
      await context.close();
    }
  });
  for (const width of [320, 360, 1280]) {
    test(`are read without scrolling, wherever the term stands: ${width} px`, async () => {
      const { context, tab } = await open('riktlinje/hela/', { viewport: { width, height: 700 } });
      const terms = await tab.locator('.term-button').count();
      assert.ok(terms > 4, terms);
      const outside = [];
      for (let i = 0; i < terms; i += 1) {
        for (const place of ['start', 'center', 'end']) {
          const term = tab.locator('.term-button').nth(i);
          await term.evaluate((button, block) => button.scrollIntoView({ block, behavior: 'instant' }), place);
          await term.evaluate((button) => button.click());
          const { left, right, top, bottom } = await tab.locator('.term-popover:popover-open').evaluate((popover) => popover.getBoundingClientRect().toJSON());
          if (left < 0 || right > width || top < 0 || bottom > 700) outside.push([await term.textContent(), place, left, right, top, bottom].join(' '));
          await tab.keyboard.press('Escape');
        }
      }
      assert.deepEqual(outside, []);
      await context.close();
    });
  }
  test('lead to the place in the glossary, once each on a page', () => {
    const page = readable(out).find(({ url }) => url === PROCESS);
    const targets = [...page.html.matchAll(/popovertarget="([^"]+)"/g)].map(([, id]) => id);
    assert.ok(targets.length >= 3);
    assert.deepEqual(targets, [...new Set(targets)]);
    for (const id of targets) assert.match(page.html, new RegExp(`id="${id}"[^]*?ordlista/#${id.slice(3)}"`));
  });
  test('leave cards alone: nobody reads explanations in an emergency', () => {
    for (const page of readable(out).filter(({ kind }) => kind === 'checklist')) assert.doesNotMatch(page.html, /term-button/);
  });
});

describe('previews of links', () => {
  const link = (tab) => tab.locator('.prose a[data-preview]').first();
  const tip = (tab) => tab.locator('.preview');
  test('show on hover, can be pointed at, and go with Escape (WCAG 1.4.13)', async () => {
    const { context, tab } = await open(PROCESS);
    await link(tab).hover();
    await tip(tab).waitFor();
    const box = await tip(tab).boundingBox();
    await tab.mouse.move(box.x + 5, box.y + 5, { steps: 5 });
    await tab.waitForTimeout(600);
    assert.equal(await tip(tab).isVisible(), true, 'it stays while it is pointed at');
    await tab.keyboard.press('Escape');
    assert.equal(await tip(tab).isVisible(), false);
    await context.close();
  });
  test('show on focus and describe the link to screen readers', async () => {
    const { context, tab } = await open(PROCESS);
    await tab.keyboard.press('Tab');
    await link(tab).focus();
    await tip(tab).waitFor();
    assert.equal(await link(tab).getAttribute('aria-describedby'), '_preview');
    assert.ok((await tip(tab).innerText()).length > 20);
    await tab.keyboard.press('Tab');
    assert.equal(await link(tab).getAttribute('aria-describedby'), null);
    await context.close();
  });
});

test('the sign after a heading copies the link and says so', async () => {
  const { context, tab } = await open(PROCESS, { permissions: ['clipboard-read', 'clipboard-write'] });
  const anchor = tab.locator('h2 .anchor').first();
  await anchor.focus();
  await tab.keyboard.press('Enter');
  await tab.getByText('Länken är kopierad.').waitFor();
  assert.equal(await tab.evaluate(() => navigator.clipboard.readText()), new URL(await anchor.getAttribute('href'), site.url + PROCESS).href);
  await context.close();
});

test('a mail about the page names page, version and the text that was chosen', async () => {
  const root = copy();
  const contacts = path.join(root, 'content/kontakter.md');
  writeFileSync(contacts, readFileSync(contacts, 'utf8').replace(/( {2}- id: sakerhetsenheten-kontakt\n)/, '$1    email: sakerhet@kommun.example\n').replace(/(email: sakerhet@kommun\.example\n(?: {4}.*\n)*?) {4}email: .*\n/, '$1'));
  const old = site.out;
  site.out = build(root);
  const { context, tab } = await open(PROCESS);
  await tab.evaluate(() => {
    const range = document.createRange();
    range.selectNodeContents(document.querySelector('.prose p'));
    getSelection().addRange(range);
  });
  for (const [name, subject] of [['Rapportera ett fel på sidan', 'Fel på sidan: Riskanalys'], ['Fråga om sidan', 'Fråga om sidan: Riskanalys']]) {
    const mail = tab.getByRole('link', { name });
    await mail.dispatchEvent('pointerdown');
    const url = new URL(await mail.getAttribute('href'));
    assert.equal(url.searchParams.get('subject'), subject);
    const body = url.searchParams.get('body');
    assert.match(body, /Sida: rutin-riskanalys, version 1\.3\./);
    assert.match(body, /rutiner\/riskanalys\//);
    assert.match(body, /Det gäller texten: ”En riskanalys svarar på tre frågor/);
  }
  // Pressed with a mouse, which may take the mark off the text before the link is followed.
  const mail = tab.getByRole('link', { name: 'Fråga om sidan' });
  await mail.evaluate((link) => link.addEventListener('click', (event) => event.preventDefault()));
  await mail.dispatchEvent('pointerdown');
  await tab.evaluate(() => getSelection().removeAllRanges());
  await mail.dispatchEvent('click', { detail: 1 });
  assert.match(new URL(await mail.getAttribute('href')).searchParams.get('body'), /Det gäller texten: ”En riskanalys/);
  await context.close();
  site.out = old;
});

test('what printing unfolds is folded again, and what was open stays open', async () => {
  const { context, tab } = await open(PROCESS);
  const state = () => tab.evaluate(() => [...document.querySelectorAll('main details:not(.fold-narrow)')].map(({ open: unfolded }) => unfolded));
  const before = await state();
  assert.ok(before.includes(false));
  await tab.evaluate(() => dispatchEvent(new Event('beforeprint')));
  assert.ok((await state()).every(Boolean));
  await tab.evaluate(() => dispatchEvent(new Event('afterprint')));
  assert.deepEqual(await state(), before);
  await context.close();
});

test('an address that leads nowhere stops nothing on the page for what is not kept', async () => {
  const { context, tab, ears } = await open('offline/?till=http%3A%2F%2F%5B');
  assert.equal(await tab.locator('.offline-retry').isVisible(), false);
  none(ears.take(), 'offline');
  await context.close();
});

describe('«Min roll»', () => {
  test('nothing is stored until it is chosen; then start page and menu lead with it, and one press clears it', async () => {
    const { context, tab, ears } = await open('');
    assert.equal(await tab.evaluate(() => localStorage.length), 0);
    await tab.getByText('Välj din roll').click();
    await tab.getByRole('button', { name: 'Rektor', exact: true }).click();
    await tab.getByRole('heading', { name: 'Min roll: Rektor' }).waitFor();
    for (const part of ['Checklistor', 'Uppgifter', 'Att läsa i rollen']) await tab.locator('.role-chosen').getByText(part, { exact: true }).waitFor();
    await tab.goto(site.url + PROCESS);
    assert.equal(await tab.locator('.menu-list > li').first().locator('summary').innerText(), 'Min roll: Rektor');
    await tab.locator('.menu-role summary').click();
    await tab.locator('.menu-role').getByRole('link', { name: 'Inrymning', exact: true }).click();
    assert.equal(await tab.locator('h1').textContent(), 'Inrymning');
    await tab.goto(site.url);
    await tab.locator('.role-chosen').getByRole('button', { name: 'Ta bort valet' }).click();
    assert.equal(await tab.evaluate(() => localStorage.length), 0);
    assert.equal(await tab.locator('.role-chosen, .menu-role').count(), 0);
    none(ears.take(), 'min roll');
    await context.close();
  });
  test('can be chosen on the page of the role, with the keyboard', async () => {
    const { context, tab } = await open('roller/sakerhetsombud/');
    await tab.getByRole('button', { name: 'Det här är min roll' }).focus();
    await tab.keyboard.press('Enter');
    await tab.getByText('Din roll är nu Säkerhetsombud.').waitFor();
    await context.close();
  });
  for (const width of [360, 1280]) {
    test(`who has chosen stands where the choice leads: ${width} px`, async () => {
      const { context, tab } = await open('', { viewport: { width, height: 800 } });
      const focused = () => tab.evaluate(() => {
        const { id, textContent } = document.activeElement, { top, bottom } = document.activeElement.getBoundingClientRect();
        return [id || textContent.trim(), bottom > 0 && top < innerHeight];
      });
      await tab.getByText('Välj din roll').click();
      await tab.getByRole('button', { name: 'Rektor', exact: true }).click();
      await tab.getByText('Din roll är nu Rektor.').waitFor();
      assert.deepEqual(await focused(), ['Min roll: Rektor', true]);
      await tab.goto(`${site.url}roller/chef/`);
      await tab.getByRole('button', { name: 'Det här är min roll' }).click();
      await tab.getByText('Din roll är nu Chef.').waitFor();
      // On a phone the menu that holds it is closed.
      assert.deepEqual(await focused(), [width === 360 ? '_main' : 'Min roll: Chef', true]);
      await context.close();
    });
  }
  test('what was kept is brought up to date, never in place of a choice made meanwhile', async () => {
    const { context, tab } = await open('roller/rektor/');
    await tab.getByRole('button', { name: 'Det här är min roll' }).click();
    await tab.getByText('Din roll är nu Rektor.').waitFor();
    let answer;
    await tab.route('**/roller/rektor/role.js', async (route) => { await new Promise((resolve) => { answer = resolve; }); await route.continue(); });
    await tab.goto(`${site.url}roller/chef/`, { waitUntil: 'commit' });
    await tab.getByRole('button', { name: 'Det här är min roll' }).click();
    await tab.getByText('Din roll är nu Chef.').waitFor();
    const late = tab.waitForResponse(/rektor\/role\.js/);
    answer();
    await (await late).finished();
    await tab.waitForTimeout(100);
    assert.deepEqual(await tab.evaluate(() => Object.values(localStorage).map((kept) => JSON.parse(kept).title)), ['Chef']);
    await context.close();
  });
  test('what cannot be read is passed by', async () => {
    const { context, tab, ears } = await open('', {}, `try { localStorage.setItem('ledfyr-role /sakerhet/ sv', '{"title":"x","url":"roller/rektor/","cards":[]}'); } catch { }`);
    assert.equal(await tab.locator('.role-chosen').count(), 0);
    await tab.goto(site.url + PROCESS);
    assert.ok(await tab.locator('.print-button').first().isVisible(), 'the rest of the script has run');
    none(ears.take(), 'a damaged role');
    await context.close();
  });
  test('without JavaScript the choice is links to the roles', async () => {
    const { context, tab } = await open('', { javaScriptEnabled: false });
    await tab.getByText('Välj din roll').click();
    await tab.locator('.my-role').getByRole('link', { name: 'Rektor' }).click();
    assert.equal(await tab.locator('h1').textContent(), 'Rektor');
    await context.close();
  });
});

test('the contents beside the text follow the reader', async () => {
  const { context, tab } = await open(PROCESS);
  await tab.evaluate(() => [...document.querySelectorAll('.prose > h2')].at(-1).scrollIntoView());
  await tab.waitForFunction(() => document.querySelector('.toc [aria-current="location"]')?.textContent === [...document.querySelectorAll('.prose > h2')].at(-1).firstChild.textContent);
  await context.close();
});
