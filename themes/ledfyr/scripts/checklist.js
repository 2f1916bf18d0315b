// @ts-check
// A run begins here: one event or one drill. What runs it (run.js, run.css) is fetched once somebody acts on the
// page, or when this browser holds one of this card: a first sight needs none of it. Nothing is stored before the
// reader starts one.
import { element, first, required, targetOf } from './lib/dom.js';
import { runsKey, STEPS } from './lib/runs.js';
import { address, loadScript } from './lib/site.js';

/** @typedef {{ ledfyrRun?: (act?: string) => void }} WithRun */

/** Signs that somebody reads, or leaves and may come back in need. */
const SIGNS = ['scroll', 'pointerdown', 'keydown', 'visibilitychange'];

const panel = first('[data-run]');
const words = panel?.dataset ?? {};
/** @type {Promise<void> | null} */
let fetched = null;
let isBegun = false;

/** Whether this browser holds a run of this card. */
function isHeld() {
  try {
    return (localStorage.getItem(runsKey) ?? '').includes(`"card":${JSON.stringify(words.id)}`);
  } catch {
    return false;
  }
}

/** @param {string | undefined} text @param {boolean} [isError] */
function say(text, isError = false) {
  const status = required('[data-run-status]');
  status.textContent = text ?? '';
  status.classList.toggle('run-error', isError);
  return status;
}

/** Without its style a run looks odd and works; without its script there is none, and the reader may try again. */
function fetchRun() {
  fetched ??= new Promise((done, fail) => {
    const style = Object.assign(element('link'), { rel: 'stylesheet', href: words.style });
    const styled = new Promise((loaded) => { Object.assign(style, { onload: loaded, onerror: loaded }); });
    document.head.append(style);
    loadScript(words.script ?? '', () => styled.then(() => done()), () => {
      fetched = null;
      style.remove();
      fail();
    });
  });
  return fetched;
}

/**
 * A page that was open while the site was published anew knows the script by a name that is gone: trying again is no
 * help.
 *
 * @param {Response | void} answer
 */
function tellFailure(answer) {
  if (isBegun) return;
  if (answer?.status !== 404) say(words.failed, true);
  else {
    const reload = Object.assign(element('button', words.reload, 'button'), { onclick: () => location.reload() });
    say(`${words.moved} `, true).append(reload);
  }
}

/** @param {HTMLElement} run @param {string} [act] */
async function begin(run, act) {
  try {
    await fetchRun();
  } catch {
    run.hidden = false;
    fetch(address(words.script ?? ''), { method: 'HEAD', cache: 'no-store' }).then(tellFailure, () => tellFailure());
    return;
  }
  if (isBegun) return;
  isBegun = true;
  say('');
  /** @type {WithRun} */ (globalThis).ledfyrRun?.(act);
}

// Acts for memory and choice are never ticked off.
if (panel && first(STEPS)) {
  panel.addEventListener('click', (event) => {
    const button = /** @type {HTMLElement | null} */ (targetOf(event).closest('[data-do]'));
    if (!button || isBegun) return;
    say(words.wait);
    begin(panel, button.dataset.do);
  });
  // The first sign is enough to fetch it: the network may be gone when it is needed.
  const prefetch = () => { fetchRun().catch(() => {}); };
  for (const name of SIGNS) addEventListener(name, prefetch, { once: true, passive: true });
  // Another tab may start one.
  addEventListener('storage', (event) => { if (event.key === runsKey && isHeld()) begin(panel); });
  // Who left an open run is not asked to start anew while it is fetched.
  if (isHeld()) begin(panel);
  else panel.hidden = false;
}
