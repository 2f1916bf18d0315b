// The browser's engine and the reference searcher in Rust: the same words, the same pages, the same scores.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import path from 'node:path';
import { build, home, scratch } from './lib/ledfyr.mjs';

test('analysis of 100,000 strings and the answers to 10,000 queries in two languages agree', () => {
  const target = process.env.CARGO_TARGET_DIR || path.join(home, 'target');
  const folder = path.join(build(), 'sok');
  const answers = path.join(scratch(), 'expected.json');
  const run = (command, args) => {
    const done = spawnSync(command, args, { encoding: 'utf8', cwd: home });
    assert.equal(done.status, 0, `${command}: ${done.error ?? ''}${done.stdout}${done.stderr}`);
    return done.stdout;
  };
  run(path.join(target, 'debug', 'examples', 'search_expected'), [folder, answers, 'content/.search-tests.toml']);
  const said = run(process.execPath, ['tests/search/agree.mjs', folder, answers]);
  const [, words, strings, queries, differ] = /^(\d+) words, (\d+) strings, (\d+) queries: (\d+) differ/.exec(said).map(Number);
  assert.ok(words > 2500, said);
  assert.equal(strings, 100_000);
  assert.ok(queries >= 10_240, said);
  assert.equal(differ, 0);
});
