// @ts-check
// Without a network: is this a copy, and is there one? A copy carries the time at which it was stored.
import { fill, first } from '../lib/dom.js';
import { page, root } from '../lib/site.js';
import { inWords } from '../lib/time.js';

/**
 * What the worker says of the page that is read.
 *
 * @typedef {{ fresh: boolean, stored: boolean, version: string }} Kept
 */

const line = first('.offline-line');

function tellCopy() {
  if (!page.copy || !line) return;
  const { copy, copyVersion } = line.dataset;
  line.classList.add('offline-copy');
  line.textContent = fill(page.version ? copyVersion : copy, { version: page.version, time: inWords(page.copy) });
}

/** @param {Kept} kept */
function tellKept({ fresh, stored, version }) {
  if (!line || !stored) return;
  const { other, version: versioned, stored: plain } = line.dataset;
  if (version && version !== page.version) line.textContent = fresh ? fill(other, { version }) : '';
  else line.textContent = fill(version ? versioned : plain, { version });
}

/** Asks the worker how the page came and what is kept of it. @param {import('./validity.js').Validity} validity */
function askWorker(validity) {
  const { controller } = navigator.serviceWorker;
  if (!controller || page.copy) return;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => {
    if (data.fresh) validity.prove();
    else validity.doubt();
    tellKept(data);
  };
  controller.postMessage('how', [port2]);
}

/** @param {string} script @param {import('./validity.js').Validity} validity */
function startWorker(script, validity) {
  const worker = navigator.serviceWorker;
  const ask = () => askWorker(validity);
  const isFirst = !worker.controller;
  worker.addEventListener('controllerchange', () => {
    // The page that was read before there was a worker is kept by asking for it once more.
    if (isFirst) fetch(location.href).then(ask, () => {});
    else ask();
  });
  addEventListener('load', () => {
    worker.register(new URL(script, root).href, { scope: root.href }).catch(() => {});
  });
  ask();
}

/** On the page that stands for one that is not kept: the way back to it. */
function offerRetry() {
  const retry = first('.offline-retry');
  const to = new URLSearchParams(location.search).get('till');
  const link = retry?.querySelector('a');
  if (!retry || !link || !to || !URL.canParse?.(to, root)) return;
  const { href } = new URL(to, root);
  if (!href.startsWith(root.href)) return;
  retry.hidden = false;
  link.href = href;
}

/** @param {import('./validity.js').Validity} validity */
export function tellOffline(validity) {
  tellCopy();
  if (page.worker && 'serviceWorker' in navigator) startWorker(page.worker, validity);
  offerRetry();
}
