// The directive of the sample site as OSCAL, validated with compliance-trestle, which others wrote.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { build, home, moved, scratch } from '../browser/lib/ledfyr.mjs';

const DAY = '2026-12-02';
const python = path.join(home, 'tests/files/venv/bin/python');

const read = (out, name) => JSON.parse(readFileSync(path.join(out, name), 'utf8'));
const out = build(home, ['--base-url', 'https://prov.example/'], DAY);
const { catalog } = read(out, 'controls.json');
const { 'component-definition': definition } = read(out, 'components.json');
const controls = catalog.groups.flatMap((group) => group.controls);
const requirements = definition.components.flatMap((component) => component['control-implementations'].flatMap((all) => all['implemented-requirements']));

/** What the validator says of a catalog and a component definition: «» when both are valid. */
function faults(documents) {
  const workspace = scratch();
  const run = (...words) => spawnSync(python, ['-m', 'trestle', ...words], { cwd: workspace, encoding: 'utf8' });
  const made = run('init', '--local');
  assert.equal(made.status, 0, `${made.error ?? ''}${made.stdout}${made.stderr}`);
  for (const [folder, name, document] of [['catalogs', 'catalog', documents.catalog], ['component-definitions', 'component-definition', documents.definition]]) {
    const file = path.join(workspace, folder, 'prov', `${name}.json`);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ [name]: document }));
  }
  const done = run('validate', '--all');
  const said = done.stdout + done.stderr;
  if (done.status !== 0) return said;
  assert.equal(said.match(/^VALID: /gm)?.length, 2, `both are looked at: ${said}`);
  return '';
}

test('the catalog and the component definition are valid', () => {
  assert.equal(faults({ catalog, definition }), '');
});

test('the validator does find faults', () => {
  const without = structuredClone(catalog);
  delete without.groups[0].controls[0].id;
  assert.match(faults({ catalog: without, definition }), /\bid\b/);
  const twice = structuredClone(definition);
  twice.components[1].uuid = twice.components[0].uuid;
  assert.notEqual(faults({ catalog, definition: twice }), '');
});

test('each paragraph is a control, and what the components implement is in the catalog', () => {
  // Nine chapters with 4, 4, 5, 4, 5, 5, 5, 5 and 5 paragraphs.
  assert.deepEqual(catalog.groups.map((group) => group.controls.length), [4, 4, 5, 4, 5, 5, 5, 5, 5]);
  const ids = controls.map((control) => control.id);
  assert.equal(new Set(ids).size, 42);
  assert.ok(ids.includes('rk-4-3') && ids[0] === 'rk-1-1');
  const implemented = new Set(requirements.map((requirement) => requirement['control-id']));
  assert.deepEqual([...implemented].filter((id) => !ids.includes(id)), []);
  for (const control of controls) {
    const gap = control.props?.find((prop) => prop.name === 'gap');
    assert.equal(gap === undefined, implemented.has(control.id), control.id);
    assert.ok(control.parts[0].prose.length > 20, control.id);
  }
  const sources = definition.components.flatMap((component) => component['control-implementations'].map((all) => all.source));
  assert.deepEqual([...new Set(sources)], ['controls.json']);
});

test('links lead to pages and headings of the site', () => {
  for (const { href } of [...catalog.groups, ...controls, ...definition.components].flatMap((of) => of.links)) {
    const { origin, pathname, hash } = new URL(href);
    assert.equal(origin, 'https://prov.example');
    const file = path.join(out, pathname, 'index.html');
    assert.ok(existsSync(file), href);
    if (hash) assert.ok(readFileSync(file, 'utf8').includes(`id="${hash.slice(1)}"`), href);
  }
});

test('the same site gives the same files on another day', () => {
  const later = build(home, ['--base-url', 'https://prov.example/'], '2026-12-20');
  for (const name of ['controls.json', 'components.json']) {
    assert.equal(readFileSync(path.join(later, name), 'utf8'), readFileSync(path.join(out, name), 'utf8'), name);
  }
});

test('a site without a directive has neither file', () => {
  const none = build(moved(), [], DAY);
  assert.ok(!existsSync(path.join(none, 'controls.json')) && !existsSync(path.join(none, 'components.json')));
});
