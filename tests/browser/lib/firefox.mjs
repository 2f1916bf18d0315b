// Debian's Firefox, driven over Marionette: the driver that every Firefox has in it, which speaks WebDriver's commands as
// JSON over a plain socket (firefox-source-docs.mozilla.org, Marionette, Protocol). Playwright needs a Firefox of its own.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { after } from 'node:test';
import { scratch } from './ledfyr.mjs';

const PLACES = [process.env.FIREFOX, '/usr/bin/firefox-esr', '/usr/bin/firefox'];

// None of these changes what a page does; they keep a new profile still and the browser from calling out.
const PREFS = {
  'marionette.port': 0, // any that is free; it is written into the profile
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'dom.push.connection.enabled': false,
  'extensions.update.enabled': false,
  'intl.locale.requested': 'sv-SE',
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'toolkit.telemetry.server': 'data:,',
};

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'; // how WebDriver names an element (WebDriver 2, 12.1)

/** Starts Firefox; it is closed when the tests of the file are over. */
export async function firefox() {
  const binary = PLACES.find((place) => place && existsSync(place));
  if (!binary) throw new Error('Firefox is missing (Debian: apt install firefox-esr), or set FIREFOX to its path');
  const profile = scratch();
  writeFileSync(path.join(profile, 'user.js'), Object.entries(PREFS).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join(''));
  const child = spawn(binary, ['--headless', '--no-remote', '--profile', profile, '--marionette'], { stdio: 'ignore', env: { ...process.env, HOME: profile } });
  let over = false;
  const ended = new Promise((resolve) => { child.on('exit', resolve); child.on('error', resolve); }).then(() => { over = true; });
  process.on('exit', () => child.kill('SIGKILL'));
  const send = await speak(await portOf(profile, () => over));
  const { capabilities } = await send('WebDriver:NewSession', { timeouts: { implicit: 20_000 } });
  after(async () => {
    await send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => {});
    await ended;
  });
  return driver(send, capabilities.browserVersion);
}

async function portOf(profile, over) {
  const file = path.join(profile, 'MarionetteActivePort');
  const patience = Date.now() + 90_000;
  while (!existsSync(file) || !readFileSync(file, 'utf8')) {
    if (over() || Date.now() > patience) throw new Error('Firefox does not start');
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  return Number(readFileSync(file, 'utf8'));
}

// A message is the number of its bytes, a colon and JSON: [0, id, command, parameters] or [1, id, error, result].
async function speak(port) {
  const socket = connect(port, '127.0.0.1');
  const waiting = new Map();
  let unread = Buffer.alloc(0);
  let last = 0;
  const greeting = new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('close', () => { for (const { reject: refuse } of waiting.values()) refuse(new Error('Firefox ended')); });
    socket.on('data', (bytes) => {
      unread = Buffer.concat([unread, bytes]);
      for (;;) {
        const colon = unread.indexOf(':');
        const end = colon + 1 + Number(unread.subarray(0, Math.max(colon, 0)).toString());
        if (colon < 0 || unread.length < end) return;
        const message = JSON.parse(unread.subarray(colon + 1, end).toString());
        unread = unread.subarray(end);
        if (!Array.isArray(message)) { resolve(); continue; }
        const [, id, error, result] = message;
        const { resolve: give, reject: refuse } = waiting.get(id);
        waiting.delete(id);
        if (error) refuse(new Error(`${error.error}: ${error.message}`));
        else give(result);
      }
    });
  });
  await greeting;
  return (command, parameters = {}) => new Promise((resolve, reject) => {
    last += 1;
    waiting.set(last, { resolve, reject });
    const message = JSON.stringify([0, last, command, parameters]);
    socket.write(`${Buffer.byteLength(message)}:${message}`);
  });
}

/** What a test does, by selectors: CSS, or XPath where text matters. What is sought is waited for. */
function driver(send, version) {
  const find = async (selector) => {
    const using = /^(\.?\/|\()/.test(selector) ? 'xpath' : 'css selector';
    const { value } = await send('WebDriver:FindElement', { using, value: selector });
    return value[ELEMENT];
  };
  return {
    version,
    open: (url) => send('WebDriver:Navigate', { url }),
    reload: () => send('WebDriver:Refresh'),
    // Brought to the middle first, as a reader does; the driver is content with what lies beneath a bar at the edge.
    click: async (selector) => {
      const id = await find(selector);
      await send('WebDriver:ExecuteScript', { script: 'arguments[0].scrollIntoView({ block: "center", behavior: "instant" })', args: [{ [ELEMENT]: id }], sandbox: null });
      await send('WebDriver:ElementClick', { id });
    },
    type: async (selector, text) => send('WebDriver:ElementSendKeys', { id: await find(selector), text }),
    text: async (selector) => (await send('WebDriver:GetElementText', { id: await find(selector) })).value,
    property: async (selector, name) => (await send('WebDriver:GetElementProperty', { id: await find(selector), name })).value,
    run: async (script, ...args) => (await send('WebDriver:ExecuteScript', { script, args, sandbox: null })).value,
  };
}
