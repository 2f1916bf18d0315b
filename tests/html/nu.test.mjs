// The Nu HTML checker finds neither errors nor warnings in any page of the sample site.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { none } from '../browser/lib/browser.mjs';
import { build, home } from '../browser/lib/ledfyr.mjs';
import { name, pages } from '../browser/lib/pages.mjs';

// What is let pass, each with the reason.
const ALLOWED = [];

const jar = path.join(home, 'tests/browser/node_modules/vnu-jar/build/dist/vnu.jar');
const out = build();
const list = pages(out);
const messages = check();

/** What the checker says, by file. */
function check() {
  const done = spawnSync('java', ['-Xss4m', '-jar', jar, '--format', 'json', '--stdout', '--exit-zero-always', '--also-check-svg', '--skip-non-html', out], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.status !== 0) throw new Error(`the checker did not run: ${done.error ?? done.stderr}`);
  const found = new Map();
  for (const message of JSON.parse(done.stdout).messages) {
    const serious = message.type === 'error' || message.subType === 'warning' || message.type === 'non-document-error';
    if (!serious || ALLOWED.some(({ text }) => text.test(message.message))) continue;
    const file = message.url ? fileURLToPath(message.url) : 'no file';
    const excerpt = (message.extract ?? '').replace(/\s+/g, ' ').trim();
    const text = `${message.subType ?? message.type} at ${message.lastLine}:${message.firstColumn ?? message.lastColumn}: ${message.message}\n    ${excerpt}`;
    found.set(file, [...(found.get(file) ?? []), text]);
  }
  return found;
}

describe('the checker has nothing to say', () => {
  for (const page of list) {
    test(name(page), () => none(messages.get(page.file) ?? [], name(page)));
  }
  test('anything else', () => {
    const files = new Set(list.map((page) => page.file));
    none([...messages].filter(([file]) => !files.has(file)).map(([file, texts]) => `${path.relative(out, file)}\n    ${texts.join('\n    ')}`), 'other files');
  });
});

test('the checker of these tests does find faults', () => {
  const done = spawnSync('java', ['-jar', jar, '--format', 'json', '--stdout', '--exit-zero-always', '-'], { encoding: 'utf8', input: '<!doctype html><title>x</title><p><div align=left></p>' });
  none(JSON.parse(done.stdout).messages.length > 2 ? [] : ['no message about a page full of faults'], 'a page full of faults');
});
