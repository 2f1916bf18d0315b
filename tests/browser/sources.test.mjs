// What ships is made of what people read, and that is in order: types (tsc), scripts (eslint), styles (stylelint).
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';
import { ESLint } from 'eslint';
import stylelint from 'stylelint';
import { root, shipped } from './build.mjs';
import { none } from './lib/browser.mjs';

const here = path.join(root, 'tests', 'browser');
const scripts = ['themes/ledfyr/scripts', 'src/serve/live'];
const styles = ['themes/ledfyr/styles/**/*.css', 'src/serve/live.css'];

test('what ships is what the sources make (npm run build)', async () => {
  const files = await shipped();
  const old = [...files].filter(([file, text]) => readFileSync(path.join(root, file), 'utf8') !== text);
  none(old.map(([file]) => file), 'made of other sources');
  const made = readdirSync(path.join(root, 'themes/ledfyr/static')).filter((file) => /\.(js|css)$/.test(file));
  none(made.filter((file) => !files.has(`themes/ledfyr/static/${file}`)), 'made of nothing');
});

describe('types are right', { concurrency: true }, () => {
  for (const project of ['themes/ledfyr/scripts', 'themes/ledfyr/scripts/worker']) {
    test(project, async () => {
      const tsc = path.join(here, 'node_modules', '.bin', 'tsc');
      const { stdout } = await promisify(execFile)(tsc, ['--project', path.join(root, project)]).catch((failed) => failed);
      assert.equal(stdout, '');
    });
  }
});

test('scripts are as the rules of the house say', async () => {
  const eslint = new ESLint({ cwd: root, overrideConfigFile: path.join(here, 'eslint.config.mjs') });
  const results = await eslint.lintFiles(scripts);
  assert.ok(results.length > 40, `${results.length} files`);
  none(results.flatMap(({ filePath, messages }) => messages.map(({ line, message }) => `${filePath}:${line} ${message}`)), 'eslint');
});

test('styles are as the rules of the house say', async () => {
  const { results } = await stylelint.lint({ cwd: root, files: styles, configFile: path.join(here, 'stylelint.config.mjs') });
  assert.ok(results.length > 15, `${results.length} files`);
  none(results.flatMap(({ source, warnings }) => warnings.map(({ line, text }) => `${source}:${line} ${text}`)), 'stylelint');
});
