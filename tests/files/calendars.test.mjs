// The calendars of the sample site, read with ical.js, which others wrote (RFC 5545).
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, test } from 'node:test';
import { build, home } from '../browser/lib/ledfyr.mjs';

const require = createRequire(path.join(home, 'tests/browser/package.json'));
const { default: ICAL } = await import(require.resolve('ical.js'));
ICAL.design.strict = true;

const BASE = ['--base-url', 'https://prov.example/'];
const DAY = '2026-12-02';

/** Each calendar of a build by its path. */
function calendars(day) {
  const out = build(home, BASE, day);
  const files = readdirSync(out, { recursive: true }).filter((file) => file.endsWith('.ics'));
  return new Map(files.sort().map((file) => [file, readFileSync(path.join(out, file), 'utf8')]));
}

/** What the parser reads of one. */
function events(ics) {
  const calendar = new ICAL.Component(ICAL.parse(ics));
  assert.equal(calendar.name, 'vcalendar');
  return calendar.getAllSubcomponents('vevent');
}

const first = calendars(DAY);

test('there is a calendar for each role that has something to do', () => {
  assert.ok(first.size >= 10, [...first.keys()].join(' '));
  const linked = [...first.keys()].map((file) => path.basename(file, '.ics'));
  assert.ok(linked.includes('skolchef') && linked.includes('sakerhetsskyddschef'), linked.join(' '));
});

describe('the parser reads it', () => {
  for (const [file, ics] of first) {
    test(file, () => {
      assert.ok(!/[^\r]\n|\r[^\n]/.test(ics), 'lines end with CRLF');
      for (const line of ics.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, `longer than 75 octets: ${line}`);
      const all = events(ics);
      assert.ok(all.length > 0, 'no file without events');
      for (const event of all) {
        for (const name of ['uid', 'dtstamp', 'dtstart', 'summary', 'description', 'url']) {
          assert.equal(event.getAllProperties(name).length, 1, `one ${name} in ${event}`);
        }
        const day = event.getFirstPropertyValue('dtstart');
        assert.ok(day.isDate && /^20\d\d-\d\d-\d\d$/.test(day.toString()), `all day: ${event}`);
        const stamp = event.getFirstPropertyValue('dtstamp');
        assert.ok(!stamp.isDate && stamp.zone === ICAL.Timezone.utcTimezone, `in UTC: ${event}`);
        const [reminder, ...more] = event.getAllSubcomponents('valarm');
        assert.equal(more.length, 0);
        assert.equal(reminder.getFirstPropertyValue('action'), 'DISPLAY');
        assert.equal(reminder.getFirstPropertyValue('trigger').toString(), 'PT9H');
        assert.ok(reminder.getFirstPropertyValue('description'), 'a reminder says what of');
      }
    });
  }
});

test('no two events of the site have one name', () => {
  const uids = [...first.values()].flatMap(events).map((event) => event.getFirstPropertyValue('uid'));
  assert.equal(new Set(uids).size, uids.length);
  assert.ok(uids.every((uid) => uid.endsWith('@prov.example')));
});

test('the calendars hold what the pages say, counted by hand', () => {
  const of = (role) => events(first.get(`roller/${role}/${role}.ics`));
  const reviews = (role) => of(role).map((event) => event.getFirstPropertyValue('summary')).filter((text) => text.startsWith('Granska: '));
  // Of rutiner/sakerhetsskydd.md, in force from December 2026: November 2027 and 2028, December 2026 to 2028; and its review.
  assert.equal(of('sakerhetsskyddschef').length, 2 + 3 + 1);
  assert.deepEqual(reviews('sakerhetsskyddschef'), ['Granska: Säkerhetsskydd']);
  const review = of('sakerhetsskyddschef').find((event) => event.getFirstPropertyValue('summary') === 'Granska: Säkerhetsskydd');
  assert.equal(review.getFirstPropertyValue('dtstart').toString(), '2027-12-01');
  assert.equal(review.getFirstPropertyValue('url'), 'https://prov.example/rutiner/sakerhetsskydd/');
  // Of rutiner/beredskapsplan.md, in force from December 2026: August and September 2027 and 2028.
  assert.equal(of('skolchef').length, 2 + 2);
  // The pages of seven roles.
  assert.equal(reviews('kommundirektor').length, 7);
});

test('the same site gives the same calendars on another day, and known events keep their names in another year', () => {
  assert.deepEqual(calendars('2026-12-20'), first);
  const names = (all) => new Map([...all].flatMap(([file, ics]) => events(ics).map((event) => {
    const of = ['dtstart', 'summary'].map((name) => String(event.getFirstPropertyValue(name)));
    return [[file, ...of].join(' '), event.getFirstPropertyValue('uid')];
  })));
  const [before, after] = [names(first), names(calendars('2027-12-20'))];
  const both = [...before.keys()].filter((key) => after.has(key));
  assert.ok(both.length > 100 && both.length < before.size, `${both.length} of ${before.size}`);
  for (const key of both) assert.equal(after.get(key), before.get(key), key);
});

test('the parser of these tests does find faults', () => {
  const ics = first.values().next().value;
  assert.throws(() => events(ics.replace('END:VCALENDAR', '')));
  assert.throws(() => events(ics.replace('TRANSP:TRANSPARENT', 'TRANSPARENT')));
});
