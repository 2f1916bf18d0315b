// Without JavaScript nothing of a page's text is lost.
import { after, describe, test } from 'node:test';
import { browser, none } from './lib/browser.mjs';
import { build } from './lib/ledfyr.mjs';
import { name, readable } from './lib/pages.mjs';
import { host } from './lib/static.mjs';

const out = build();
const site = await host(out);
after(() => site.stop());
const chromium = await browser();

// The text of the main part that nobody can see: not drawn, and neither folded (a click opens that) nor meant for
// screen readers or for print alone.
function unseen() {
  const main = document.querySelector('main');
  if (!main) return ['has no <main>'];
  const faults = [];
  if (!main.querySelector('h1')?.checkVisibility()) faults.push('shows no h1');
  if (main.innerText.trim().length < 20) faults.push(`shows only «${main.innerText.trim()}»`);
  const walk = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const parent = node.parentElement;
    if (!node.textContent.trim() || parent.closest('script, style, template, svg title, svg desc, .print-only, details:not([open])')) continue;
    if (!parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) {
      faults.push(`hides «${node.textContent.trim().slice(0, 60)}» in ${parent.outerHTML.slice(0, 120)}`);
    }
  }
  return faults;
}

describe('complete without JavaScript', { concurrency: 2 }, () => {
  for (const page of readable(out)) {
    test(name(page), async () => {
      const context = await chromium.newContext({ javaScriptEnabled: false });
      try {
        const tab = await context.newPage();
        await tab.goto(site.url + page.url);
        none(await tab.evaluate(unseen), `${name(page)} without JavaScript`);
      } finally {
        await context.close();
      }
    });
  }
});
