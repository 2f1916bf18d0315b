// Says every failure in full, a fault that many pages share once, then how each file went; the last line is the count.
import path from 'node:path';

export default async function* report(events) {
  const files = new Map();
  const failures = [];
  const faults = new Map();
  const stderr = new Map();
  for await (const { type, data } of events) {
    if (type === 'test:stderr') stderr.set(data.file, (stderr.get(data.file) ?? '') + data.message);
    const ends = type === 'test:pass' || type === 'test:fail';
    if (!ends || data.details?.type === 'suite') continue;
    const file = path.basename(data.file ?? data.name);
    const whole = data.name === data.file || path.basename(data.name) === file;
    // A file is reported as a test of its own too; only one that failed outside its tests says something new.
    if (whole && (type === 'test:pass' || data.details?.error?.failureType === 'subtestsFailed')) continue;
    const count = files.get(file) ?? { passed: 0, failed: 0, skipped: 0, time: 0 };
    files.set(file, count);
    count.time += data.details?.duration_ms ?? 0;
    if (data.skip !== undefined) count.skipped += 1;
    else if (type === 'test:pass') count.passed += 1;
    else {
      count.failed += 1;
      const error = data.details.error?.cause ?? data.details.error;
      const [where, ...points] = String(error?.stack ?? error).split(/\n• /);
      // A file that broke off says why on standard error alone.
      const why = whole ? stderr.get(data.file ?? data.name) ?? where : where;
      if (points.length === 0) failures.push(`✗ ${file}: ${whole ? 'broke off' : data.name}\n${why.trim().replace(/^/gm, '    ')}\n`);
      for (const point of points) {
        const key = `✗ ${file}: ${point}`;
        faults.set(key, [...(faults.get(key) ?? []), where]);
      }
    }
  }
  for (const [fault, places] of faults) {
    const more = places.length > 5 ? ` and ${places.length - 5} more` : '';
    failures.push(`${fault}\n    in ${places.slice(0, 5).join('; ')}${more}\n`);
  }
  yield failures.length ? `\n${failures.join('\n')}\n` : '';
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const [file, count] of files) {
    for (const key of Object.keys(sum)) sum[key] += count[key];
    yield `  ${file.padEnd(24)} ${line(count)}, ${Math.round(count.time / 1000)} s in its tests\n`;
  }
  yield `${line(sum)}\n`;
}

const line = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
