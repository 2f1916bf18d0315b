// Runs the program under test: a build into a folder of its own, or its development server on a free port.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const home = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

/** The binary: `LEDFYR`, else what cargo built for tests. */
export function binary() {
  const target = process.env.CARGO_TARGET_DIR || path.join(home, 'target');
  const file = process.env.LEDFYR || path.join(target, 'debug', 'ledfyr');
  if (!existsSync(file)) throw new Error(`${file} is missing: run «cargo build» first, or set LEDFYR`);
  return file;
}

/** A folder that goes away when the tests of this file are over. */
export function scratch() {
  const folder = mkdtempSync(path.join(tmpdir(), 'ledfyr-test-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Builds the site at `root` and gives the folder that holds it; `day` is the day of the build (`2027-10-13`). */
export function build(root = home, more = [], day = undefined) {
  const out = path.join(scratch(), 'site');
  const done = spawnSync(binary(), ['--root', root, 'build', '--out', out, ...more], {
    encoding: 'utf8', env: { ...process.env, ...(day && { SOURCE_DATE_EPOCH: String(Date.parse(`${day}T12:00:00Z`) / 1000) }) },
  });
  if (done.status !== 0) throw new Error(`ledfyr build ended with ${done.status ?? done.signal}\n${done.stdout}${done.stderr}`);
  return out;
}

/** A copy of the sample site that a test may edit: what it says is bound to no decision and no review, unless `bound`. */
export function copy({ bound = false } = {}) {
  const root = path.join(scratch(), 'root');
  for (const name of ['content', 'ledfyr.toml']) cpSync(path.join(home, name), path.join(root, name), { recursive: true });
  const pages = readdirSync(path.join(root, 'content'), { recursive: true }).filter((file) => file.endsWith('.md'));
  for (const page of bound ? [] : pages) {
    const file = path.join(root, 'content', page);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^(reviewed_hash|reviewed_basis| {2}hash): .*\n/gm, ''));
  }
  return root;
}

/** A site with a page that has moved from `/rutiner/risk/` and two addresses more. */
export function moved() {
  const root = path.join(scratch(), 'moved');
  mkdirSync(path.join(root, 'content/flyttad'), { recursive: true });
  writeFileSync(path.join(root, 'ledfyr.toml'), '');
  writeFileSync(path.join(root, 'content/_index.md'), '# Start\n');
  const aliases = 'aliases: [/rutiner/risk/, /Gammalt/Min risk.html, /Sidor/Risk.aspx]';
  writeFileSync(path.join(root, 'content/flyttad/risk.md'), `---\ntitle: Risk\n${aliases}\n---\n\n${'Text.\n\n'.repeat(200)}\n\n## Åtgärder\n`);
  return root;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Starts `ledfyr serve` and waits until it answers. */
export async function serve(root = home) {
  const port = await freePort();
  const child = spawn(binary(), ['--root', root, 'serve', '--port', String(port)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (text) => { said += text; });
  child.stderr.on('data', (text) => { said += text; });
  const ended = new Promise((resolve) => { child.on('exit', resolve); child.on('error', resolve); });
  process.on('exit', () => child.kill('SIGKILL'));
  const url = `http://127.0.0.1:${port}/`;
  const patience = Date.now() + 60_000;
  for (;;) {
    if (await Promise.race([fetch(url).then((answer) => answer.ok, () => false), ended.then(() => null)])) break;
    if (child.exitCode !== null || Date.now() > patience) {
      child.kill('SIGKILL');
      throw new Error(`ledfyr serve does not answer at ${url}\n${said}`);
    }
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  return {
    url,
    said: () => said,
    async stop() { child.kill('SIGTERM'); await ended; },
  };
}
