// The pages of a built site, read from its folder.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Every HTML page: `url` below the site's root, `file`, `html`, the kind that the theme wrote on `<body>`. */
export function pages(out) {
  return readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => {
      const file = path.join(entry.parentPath ?? entry.path, entry.name);
      const html = readFileSync(file, 'utf8');
      const url = path.relative(out, file).split(path.sep).join('/').replace(/(^|\/)index\.html$/, '$1');
      return { url, file, html, kind: /<body[^>]*class="[^"]*kind-([a-z-]+)/.exec(html)?.[1] ?? 'unknown', redirect: /<meta http-equiv="?refresh/i.test(html) };
    })
    .sort((a, b) => (a.url < b.url ? -1 : 1));
}

/** The pages that people read: all but redirects. */
export function readable(out) {
  return pages(out).filter((page) => !page.redirect);
}

/** One page of each kind, the longest: it shows the most of its template. */
export function onePerKind(list) {
  const kinds = new Map();
  for (const page of list) {
    if (!kinds.has(page.kind) || kinds.get(page.kind).html.length < page.html.length) kinds.set(page.kind, page);
  }
  return [...kinds.values()].sort((a, b) => (a.kind < b.kind ? -1 : 1));
}

/** The fewest pages, long ones first, that show each kind in each language and each element, class, role and state at least once. */
export function oneOfEach(list) {
  const seen = new Set();
  return list.toSorted((a, b) => b.html.length - a.html.length).filter((page) => {
    const fresh = features(page).filter((feature) => !seen.has(feature));
    fresh.forEach((feature) => seen.add(feature));
    return fresh.length > 0;
  });
}

function features({ html, kind }) {
  const found = [`${kind} ${/<html[^>]*\slang="?([\w-]+)/i.exec(html)?.[1]}`];
  for (const [, tag, rest] of html.replace(/<!--[^]*?-->/g, '').matchAll(/<([a-z][a-z0-9-]*)([^<>]*)>/gi)) {
    found.push(tag);
    for (const [, classes] of rest.matchAll(/\sclass="?([^">]*)/gi)) found.push(...classes.split(/\s+/).map((name) => `.${name}`));
    for (const [, attribute] of rest.matchAll(/\s(role=[\w-]+|role="[^"]*"|lang|hidden|open|aria-[\w-]+|data-[\w-]+)(?=[\s=>]|$)/gi)) found.push(attribute);
  }
  return found;
}

/** What a person calls a page in a report. */
export const name = (page) => `/${page.url}`;

const entities = { amp: '&', quot: '"', lt: '<', gt: '>', apos: "'" };
const decode = (text) => text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/gi, (all, hex, number, word) => {
  if (word) return entities[word] ?? all;
  return String.fromCodePoint(Number.parseInt(hex ?? number, hex ? 16 : 10));
});

/** Everything that a page points at: `{ attribute, value }`, in order. */
export function references(html) {
  const plain = html.replace(/<!--[^]*?-->/g, '');
  const found = [];
  for (const [, tag] of plain.matchAll(/<([a-z][^<>]*)>/gi)) {
    for (const [, attribute, quoted, bare] of tag.matchAll(/\s(href|src|action|poster|data)=(?:"([^"]*)"|([^\s"'>]+))/gi)) {
      found.push({ attribute, value: decode(quoted ?? bare) });
    }
    for (const [, set] of tag.matchAll(/\ssrcset="([^"]*)"/gi)) {
      for (const part of set.split(',')) found.push({ attribute: 'srcset', value: decode(part.trim().split(/\s+/)[0]) });
    }
  }
  return found;
}

/** The ids of a page. */
export function ids(html) {
  return new Set([...html.matchAll(/\sid=(?:"([^"]*)"|([^\s"'>]+))/gi)].map(([, quoted, bare]) => decode(quoted ?? bare)));
}
