// Without JavaScript nothing of a page's text is lost.
import { after, describe, test } from 'node:test';
import { browser, none, tabs } from './lib/browser.mjs';
import { build } from './lib/ledfyr.mjs';
import { name, readable } from './lib/pages.mjs';
import { host } from './lib/static.mjs';

const out = build();
const site = await host(out);
after(() => site.stop());
const chromium = await browser();

// The text of the main part that a reader can see neither on the screen nor on paper. What is folded opens with a click, an explanation with its term,
// and what has the attribute `hidden` is for scripts to show: buttons that would do nothing here.
function unseen() {
  const main = document.querySelector('main');
  if (!main) return { faults: ['has no <main>'], hidden: [] };
  const faults = [];
  if (!main.querySelector('h1')?.checkVisibility()) faults.push('shows no h1');
  if (main.innerText.trim().length < 20) faults.push(`shows only «${main.innerText.trim()}»`);
  const hidden = [];
  const walk = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const parent = node.parentElement;
    if (!node.textContent.trim() || parent.closest('script, style, template, svg title, svg desc, [hidden], [popover], details:not([open])')) continue;
    // The picture of the organisation has a form for narrow windows and one for wide ones.
    if (parent.closest('.org-narrow, .org-wide') && [...main.querySelectorAll('.organisation svg')].some((svg) => svg.checkVisibility())) continue;
    if (!parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) {
      hidden.push(`hides «${node.textContent.trim().slice(0, 60)}» in ${parent.outerHTML.slice(0, 120)}`);
    }
  }
  return { faults, hidden };
}

const tab = tabs(chromium, { javaScriptEnabled: false });

describe('complete without JavaScript', { concurrency: 2 }, () => {
  for (const page of readable(out)) {
    test(name(page), () => tab(async (opened) => {
      await opened.emulateMedia({ media: 'screen' });
      await opened.goto(site.url + page.url);
      const { faults, hidden } = await opened.evaluate(unseen);
      await opened.emulateMedia({ media: 'print' });
      const onPaper = new Set((await opened.evaluate(unseen)).hidden);
      none([...faults, ...hidden.filter((text) => onPaper.has(text))], name(page));
    }));
  }
});
