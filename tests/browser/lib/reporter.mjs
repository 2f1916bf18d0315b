// Says how each part went in one line, and every failure in full. The last line is the count.
import path from 'node:path';

export default async function* report(events) {
  const files = new Map();
  const failures = [];
  for await (const { type, data } of events) {
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
      failures.push(`✗ ${file}: ${data.name}\n${String(error?.stack ?? error).replace(/^/gm, '    ')}\n`);
    }
  }
  yield failures.length ? `\n${failures.join('\n')}\n` : '';
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const [file, count] of files) {
    for (const key of Object.keys(sum)) sum[key] += count[key];
    yield `  ${file.padEnd(24)} ${line(count)}\n`;
  }
  yield `${line(sum)}\n`;
}

const line = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
