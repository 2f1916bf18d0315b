// A web server of a few lines that gives a built site out below a path, under the strictest policy that ledfyr promises to
// work under.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { createGzip } from 'node:zlib';

export const POLICY = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'",
  "manifest-src 'self'", "worker-src 'self'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
].join('; ');

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png', '.jpg': 'image/jpeg', '.webp': 'image/webp',
  '.xml': 'application/xml', '.webmanifest': 'application/manifest+json', '.csv': 'text/csv; charset=utf-8',
  '.ics': 'text/calendar; charset=utf-8', '.txt': 'text/plain; charset=utf-8',
};

/**
 * Gives `out` out at `http://127.0.0.1:PORT` + `base`. A test may set `site.out` to another folder, `site.wait` to
 * the milliseconds before each answer, `site.status` to what it answers in place of 200, `site.gzip` to compress as servers
 * do, `site.log` to what is told every address asked for, `site.head` to what the head of each answer has besides (`undefined`
 * takes a line away), and `site.instead` to what may answer in the site's place: it says `true` when it did.
 */
export async function host(out, base = '/', port = 0) {
  const site = { out, wait: 0, status: 200, gzip: false };
  const server = createServer(async (request, response) => {
    const { out } = site;
    site.log?.(request.url);
    if (site.wait) await new Promise((resolve) => { setTimeout(resolve, site.wait); });
    if (site.instead?.(request, response)) return;
    const { pathname } = new URL(request.url, 'http://localhost');
    let file = pathname.startsWith(base) ? path.join(out, decodeURIComponent(pathname.slice(base.length))) : null;
    if (file && existsSync(file) && statSync(file).isDirectory()) file = path.join(file, 'index.html');
    const found = file && file.startsWith(out) && existsSync(file);
    const given = found ? file : path.join(out, '404.html');
    const head = {
      'content-type': TYPES[path.extname(given)] ?? 'application/octet-stream',
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      ...(site.gzip && { 'content-encoding': 'gzip' }),
      ...site.head,
    };
    response.writeHead(found ? site.status : 404, Object.fromEntries(Object.entries(head).filter(([, value]) => value !== undefined)));
    const bytes = createReadStream(given).on('error', () => response.end());
    (site.gzip ? bytes.pipe(createGzip()) : bytes).pipe(response);
  });
  await new Promise((resolve) => { server.listen(port, '127.0.0.1', resolve); });
  // A test that fails leaves its server running; that must not keep the others from being counted.
  server.unref();
  return Object.assign(site, {
    port: server.address().port,
    url: `http://127.0.0.1:${server.address().port}${base}`,
    stop: () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); }),
  });
}
