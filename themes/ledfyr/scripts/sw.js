// @ts-check
// Keeps what is needed in an emergency. The build of a site writes its lists before this (worker/lists.d.ts).
import { answer, isOurs, tellHow } from './worker/answer.js';
import { activate, install } from './worker/install.js';
import { worker } from './worker/site.js';

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('fetch', (event) => { if (isOurs(event.request)) event.respondWith(answer(event)); });
worker.addEventListener('message', async (event) => {
  const [port] = event.ports;
  if (port && event.data === 'how' && event.source instanceof Client) port.postMessage(await tellHow(event.source));
});
