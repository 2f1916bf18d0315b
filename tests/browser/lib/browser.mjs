// Chromium, and an ear for everything that goes wrong in a page.
import { existsSync } from 'node:fs';
import { after } from 'node:test';
import { chromium } from 'playwright-core';

const PLACES = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

// None of these changes what a page does; they keep the browser itself from calling out or needing a graphics card.
const ARGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
];

/** Starts Chromium; it is closed when the tests of the file are over. */
export async function browser() {
  const executablePath = PLACES.find((place) => place && existsSync(place));
  if (!executablePath) throw new Error('Chromium is missing (Debian: apt install chromium), or set CHROMIUM to its path');
  const started = await chromium.launch({ executablePath, args: ARGS });
  after(() => started.close());
  return started;
}

/** Notes what a page of `context` must never do: leave the site, break the policy, fail to load, throw. */
export function listen(context, site) {
  const faults = [];
  const origin = new URL(site).origin;
  const inside = (url) => (site.startsWith('file:') ? url.startsWith('file:') : new URL(url).origin === origin) || /^(data|blob):/.test(url);
  context.on('request', (request) => {
    if (!inside(request.url())) faults.push(`asks another host: ${request.url()} (${request.resourceType()})`);
  });
  context.on('requestfailed', (request) => {
    const { errorText } = request.failure() ?? {};
    // A page that is left while something still loads gives up on it; that is no fault.
    if (errorText !== 'net::ERR_ABORTED') faults.push(`cannot load ${request.url()}: ${errorText}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400 && response.request().resourceType() !== 'document') faults.push(`${response.status()} for ${response.url()}`);
  });
  context.on('weberror', (error) => faults.push(`throws: ${error.error().message}`));
  context.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) faults.push(`says on the console: ${message.text()}`);
  });
  return {
    /** What was noted since the last call. */
    take: () => faults.splice(0),
  };
}

/** Fails with one point for each fault. The reporter puts the same fault of many pages together. */
export function none(faults, where) {
  if (faults.length === 0) return;
  const error = new Error(`${where}\n${faults.map((fault) => `• ${fault}`).join('\n')}`);
  error.stack = error.message;
  throw error;
}

/** A few tabs that the tests of a file share, since a new one for each page takes longer than the page. */
export function tabs(chromium, settings = {}, prepare = async () => {}) {
  const free = [];
  return async (use) => {
    let tab = free.pop();
    if (!tab) {
      const context = await chromium.newContext(settings);
      tab = await context.newPage();
      await prepare(tab, context);
    }
    try {
      return await use(tab);
    } finally {
      free.push(tab);
    }
  };
}

/** What `visit` gives for a page; each page is visited once, whoever asks first. */
export function once(visit) {
  const visits = new Map();
  return (page) => {
    if (!visits.has(page)) visits.set(page, visit(page));
    return visits.get(page);
  };
}
