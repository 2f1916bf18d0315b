/* Search in the browser. These parts are published as one script, search.js, in one scope and in the order of their names,
   with self at hand. The first four are the engine, which the program runs too (src/search/searcher.rs), with
   every table read from the index. The last is the page. No part of a query ever becomes HTML.
   There is no template literal, and its sign not even here: then names of numbers would be published (search::slim). */
const floor = Math.floor, none = [];
const VOWEL = /[aeiouyåäöé]/;
const words = (s) => s.split(' ').filter(Boolean);

/* --- front-coded words --- */
function frontDecode(text) {
  const out = [];
  let before = '';
  for (const line of text.split('\n')) {
    if (!line) continue;
    before = before.slice(0, line.charCodeAt(0) - 48) + line.slice(1);
    out.push(before);
  }
  return out;
}

/* --- language: stemming by table --- */
function Language(source) {
  const l = this;
  l.ends = { next: new Map() };
  l.last = []; l.irregular = new Map(); l.begun = new Set(); l.stop = new Set(); l.turning = new Set();
  const node = (ending) => {
    let at = l.ends;
    for (let i = ending.length; i--;) at = kept(at.next, ending[i], () => ({ next: new Map(), rules: [] }));
    return at;
  };
  for (const line of source.stem.split('\n')) {
    if (!line) continue;
    const [kind, ending, to = '-', least = 3, before = '*'] = line.split(/\s+/), not = before[0] === '^';
    const rule = {
      ending, to: to === '-' ? '' : to, least: +least, wide: kind === '~', first: kind === 'g',
      before: before === '*' ? null : not ? before.slice(1) : before, not,
    };
    if ('-~g'.includes(kind)) {
      for (let n = 1; n < ending.length; n++) l.begun.add(ending.slice(0, n));
      node(ending).rules.push(rule);
    } else if (kind === '=') node(ending).fixed = true;
    else if (kind === '+') node(ending).kept = true;
    else l.last.push(rule);
  }
  for (const line of source.irregular.split('\n')) {
    const [to, forms] = line.split(': ');
    for (const form of words(forms || '')) {
      const bare = form.replace(/^\*+/, '');
      kept(l.irregular, bare, () => to);
      if (bare !== form) node(bare).irregular ??= to;
    }
  }
  for (const w of words(source.stop)) {
    const bare = w.replace(/^<+/, '');
    if (bare !== w) l.turning.add(bare);
    l.stop.add(bare);
  }
}
function fits(w, rule) {
  const rest = w.length - rule.ending.length;
  if (rest < rule.least || (rest <= 2 && !VOWEL.test(w[0])) || !VOWEL.test(w.slice(0, rest))) return false;
  if (rule.before === null) return true;
  return (rest > 0 && rule.before.includes(w[rest - 1])) !== rule.not;
}
Language.prototype.endings = function (w) {
  const out = [];
  let node = this.ends;
  for (let i = w.length - 1; i >= 0; i--) {
    node = node.next.get(w[i]);
    if (!node) break;
    out.push([w.length - i, node]);
  }
  return out;
};
Language.prototype.reduce = function (word, wide) {
  if (/[0-9]/.test(word)) return word;
  const known = this.irregular.get(word);
  if (known !== undefined) return known;
  let w = word, ends = this.endings(w);
  for (let i = ends.length - 1; i >= 0; i--) {
    const to = ends[i][1].irregular;
    if (to === undefined) continue;
    if (ends[i][0] + 2 <= w.length) return w.slice(0, -ends[i][0]) + to;
    break;
  }
  for (let round = 0; round < 6; round++) {
    if (round) ends = this.endings(w);
    if (ends.some(([, e]) => e.fixed || (e.kept && !wide))) break;
    let done = false;
    for (let i = ends.length - 1; i >= 0 && !done; i--) {
      const rule = ends[i][1].rules.find((r) => (wide || !r.wide) && (!r.first || (!round && !wide)) && fits(w, r));
      if (rule) { w = w.slice(0, w.length - ends[i][0]) + rule.to; done = true; }
    }
    if (!done) break;
  }
  for (const rule of this.last) if (w.endsWith(rule.ending) && fits(w, rule)) w = w.slice(0, w.length - rule.ending.length) + rule.to;
  return w;
};

/* --- the engine --- */
const EXACT = 256, WITHOUT = 243, OTHER = 90, KIN = 154, UNFINISHED = 200, BY_ENDING = 120, PREFIX = 128, RELATIVE = 6;
const MEANT = [141, 110, 85, 66, 51, 39];
const PART = 10, FOLDED = 3, UNKNOWN_LEFT = 42, UNKNOWN_RIGHT = 48, PARTICLE = 16;
const TITLE = [0, 32, 128, 256];
const AS_RARE = 5, TITLE_GAIN = 300, LAST_LOOK = 5, NEAR = 8, PART_WORTH = 5, BEGINS = 300, SNIPPET = 190, TEXT = 1000000, ONE_SLIP = 5, CLOSE = 8;

function Engine() {
  this.have = new Map();      // payload id → what was read of it
  this.failed = new Set();    // ids that could not be had
  this.need = new Set();      // ids that the last search missed
  this.known = new Map();     // word → its analysis
  this.texts = new Map();     // text → its words
  this.books = new Map();     // page → its words and their places
  this.asked = new Map();     // word of a query → what it asks for
}
/* What a key stands for, remembered until there is too much of it. */
const kept = (map, key, make, most) => {
  let value = map.get(key);
  if (!value) {
    if (map.size >= most) map.clear();
    map.set(key, value = make());
  }
  return value;
};
const E = Engine.prototype;
/* Takes a payload of the index; throws when it is damaged. */
E.put = function (id, payload) {
  const kind = id[0];
  if (kind === 'm') this.manifest(payload);
  else if (kind === 'a') this.tables(payload);
  else if (kind === 'd' && payload.length !== this.m.blocks[id.slice(1)]) throw new Error('size');
  else this.have.set(id, kind === 't' ? this.shard(payload) : kind === 'l' ? this.lexicon(payload) : payload);
};
E.manifest = function (m) {
  if (m.version !== 4) throw new Error('version');
  this.m = m;
  this.bounds = frontDecode(m.bounds);
  this.starts = [];
  let at = 0;
  for (const n of m.blocks) { this.starts.push(at); at += n; }
  this.facet = new Uint16Array(m.pages);
  at = 0;
  for (let i = 0; i < m.facets.runs.length; i += 2) { this.facet.fill(m.facets.runs[i], at, at += m.facets.runs[i + 1]); }
};
/* Name, without its ending, of the file that a payload is in; nothing when it came with the manifest. */
E.file = function (id) {
  const hashes = this.m.files[{ a: 'analysis', l: 'parts', t: 'terms', d: 'texts' }[id[0]]], n = +id.slice(1) * 4;
  return hashes.length > n ? id + '-' + hashes.slice(n, n + 4) : '';
};
E.tables = function (t) {
  this.letters = t.letters; this.skip = t.skip; this.lowers = t.lower;
  for (const k of words('colon neverLeft neverRight particle onset short')) this[k] = new Set(words(t[k]));
  this.plain = new Map();
  for (const line of t.fold) { const [to, from] = line.split(' '); for (const c of from) this.plain.set(c, to); }
  this.sv = new Language(t.lang.sv);
  this.en = this.m.languages.includes('en') && new Language(t.lang.en);
  this.tongues = [this.sv, this.en].filter(Boolean);
  this.lefts = new Map(); this.rights = new Map(); this.simples = [];
};
E.lexicon = function (text) {
  for (const line of frontDecode(text)) {
    const sign = line.charCodeAt(line.length - 1) - 48;
    this.entry(line.slice(0, -1), sign & 1, sign & 2, sign >> 2 & 3);
  }
  return true;
};
const within = (ranges, c) => ranges.find((r) => c <= r[1])?.[0] <= c;
E.fold = function (s) {
  return s.replace(/[^\0-\x7f]/gu, (c) => this.plain.get(c) ?? c);
};
/* 1 letter, 2 digit, 3 skipped, 0 other */
E.class = function (c) {
  if (c < 128) return (c | 32) > 96 && (c | 32) < 123 ? 1 : c > 47 && c < 58 ? 2 : 0;
  return within(this.letters, c) ? 1 : within(this.skip, c) ? 3 : 0;
};
E.lower = function (c) {
  if (c < 128) return c > 64 && c < 91 ? c + 32 : c;
  for (const [first, last, how] of this.lowers) if (c <= last) return c < first ? c : how === 1 ? c + 1 - c % 2 : how === 2 ? c + c % 2 : c + how;
  return c;
};
