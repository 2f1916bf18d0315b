/* Search in the browser. The first half is the engine: the same steps as src/search in Rust, to the last digit,
   with every table read from the index. The second half is the page. No part of a query ever becomes HTML. */
(function (self) {
'use strict';
const floor = Math.floor, none = [];
const chars = (s) => Array.from(s);
const vowel = (c) => 'aeiouyåäöé'.includes(c);
const hasVowel = (s) => chars(s).some(vowel);
const words = (s) => s.split(' ').filter(Boolean);

/* --- wire: bytes and front-coded words --- */
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
function reader(bytes) {
  return {
    at: 0,
    get() {
      let n = 0, mul = 1, b;
      do { b = bytes[this.at++]; if (b === undefined) throw new Error('short'); n += (b & 127) * mul; mul *= 128; } while (b > 127);
      return n;
    },
  };
}

/* --- language: stemming by table --- */
function Language(source) {
  const l = this;
  l.ends = { next: new Map() };
  l.last = []; l.irregular = new Map(); l.begun = new Set(); l.stop = new Set(); l.turning = new Set();
  const node = (ending) => {
    let at = l.ends;
    for (let i = ending.length - 1; i >= 0; i--) {
      let next = at.next.get(ending[i]);
      if (!next) at.next.set(ending[i], next = { next: new Map(), rules: [] });
      at = next;
    }
    return at;
  };
  for (const line of source.stem.split('\n')) {
    if (!line) continue;
    const [kind, ending, to, least, before] = line.split(/\s+/);
    const rule = {
      ending, to: !to || to === '-' ? '' : to, least: +(least || 3), wide: kind === '~', first: kind === 'g',
      before: !before || before === '*' ? null : before[0] === '^' ? before.slice(1) : before, not: !!before && before[0] === '^',
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
      if (!l.irregular.has(bare)) l.irregular.set(bare, to);
      if (bare !== form) { const n = node(bare); if (n.irregular === undefined) n.irregular = to; }
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
  if (rest < rule.least || (rest <= 2 && !vowel(w[0])) || !hasVowel(w.slice(0, rest))) return false;
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
const AS_RARE = 5, TITLE_GAIN = 300, LAST_LOOK = 5, NEAR = 8, PART_WORTH = 5, BEGINS = 300, SNIPPET = 190, ONE_SLIP = 5, CLOSE = 8;

function Engine() {
  this.have = new Map();      // payload id → what was read of it
  this.failed = new Set();    // ids that could not be had
  this.need = new Set();      // ids that the last search missed
  this.known = new Map();     // word → its analysis
  this.texts = new Map();     // text → its words
}
const E = Engine.prototype;
const utf8 = (bytes) => new TextDecoder('utf-8', { fatal: true }).decode(bytes);

/* Takes an unpacked payload; throws when it is damaged. */
E.put = function (id, bytes) {
  const kind = id[0];
  if (kind === 'm') this.manifest(JSON.parse(utf8(bytes)));
  else if (kind === 'a') this.tables(JSON.parse(utf8(bytes)));
  else if (kind === 'l') { this.lexicon(utf8(bytes)); this.have.set(id, 1); }
  else if (kind === 'p') this.lead = bytes.length;
  else this.have.set(id, kind === 't' ? this.shard(bytes) : JSON.parse(utf8(bytes.subarray(this.lead))));
};
/* What has to be inflated: texts go on where their lead, whose end is cut off, leaves them. */
E.stream = function (id, bytes) {
  if (id[0] === 'p') this.begun = bytes.subarray(0, -6);
  if (id[0] !== 'd') return bytes;
  const out = new Uint8Array(this.begun.length + bytes.length);
  out.set(this.begun);
  out.set(bytes, this.begun.length);
  return out;
};
E.manifest = function (m) {
  if (m.version !== 2) throw new Error('version');
  this.m = m;
  this.bounds = frontDecode(m.bounds);
  this.starts = [];
  let at = 0;
  for (const n of m.blocks) { this.starts.push(at); at += n; }
  this.facet = new Uint16Array(m.pages);
  at = 0;
  for (let i = 0; i < m.facets.runs.length; i += 2) { this.facet.fill(m.facets.runs[i], at, at += m.facets.runs[i + 1]); }
  this.english = m.languages.includes('en');
};
/* Name of the file that a payload is in; nothing when it came with the manifest. */
E.file = function (id) {
  const hashes = this.m.files[{ a: 'analysis', l: 'parts', t: 'terms', d: 'texts', p: 'lead' }[id[0]]], n = +id.slice(1) * 4;
  return hashes.length > n ? id + '-' + hashes.slice(n, n + 4) + '.js' : '';
};
E.tables = function (t) {
  this.letters = t.letters; this.skip = t.skip; this.lowers = t.lower;
  for (const k of words('colon neverLeft neverRight particle onset short')) this[k] = new Set(words(t[k]));
  this.plain = new Map();
  for (const line of t.fold) { const [to, from] = line.split(' '); for (const c of from) this.plain.set(c, to); }
  this.sv = new Language(t.lang.sv);
  this.en = t.lang.en ? new Language(t.lang.en) : null;
  this.lefts = new Map(); this.rights = new Map(); this.simples = [];
};
E.lexicon = function (text) {
  for (const line of frontDecode(text)) {
    const sign = line.charCodeAt(line.length - 1) - 48;
    this.entry(line.slice(0, -1), sign & 1, sign & 2, sign >> 2 & 3);
  }
};
const within = (ranges, c) => { for (const r of ranges) if (c <= r[1]) return c >= r[0]; return false; };
E.fold = function (s) {
  if (/^[\0-\x7f]*$/.test(s)) return s;
  let out = '';
  for (const c of s) { const p = this.plain.get(c); out += p === undefined ? c : p; }
  return out;
};
/* 1 letter, 2 digit, 3 skipped, 0 other */
E.class = function (c) {
  if (c < 128) return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) ? 1 : c >= 48 && c <= 57 ? 2 : 0;
  return within(this.letters, c) ? 1 : within(this.skip, c) ? 3 : 0;
};
E.lower = function (c) {
  if (c < 128) return c >= 65 && c <= 90 ? c + 32 : c;
  for (const [first, last, how] of this.lowers) if (c <= last) return c < first ? c : how === 1 ? c + 1 - c % 2 : how === 2 ? c + c % 2 : c + how;
  return c;
};

/* --- tokens --- */
const GAPS = { '': 1, ' ': 2, '\u00a0': 2, '\u202f': 2, '\u2009': 2, '-': 3, '\u2010': 3, '\u2011': 3, ':': 4 };
E.tokens = function (text) {
  const atoms = [], out = [];
  let open = false, end = 0, count = 0, a = null;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i), k = this.class(c), word = k === 1 || k === 2;
    if (word || c === 0xa7) {
      if (!open || c === 0xa7) {
        const between = text.slice(end, i);
        atoms.push(a = { start: i, end: i, text: '', digits: true, letters: true, sign: c === 0xa7, plus: between.endsWith('+'), gap: GAPS[between] || 0 });
        count = 0;
      }
      if (++count <= 60) a.text += String.fromCharCode(this.lower(c));
      a.end = end = i + 1;
      a.digits = a.digits && k === 2;
      a.letters = a.letters && k === 1;
      open = word;
    } else if (k === 3 || c === 39 || c === 0x2019) {
      if (open && k === 3) end = i + 1;
      else if (open) open = /^[a-zA-Z]/.test(text.slice(i + 1, i + 2));
    } else open = false;
  }
  for (let i = 0; i < atoms.length;) {
    const n = this.span(atoms, i);
    a = atoms[i];
    if (n > 1) out.push(this.join(atoms, i, n));
    else if (!a.sign) out.push({ text: a.text, parts: none, start: a.start, end: a.end });
    i += n;
  }
  return out;
};
const near2 = (x) => x.gap > 0 && x.gap < 3;
E.span = function (atoms, i) {
  const a = atoms[i], b = atoms[i + 1], c = atoms[i + 2];
  if (!b) return 1;
  if (a.sign) return b.digits && near2(b) ? 2 : 1;
  if (a.digits) {
    if (b.gap === 4 && b.digits) return 2;
    if (near2(b) && (b.sign || b.text === 'kap')) return 2;
    if (near2(b) && b.letters && b.text.length === 1 && c && c.sign && near2(c)) return 3;
    const n = number(atoms, i);
    if (n > 1) return n;
  }
  if (b.gap === 4 && a.letters && b.letters && this.colon.has(b.text)) return 2;
  let n = 1;
  if (!(a.digits && b.digits)) while (n < 6 && atoms[i + n] && atoms[i + n].gap === 3 && !atoms[i + n].sign) n++;
  return n;
};
function number(atoms, i) {
  let n = 1;
  const first = atoms[i].text;
  while (n < 7 && atoms[i + n] && atoms[i + n].digits && (atoms[i + n].gap === 2 || atoms[i + n].gap === 3)) n++;
  for (; n > 1; n--) {
    const group = atoms.slice(i, i + n), total = group.reduce((s, x) => s + x.text.length, 0);
    if ((first[0] === '0' || atoms[i].plus) && total >= 6 && total <= 13) return n;
    if (n === 2 && first.length === 3 && first.startsWith('11') && total === 5) return n;
    if (first.length <= 3 && group.slice(1).every((x) => x.gap === 2 && x.text.length === 3)) return n;
  }
  return 1;
}
E.join = function (atoms, i, n) {
  const a = atoms[i], b = atoms[i + 1], last = atoms[i + n - 1];
  const tok = { text: '', parts: none, start: a.start, end: last.end };
  if (a.sign) tok.text = b.text + '§';
  else if (b.gap === 4) tok.text = a.text + (b.digits ? ':' + b.text : '');
  else {
    const parts = atoms.slice(i, i + n).map((x) => x.text);
    tok.text = parts.join('').slice(0, 60);
    if (!(last.sign || (a.digits && last.text === 'kap' && b.gap !== 3))) tok.parts = parts;
  }
  return tok;
};

/* --- compounds --- */
const cheapest = (map, form, stem, cost) => { const old = map.get(form); if (!old || cost < old[1]) map.set(form, [stem, cost]); };
E.stem = function (w) { return this.sv.reduce(w, false); };
E.root = function (w) { return this.sv.reduce(w, true); };
E.entry = function (w, left, right, rarity) {
  const stem = this.stem(w), n = w.length, cost = PART + rarity * 2;
  if (right && n >= 3) {
    const c = cost + (n === 3 ? 6 : 0);
    cheapest(this.rights, stem, stem, c);
    cheapest(this.rights, this.fold(stem), stem, c + FOLDED);
  }
  if (left) {
    const put = (form, more) => {
      const k = form.length;
      if ((k < 3 && (k < n || !this.short.has(form))) || this.neverLeft.has(form)) return;
      const c = cost + more + (k <= 3 ? 4 : 0);
      cheapest(this.lefts, this.fold(form), stem, c + FOLDED);
      cheapest(this.lefts, form, stem, c);
    };
    const root = w.slice(0, -1);
    put(w, 0);
    if (!w.endsWith('s')) put(w + 's', 0);
    if (w.endsWith('a')) { put(root, 0); put(root + 's', 1); put(root + 'o', 2); put(root + 'u', 2); put(root + 'e', 2); }
    else if (w.endsWith('e')) { put(root, 1); put(root + 'a', 3); }
    else put(w + 'e', 3);
  }
  const plain = this.fold(stem);
  this.simples.push([stem, plain, mask(plain)]);
};
E.right = function (piece) {
  const stem = this.stem(piece), found = this.rights.get(stem);
  if (found) return found;
  const root = this.root(stem);
  return root === stem ? undefined : this.rights.get(root);
};
E.split = function (w) {
  if (w.length < 6 || /[0-9]/.test(w)) return null;
  const stem = this.stem(w), simple = this.rights.get(stem);
  if (simple && simple[0] === stem) return null;
  return this.way(w, true) || this.way(w, false);
};
E.way = function (w, strict) {
  const n = w.length, ways = [{ cost: 0, from: 0, parts: 0, known: 0, unknown: false, kind: '' }];
  let best = null;
  for (let i = 0; i < n; i++) {
    const way = ways[i];
    if (!way || way.parts >= 5) continue;
    if (i > 0) best = this.finish(w, i, way, strict, best);
    for (let j = i + 2; j <= Math.min(i + 18, n - 3); j++) {
      const piece = w.slice(i, j), left = i === 0 || j - i > 2 ? this.lefts.get(piece) : undefined;
      let next;
      if (left) next = { cost: way.cost + left[1], known: way.known + 1, unknown: way.unknown, kind: 'k' };
      else if (i === 0 && this.particle.has(piece)) next = { cost: PARTICLE, known: way.known, unknown: way.unknown, kind: 'p' };
      else if (!strict && !way.unknown && j - i >= 4 && hasVowel(piece) && !this.neverLeft.has(piece) && !this.particle.has(piece)) next = { cost: way.cost + UNKNOWN_LEFT, known: way.known, unknown: true, kind: 'u' };
      else continue;
      next.from = i; next.parts = way.parts + 1;
      if (!ways[j] || next.cost < ways[j].cost) ways[j] = next;
    }
  }
  if (!best) return null;
  const parts = [];
  if (best.head) { const piece = w.slice(best.from), r = this.right(piece); parts.push(r ? r[0] : this.stem(piece)); }
  for (let end = best.from; end > 0 && ways[end]; end = ways[end].from) if (ways[end].kind === 'k') parts.push(this.lefts.get(w.slice(ways[end].from, end))[0]);
  return { parts: parts.reverse(), head: best.head, whole: !best.unknown };
};
E.finish = function (w, i, way, strict, best) {
  const n = w.length - i, piece = w.slice(i);
  if (n < 3 || this.neverRight.has(piece)) return best;
  const sure = way.known > 0, right = this.right(piece);
  let cost, head = true;
  if (right && (n >= 4 || right[1] <= PART + 6)) {
    if (!sure && (way.kind === 'p' || (n < 5 && right[1] > PART))) return best;
    cost = way.cost + right[1];
  } else {
    if (strict || way.unknown || !sure || n < 5 || !hasVowel(piece)) return best;
    const onset = piece.slice(0, chars(piece).findIndex(vowel));
    if (onset.length > 1 && !this.onset.has(onset)) return best;
    cost = way.cost + UNKNOWN_RIGHT; head = false;
  }
  return !best || cost < best.cost ? { cost, from: i, unknown: way.unknown || !head, head } : best;
};
E.stems = function (w) {
  const out = [this.stem(w)];
  if (this.english) { const e = this.en.reduce(w, false); if (e !== out[0]) out.push(e); }
  return out;
};
/* The stems of a word of a text, remembered. */
E.analyse = function (w) {
  let a = this.known.get(w);
  if (!a) {
    if (this.known.size > 60000) this.known.clear();
    this.known.set(w, a = this.stems(w));
  }
  return a;
};

/* --- shards --- */
E.shard = function (bytes) {
  const r = reader(bytes), size = r.get(), self = this;
  const lines = frontDecode(utf8(bytes.subarray(r.at, r.at += size)));
  const terms = lines.map((line) => {
    const tab = line.indexOf('\t'), text = tab < 0 ? line : line.slice(0, tab);
    const t = { text, fold: self.fold(text), aliases: none, pages: 0, size: 0 };
    if (tab >= 0) t.aliases = line.slice(tab + 1).split('|').map((a) => [+a[0], a.slice(1).split(' ')]);
    if (text[0] !== '~') { t.pages = r.get(); t.size = r.get(); }
    return t;
  });
  let at = r.at;
  for (const t of terms) { t.bytes = bytes.subarray(at, at += t.size); }
  if (at !== bytes.length) throw new Error('size');
  return terms;
};
E.get = function (id) {
  const got = this.have.get(id);
  if (!got && !this.failed.has(id)) this.need.add(id);
  return got;
};
E.postings = function (t) {
  if (t.list) return t.list;
  const n = Math.min(t.pages, this.m.most), pages = new Int32Array(n), r = reader(t.bytes);
  for (let i = 0, page = 0; i < n; i++) pages[i] = page += r.get();
  return t.list = { pages, impacts: t.bytes.subarray(r.at) };
};
const lowerBound = (n, before) => { let a = 0, b = n; while (a < b) { const m = a + b >> 1; if (before(m)) a = m + 1; else b = m; } return a; };
E.shardOf = function (fold) { return Math.max(0, lowerBound(this.bounds.length, (m) => this.bounds[m] <= fold) - 1); };
E.at = (shard, i) => shard * 65536 + i;
E.term = function (at) { return this.have.get('t' + floor(at / 65536))[at % 65536]; };
E.lookup = function (fold) {
  const n = this.shardOf(fold), terms = this.get('t' + n), out = [];
  if (terms) for (let i = lowerBound(terms.length, (m) => terms[m].fold < fold); i < terms.length && terms[i].fold === fold; i++) out.push(this.at(n, i));
  return out;
};
E.prefixed = function (fold, shards) {
  const out = [], first = this.shardOf(fold);
  for (let n = first; n < first + shards; n++) {
    if (n > first && !(n < this.bounds.length && this.bounds[n].startsWith(fold))) break;
    const terms = this.get('t' + n);
    if (terms) for (let i = lowerBound(terms.length, (m) => terms[m].fold < fold); i < terms.length && terms[i].fold.startsWith(fold); i++) out.push(this.at(n, i));
  }
  return out;
};

/* --- plan --- */
const raise = (map, key, v) => map.set(key, Math.max(map.get(key) || 0, v));
const wanted = (map) => [...map].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([at, weight]) => ({ at, weight }));
E.plan = function (query) {
  const all = this.tokens(query);
  let said = all.map((t, i) => i).filter((i) => !this.sv.stop.has(all[i].text) && !(this.english && this.en.stop.has(all[i].text)));
  if (!said.length) said = all.map((t, i) => i);
  /* One letter of a word that is being typed says nothing yet, and as a word of its own it would spoil the others. */
  const end = all[said[said.length - 1]];
  if (said.length > 1 && end.end === query.length && /^\D$/.test(end.text)) said.pop();
  said = said.slice(0, 12);
  const groups = said.map((i, k) => this.group(all[i], k === said.length - 1)), joined = [];
  for (let k = 0; k + 1 < said.length; k++) {
    const between = all.slice(said[k] + 1, said[k + 1]);
    const wants = this.joined(all[said[k]].text, all[said[k + 1]].text, between.length > 0 && between.every((t) => this.sv.turning.has(t.text)));
    if (!wants.length) continue;
    for (const w of wants) { const t = this.term(w.at).text; groups[k].marks.add(t); groups[k + 1].marks.add(t); }
    joined.push({ first: k, wants });
  }
  return { groups, joined, asked: all.length > 1 && this.folded(all) };
};
E.group = function (token, last) {
  const word = token.text, stems = this.stems(word), n = word.length;
  const g = { word, sets: [], marks: new Set(), meant: null }, f = { map: new Map(), hit: false };
  const had = this.need.size;
  g.direct = none;
  /* What has to be fetched first may make the next try needless. */
  const wait = () => this.need.size > had;
  for (const s of stems) this.exact(s, word, EXACT, f, g);
  if (wait() && !f.hit) return g;
  const root = this.root(stems[0]);
  if (!f.hit && root !== stems[0]) this.exact(root, word, KIN, f, g);
  if (!f.hit && !wait()) this.unfinished(word, f);
  if (!f.hit && wait()) return g;
  if (n >= 2 && (last || (!f.hit && n >= 3))) this.prefix(word, stems[0], last, f);
  if (!f.hit && wait()) return g;
  if (!f.hit && n >= 5) this.byEnding(stems[0], f);
  if (!f.hit && wait()) return g;
  if (token.parts.length) g.sets.push({ weight: 200, parts: token.parts.map((p) => { const w = []; for (const s of this.stems(p)) w.push(...this.wants(s)); return w; }) });
  if (!f.hit && !wait()) this.slips(token, stems[0], f, g, wait);
  g.direct = wanted(f.map);
  for (const w of g.direct) g.marks.add(this.term(w.at).text);
  for (const s of g.sets) for (const p of s.parts) for (const w of p) g.marks.add(this.term(w.at).text);
  return g;
};
E.like = function (typed, stem, term) { return term === stem ? EXACT : typed === this.fold(typed) ? WITHOUT : OTHER; };
E.knownAt = function (term) { return this.lookup(this.fold(term)).filter((at) => { const t = this.term(at); return t.text === term && t.pages > 0; }); };
E.exact = function (stem, typed, weight, f, g) {
  for (const at of this.lookup(this.fold(stem))) {
    const t = this.term(at), like = this.like(typed, stem, t.text);
    if (t.pages > 0) raise(f.map, at, floor(weight * like / 256));
    if (like > OTHER) f.hit = true;
    for (const [strength, list] of t.aliases) {
      if (!strength) { g.sets.push({ weight: floor((t.pages ? 90 : 154) * like / 256), parts: list.map((s) => this.wants(s)) }); continue; }
      const w = floor(floor(floor(weight * like / 256) * strength / 10) * (t.pages > 0 && strength > RELATIVE ? 6 : 10) / 10);
      if (list.length === 1) for (const a of this.knownAt(list[0])) raise(f.map, a, w);
      else g.sets.push({ weight: w, parts: list.map((s) => this.wants(s)) });
    }
  }
};
E.wants = function (stem) {
  const out = [], root = this.root(stem);
  const put = (at, weight) => { if (!out.some((w) => w.at === at)) out.push({ at, weight }); };
  for (const key of [stem, root]) {
    if (key !== stem && out.length) break;
    for (const at of this.lookup(this.fold(key))) {
      const t = this.term(at);
      if (t.text !== key) continue;
      if (t.pages > 0) put(at, key === stem ? EXACT : KIN);
      for (const [strength, list] of t.aliases) if (list.length === 1 && strength === RELATIVE) for (const a of this.knownAt(list[0])) put(a, list[0] === stem ? EXACT : KIN);
    }
  }
  return out;
};
E.unfinished = function (word, f) {
  for (let cut = 1; cut <= Math.min(6, word.length - 3); cut++) {
    const base = word.slice(0, -cut);
    if (!this.sv.begun.has(word.slice(-cut))) continue;
    for (const at of this.lookup(this.fold(base))) {
      const t = this.term(at);
      if (t.pages > 0 && this.like(word, base, t.text) > OTHER) { raise(f.map, at, UNFINISHED); f.hit = true; }
    }
  }
};
E.prefix = function (word, stem, last, f) {
  const folded = this.fold(word), plain = folded === word, starts = [[folded, word]], short = this.fold(stem), exact = f.hit;
  if (!f.hit && short !== folded && short.length >= 4 && folded.startsWith(short)) starts.push([short, stem]);
  for (const [start, typed] of starts) {
    /* Where more begins so than is fetched, the alphabet chose which. */
    const n = start.length, all = this.shardOf(start + '\uffff') - this.shardOf(start) < 2;
    const list = this.prefixed(start, 2)
      .filter((at) => { const t = this.term(at); return t.pages > 0 && (plain || t.text.startsWith(typed)) && !f.map.has(at); })
      .map((at) => [this.term(at).fold.length, at]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, 40);
    for (const [letters, at] of list) {
      let w = floor(PREFIX * n / Math.max(letters, 1));
      if (!last) w = floor(w * 7 / 10);
      if (exact) w = floor(w / (all ? 2 : 4));
      raise(f.map, at, w);
      if (n >= 3) f.hit = true;
    }
  }
};
E.byEnding = function (stem, f) {
  const turn = (s) => chars(s).reverse().join('');
  const keys = this.prefixed('~' + turn(this.fold(stem)), 1).map((at) => [this.term(at).fold.length, at]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, 8);
  for (const [, key] of keys) for (const at of this.lookup(turn(this.term(key).text.slice(1)))) if (this.term(at).pages > 0) { raise(f.map, at, BY_ENDING); f.hit = true; }
};
const rows = [new Int32Array(80), new Int32Array(80), new Int32Array(80)];
/* With fit: how many letters of a b begins with, less two for each slip among them. */
function distance(a, b, most, fit) {
  const n = a.length, m = b.length;
  if (!fit && Math.abs(n - m) > most) return most + 1;
  let [two, one, row] = rows, best = 0;
  for (let j = 0; j <= m; j++) one[j] = j;
  for (let i = 1; i <= n; i++) {
    let least = row[0] = i;
    for (let j = 1; j <= m; j++) {
      let v = Math.min(one[j] + 1, row[j - 1] + 1, one[j - 1] + (a[i - 1] !== b[j - 1] ? 1 : 0));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) v = Math.min(v, two[j - 2] + 1);
      row[j] = v;
      if (v < least) least = v;
    }
    if (least > most) return fit ? best : most + 1;
    best = Math.max(best, i - 2 * least);
    [two, one, row] = [one, row, two];
  }
  return fit ? best : one[m];
}
/* The letters of a word as bits; letters that a term lacks must each be changed. */
const mask = (w) => { let m = 0; for (let i = 0; i < w.length; i++) m |= 1 << (w.charCodeAt(i) & 31); return m; };
function off(word, stem, term, most) {
  let d = distance(stem, term, most), tenths = d <= most ? d * 10 : -1;
  if (d > 0 && term.length + most >= word.length) {
    d = distance(word, term.slice(0, word.length), most);
    if (d <= most && (tenths < 0 || d * 10 + 3 < tenths)) tenths = d * 10 + 3;
  }
  return tenths < 0 ? -1 : Math.max(0, tenths - (term[0] === word[0] ? 5 : 0));
}
/* The shards that may hold what was meant, the likeliest first: where the word would stand, then those whose bounds
   begin most like it. */
E.fuzzyShards = function (word) {
  const home = this.shardOf(word), fits = this.bounds.map((b) => distance(b, word, 2, true)), like = (n) => n === home ? 99 : Math.max(fits[n], fits[n + 1] || 0);
  const all = fits.map((f, n) => n).filter((n) => like(n)).sort((a, b) => like(b) - like(a) || a - b);
  return [0, 2, 4, 6].map((n) => all.slice(n, n + 2));
};
/* A word that the site does not have: what of its words was meant, first those nearby, which cost least to fetch; and
   its parts, unless one slip explains it. */
E.slips = function (token, stemmed, f, g, wait) {
  const word = token.text, typed = this.fold(word), stem = this.fold(stemmed), letters = mask(stem), near = [], parts = [];
  const most = /^[0-9]*$/.test(word) ? 0 : typed.length >= 8 ? 2 : typed.length >= 4 ? 1 : 0;
  if (!most) return;
  const within = (tenths) => near.some((n) => n[0] <= tenths), order = (a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1);
  const put = (list, fold, has, what) => {
    if (fold.length + most < stem.length || ones(letters & ~has) > most) return;
    const o = off(typed, stem, fold, most);
    if (o >= 0) list.push([o, what]);
  };
  const [home, ...far] = this.fuzzyShards(typed);
  const look = (stage) => {
    for (const n of stage) (this.get('t' + n) || none).forEach((t, i) => {
      if (t.pages) put(near, t.fold, t.mask ??= mask(t.fold), this.at(n, i));
    });
  };
  look(home);
  if (wait()) return;
  let split;
  if (!within(ONE_SLIP)) {
    if (!this.get('l0') && wait()) return;
    split = this.split(word);
    if (split && !token.parts.length) g.sets.push({ weight: 154, parts: split.parts.map((p) => this.wants(p)) });
    for (const [s, fold, has] of this.simples) if (fold.length - stem.length <= most) put(parts, fold, has, s);
    for (const [o, s] of parts.sort(order).slice(0, 3)) for (const at of this.knownAt(s)) if (!near.some((n) => n[1] === at)) near.push([o, at]);
  }
  /* What is made of words that the site has is spelt as it should be. */
  if (!split || !split.whole) for (const stage of far) {
    if (wait()) return;
    if (!within(CLOSE)) look(stage);
  }
  if (!near.length) return;
  /* Of several as near, the one that most pages have is how it is spelt. */
  const best = near.sort(order)[0][0], spelt = near.filter((n) => n[0] === best).map((n) => this.term(n[1])).reduce((a, b) => b.pages > a.pages ? b : a);
  if (g.meant === null) g.meant = spelt.text;
  /* Where one slip explains the word, it need not be the beginning of another; compounds are found by their parts. */
  for (const [o, at] of near.filter((n) => n[0] <= (best > ONE_SLIP ? best + 6 : ONE_SLIP)).slice(0, 8)) raise(f.map, at, MEANT[Math.min(5, floor(o / 5))]);
  f.hit = true;
};
E.joined = function (a, b, turned) {
  const sa = this.stem(a), sb = this.stem(b), tries = [a + b, a + 's' + b], f = { map: new Map(), hit: false };
  if (turned) tries.push(b + a, b + 's' + a, sb + a, sb + 's' + a);
  for (const w of tries) {
    const s = this.stem(w);
    for (const at of this.lookup(this.fold(s))) { const t = this.term(at); if (t.pages > 0 && this.like(w, s, t.text) > OTHER) raise(f.map, at, EXACT); }
  }
  this.exact(sa + ' ' + sb, a, EXACT, f, { sets: [] });
  return wanted(f.map);
};

/* --- rank: whole numbers only --- */
const log2 = (x) => { x = Math.max(x, 1); const k = 31 - Math.clz32(x); return k * 256 + floor(x * 256 / 2 ** k) - 256; };
const share = (part, whole) => { const c = Math.min(256, floor(part * 256 / Math.max(whole, 1))); return floor((floor(c * c / 256) + c) / 2); };
E.rarity = function (n) { return Math.max(48, log2(2 * this.m.pages + 2) - log2(2 * n + 1)); };
/* Page → value, with the pages that have one. */
function Values(n) { this.v = new Float64Array(n); this.t = new Float64Array(n); this.seen = new Uint8Array(n); this.pages = []; }
Values.prototype.touch = function (p) { if (!this.seen[p]) { this.seen[p] = 1; this.pages.push(p); } };
E.any = function (wants) {
  const out = new Values(this.m.pages), v = out.v, top = Math.max(0, ...wants.map((w) => w.weight));
  /* The word itself says how rare it is; another word for it that more pages have says less, a relative half as much less. */
  const first = top < 155 ? 0 : this.rarity(Math.max(1, ...wants.map((w) => w.weight * 100 >= top * 90 ? this.term(w.at).pages : 0)));
  let most = 0;
  for (const { at, weight } of wants) {
    const t = this.term(at), { pages, impacts } = this.postings(t);
    if (t.pages > most) most = t.pages;
    let less = first ? Math.min(first, this.rarity(t.pages)) : 1;
    if (first && weight * 100 >= top * 59) less = floor((less + first) / 2);
    for (let i = 0; i < pages.length; i++) {
      const p = pages[i], x = floor(floor(weight * (impacts[i] & 63) / 16) * less / (first || 1)), old = v[p], t = floor(TITLE[impacts[i] >> 6] * (weight + 128) / 384);
      out.touch(p);
      v[p] = x > old ? x + floor(old * 3 / 10) : old + floor(x * 3 / 10);
      if (t > out.t[p]) out.t[p] = t;
    }
  }
  out.rarity = first || this.rarity(Math.max(out.pages.length, most, 1));
  return out;
};
/* What one group says of each page, with rarity in it, and the group's own rarity. */
E.score = function (group) {
  const out = this.any(group.direct), rarity = out.rarity;
  let own = group.direct.length ? rarity : 0;
  for (const p of out.pages) out.v[p] *= rarity;
  for (const set of group.sets) {
    const parts = set.parts.map((w) => this.any(w)), all = Math.max(1, parts.reduce((n, p) => n + p.rarity, 0));
    const sums = new Values(this.m.pages), there = new Float64Array(this.m.pages);
    for (const part of parts) for (const p of part.pages) { sums.touch(p); sums.v[p] += part.v[p] * part.rarity; sums.t[p] += part.t[p] * part.rarity; there[p] += part.rarity; }
    /* What else stands for a word that the site has is at most five times as rare. */
    const most = own ? Math.min(all, own * AS_RARE) : all;
    for (const p of sums.pages) {
      const x = floor(floor(floor(sums.v[p] * set.weight / 256) * share(there[p], all) / 256) * most / all), old = out.v[p];
      out.touch(p);
      out.v[p] = x > old ? x + floor(old / 5) : old + floor(x / 5);
      out.t[p] = Math.max(out.t[p], floor(floor(sums.t[p] / all) * set.weight / 256));
    }
    if (!own) own = floor(all / Math.max(1, parts.length));
  }
  out.own = own;
  return out;
};
const order = (list, n) => { const first = list.slice(0, n).sort((a, b) => b.score - a.score || a.page - b.page); for (let i = 0; i < first.length; i++) list[i] = first[i]; };
E.rank = function (plan, lang) {
  const n = this.m.pages, groups = plan.groups.map((g) => this.score(g));
  for (const j of plan.joined) {
    const pair = [groups[j.first], groups[j.first + 1]], own = Math.max(pair[0].own, pair[1].own) || Infinity;
    for (const same of [true, false]) {
      const wants = j.wants.filter((w) => (w.weight === EXACT) === same);
      if (!wants.length) continue;
      /* An expression that stands for two words is no rarer than they are. */
      const any = this.any(wants), rarity = same ? any.rarity : Math.min(own, any.rarity);
      for (const g of pair) {
        for (const p of any.pages) { g.touch(p); g.v[p] = Math.max(g.v[p], floor(any.v[p] * rarity * 7 / 10)); g.t[p] = Math.max(g.t[p], any.t[p]); }
        if (!g.own) g.own = rarity;
      }
    }
  }
  const all = Math.max(1, groups.reduce((x, g) => x + g.own, 0)), sums = new Values(n), there = new Float64Array(n), titled = new Float64Array(n);
  for (const g of groups) for (const p of g.pages) { sums.touch(p); sums.v[p] += g.v[p]; sums.t[p] += g.t[p]; there[p] += g.own; if (g.t[p]) titled[p] += g.own; }
  let best = 0;
  const bare = new Float64Array(n);
  const other = this.m.facets.all.map((f) => f.lang !== lang);
  for (const p of sums.pages) {
    let x = bare[p] = floor(sums.v[p] * share(there[p], all) / 256);
    if (x > best) best = x;
    x += floor(floor(x * floor(Math.min(256, sums.t[p]) * titled[p] / all) / 256) * TITLE_GAIN / 100);
    if (other[this.facet[p]]) x = floor(x * 3 / 5);
    sums.v[p] = x;
  }
  const list = [];
  for (const p of sums.pages) if (sums.v[p] > 0 && bare[p] * 10 >= best) list.push({ page: p, score: sums.v[p] });
  order(list, list.length);
  return list;
};
/* --- text: the last look, marks and snippets --- */
E.text = function (page) {
  const n = lowerBound(this.starts.length, (m) => this.starts[m] <= page) - 1, block = this.get('d' + n);
  return block && block[page - this.starts[n]];
};
E.units = function (plan) {
  const out = [];
  for (const g of plan.groups) {
    const set = !g.direct.length && g.sets.find((s) => s.parts.length > 1);
    if (set) for (const p of set.parts) out.push(new Set(p.map((w) => this.term(w.at).text)));
    else out.push(g.marks);
  }
  const units = out.slice(0, 31).map((marks) => {
    /* Marks count within a longer word too; those of three letters must begin it. */
    const within = [...marks].map((m) => this.fold(m)).filter((m) => m.length > 2).map((m) => m.length > 3 ? m : '^' + m).join('|') || '^$';
    return { marks, within: new RegExp(within), ends: new RegExp('(' + within + ').{0,4}$') };
  });
  units.asked = plan.asked;
  return units;
};
/* The units that a word meets, as bits: as a whole word, as part of one, of these as its head, any. */
E.met = function (units, token) {
  const seen = units.seen ??= new Map();
  const look = (w) => {
    let met = seen.get(w);
    if (met) return met;
    let whole = 0, part = 0, head = 0;
    const stems = this.analyse(w), plain = this.fold(w);
    units.forEach((u, i) => { if (stems.some((s) => u.marks.has(s))) whole |= 1 << i; else if (u.within.test(plain)) { part |= 1 << i; if (u.ends.test(plain)) head |= 1 << i; } });
    seen.set(w, met = { whole, part, head, any: whole | part });
    return met;
  };
  const met = look(token.text);
  if (!token.parts.length) return met;
  const part = token.parts.reduce((x, p) => x | look(p).any, met.part);
  return { whole: met.whole, part, head: met.head, any: met.whole | part };
};
const ones = (x) => { let n = 0; for (; x; x &= x - 1) n++; return n; };
/* The words of a text, remembered. */
E.read = function (text) {
  let toks = this.texts.get(text);
  if (!toks) {
    if (this.texts.size > 2000) this.texts.clear();
    this.texts.set(text, toks = this.tokens(text));
  }
  return toks;
};
E.lastLook = function (units, list) {
  for (const r of list.slice(0, LAST_LOOK)) {
    const text = this.text(r.page);
    if (text) r.score += floor(r.score * (this.titleWorth(units, text) + this.look(units, text).worth) / 1000);
  }
  order(list, LAST_LOOK);
};
/* Words as they are compared letter for letter. */
E.folded = function (toks) { return this.fold(toks.map((t) => t.text).join(' ')); };
E.titleWorth = function (units, page) {
  const n = Math.max(1, units.length);
  let hits = 0, first = 0, whole = 0, part = 0, said = 0, turned = false;
  for (const t of this.read(page[1])) {
    if (this.sv.stop.has(t.text)) { turned = turned || (said > 0 && this.sv.turning.has(t.text)); continue; }
    const met = this.met(units, t), here = turned ? 0 : met.whole, value = here ? 10 : met.head && !turned ? 6 : met.any ? PART_WORTH : 0;
    whole |= here; part |= turned ? met.any : met.part;
    hits += value;
    if (!said++) first = value;
  }
  const covered = ones(whole) * 10 + ones(part & ~whole) * PART_WORTH;
  return floor(floor(3 * covered * hits / n) / Math.max(1, said)) + floor(4 * first * covered / n) + (units.asked && this.folded(this.read(page[1])).startsWith(units.asked) ? BEGINS : 0);
};
/* What the sections of a page have of a query: the best of them, and what that is worth. */
E.look = function (units, page) {
  const found = [], n = units.length;
  page[3].forEach((s, k) => {
    const points = units.map(() => 0);
    let all = 0, near = 0;
    [!k && !s[0] ? page[1] : s[0], s[2]].forEach((text, body) => {
      const last = units.map(() => -99);
      this.read(text).forEach((t, i) => {
        const met = this.met(units, t);
        if (!met.any) return;
        all |= met.any;
        let close = 0;
        for (let g = 0; g < n; g++) {
          if (met.any >> g & 1) { last[g] = i; points[g] += met.whole >> g & 1 ? (body ? 2 : 5) : body ? 1 : 3; }
          if (i - last[g] <= NEAR) close++;
        }
        if (close > 1) near = Math.max(near, floor(200 * (close - 1) / (n - 1)));
      });
    });
    if (all) found.push([ones(all), points.reduce((x, p) => x + Math.min(8, p), 0), k, near]);
  });
  found.sort((a, b) => b[0] - a[0] || b[1] - a[1] || a[2] - b[2]).splice(4);
  return { sections: found.map((f) => f[2]), worth: (n > 1 && found.length ? floor(150 * found[0][0] / n) : 0) + Math.max(0, ...found.map((f) => f[3])) };
};
/* Text as pieces [text, whether it is marked]. */
E.pieces = function (units, text, from, to) {
  const out = [];
  let at = from;
  for (const t of this.read(text)) {
    if (t.start < from || t.end > to || !this.met(units, t).any) continue;
    if (t.start > at) out.push([text.slice(at, t.start), false]);
    out.push([text.slice(t.start, t.end), true]);
    at = t.end;
  }
  if (to > at) out.push([text.slice(at, to), false]);
  return out;
};
E.snippet = function (units, text) {
  const toks = this.read(text), met = toks.map((t) => this.met(units, t).any);
  let best = 0, from = toks.length ? toks[0].start : 0;
  for (let i = 0; i < toks.length; i++) {
    if (!met[i]) continue;
    let hits = 0, all = 0;
    for (let j = i; j < toks.length && toks[j].end - toks[i].start <= SNIPPET * 2 / 3; j++) { all |= met[j]; if (met[j]) hits++; }
    const value = ones(all) * 100 + Math.min(20, hits);
    if (value > best) { best = value; from = toks[i].start; }
  }
  const before = text.slice(0, from), sentence = Math.max(...['.', '!', '?', '\n'].map((c) => before.lastIndexOf(c))) + 1, near = Math.max(0, from - 60);
  let start = sentence;
  if (sentence < near) { const gap = before.indexOf(' ', near); start = gap < 0 ? from : gap; }
  while (start < from && /\s/.test(text[start])) start++;
  let end = text.length;
  if (end - start > SNIPPET) { const gap = text.lastIndexOf(' ', start + SNIPPET); end = gap > from ? gap : start + SNIPPET; }
  const out = this.pieces(units, text, start, end);
  if (start > 0) out.unshift(['…', false]);
  if (end < text.length) out.push(['…', false]);
  return out;
};
/* The query with what was misspelt replaced by how the first pages found spell it. */
E.spelt = function (plan, list) {
  if (plan.groups.every((g) => g.meant === null)) return '';
  const shorter = (a, b) => b === null || a.length < b.length || (a.length === b.length && a < b), out = [];
  for (const g of plan.groups) {
    let best = g.meant === null ? g.word : null;
    if (best === null) for (const r of list.slice(0, LAST_LOOK)) {
      const page = this.text(r.page);
      if (page) for (const text of [page[1]].concat(...page[3].map((s) => [s[0], s[2]]))) for (const t of this.read(text)) if (shorter(t.text, best) && this.analyse(t.text)[0] === g.meant) best = t.text;
    }
    if (best === null) return '';
    out.push(best);
  }
  return out.join(' ');
};
/* What a combination of facets can be narrowed by: [facet, id, label]. */
const choices = (f) => [['kind', ...f.kind], ['tier', ...f.tier], ...f.roles.map((r) => ['role', ...r]), ['section', f.section, f.section]].filter((c) => c[1]);
E.choices = function (page) { return choices(this.m.facets.all[this.facet[page]]); };
/* Answers a query with what is there; what is missing stands in this.need, and asking again then gives more.
   chosen is facet → id. */
E.search = function (query, lang, chosen) { return this.settle(this.find(query, lang, chosen)); };
E.find = function (query, lang, chosen) {
  this.need.clear();
  const plan = this.plan(chars(query.normalize('NFC')).slice(0, 200).join(''));
  const all = this.rank(plan, lang), counts = {}, names = Object.keys(chosen), pages = new Map();
  for (const r of all) { const f = this.facet[r.page]; pages.set(f, (pages.get(f) || 0) + 1); }
  const fit = (list, but) => names.every((n) => n === but || list.some((c) => c[0] === n && c[1] === chosen[n]));
  for (const [f, n] of pages) {
    const list = choices(this.m.facets.all[f]);
    for (const [name, id, label] of list) if (fit(list, name)) {
      const group = counts[name] ??= {}, c = group['=' + id] ??= { id, label, pages: 0 };
      c.pages += n;
    }
  }
  const list = names.length ? all.filter((r) => fit(this.choices(r.page))) : all;
  const more = plan.groups.some((g) => g.direct.some((w) => this.term(w.at).pages > this.m.most));
  return { plan, units: this.units(plan), list, counts, more };
};
E.settle = function (found) {
  /* Texts only of what stands fast. */
  if (!this.need.size) this.lastLook(found.units, found.list);
  found.spelt = this.spelt(found.plan, found.list);
  return found;
};
/* The words of a page looked up a text at a time, for who does not want to stand still until all are. */
E.prepare = function* (units, page) {
  for (const text of [page[1]].concat(...page[3].map((s) => [s[0], s[2]]))) { for (const t of this.read(text)) this.met(units, t); yield; }
};
self.LedfyrEngine = Engine;
if (!self.document) return;

/* --- loading: every file is a script that pushes [id, packed payload] --- */
const doc = document, engine = new Engine(), arrived = new Map(), loading = new Map();
const take = async (id) => {
  const bytes = engine.stream(id, Uint8Array.from(atob(arrived.get(id)), (c) => c.charCodeAt(0)));
  engine.put(id, new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'))).arrayBuffer()));
};
const arrive = ([id, text]) => arrived.set(id, text);
const early = self.ledfyrIndex || [];
self.ledfyrIndex = { push: arrive };
early.forEach(arrive);
const script = (src) => new Promise((done, fail) => {
  const s = doc.createElement('script');
  s.src = src; s.onload = done; s.onerror = fail;
  doc.head.append(s);
});
const local = location.protocol === 'file:';
/* From a folder of files, a folder's own page has to be named. */
const address = (url) => local ? url.replace(/(^|\/)(?=$|[?#])/, '$1index.html') : url;
const form = doc.querySelector('[data-search]');
let begun;
const fetchOne = (id) => {
  if (!loading.has(id)) loading.set(id, (async () => {
    try {
      const lead = id[0] === 'd' && fetchOne('p0');
      if (!arrived.has(id)) await script(folder + engine.file(id));
      await lead;
      await take(id);
    } catch { engine.failed.add(id); }
  })());
  return loading.get(id);
};
const folder = form ? form.dataset.index.replace(/[^/]*$/, '') : '';
const begin = () => begun ??= (async () => {
  await script(form.dataset.index);
  await take('m0');
  await fetchOne('a0');
  if (engine.failed.size) throw new Error('a0');
})().catch((e) => { begun = null; throw e; });
/* The page answers to the reader between two pieces of work. */
let since = 0;
const rest = async () => {
  if (performance.now() - since < 5) return;
  await (self.scheduler?.yield ? self.scheduler.yield() : new Promise((on) => { setTimeout(on); }));
  since = performance.now();
};
/* Nothing when the answer is no longer wanted. */
const ask = async (query, chosen, wanted = () => true) => {
  /* What could not be had may be there by now. */
  engine.failed.forEach((id) => loading.delete(id));
  engine.failed.clear();
  await begin();
  let found;
  for (let round = 0; ; round++) {
    since = performance.now();
    found = engine.find(query, form.dataset.lang, chosen);
    if (!engine.need.size || round > 10) break;
    await Promise.all([...engine.need].map(fetchOne));
  }
  if (engine.need.size) return engine.settle(found);
  for (const page of await Promise.all(found.list.slice(0, LAST_LOOK).map((r) => textOf(r.page)))) {
    if (page) for (const _ of engine.prepare(found.units, page)) { await rest(); if (!wanted()) return; }
  }
  await rest();
  engine.need.clear();
  engine.settle(found);
  await rest();
  return found;
};
const textOf = async (page) => {
  engine.need.clear();
  if (!engine.text(page)) await Promise.all([...engine.need].map(fetchOne));
  return engine.text(page);
};

/* --- making elements; text is always text --- */
const dress = (e, set) => { for (const k in set) if (set[k] !== undefined) e.setAttribute(k, set[k]); return e; };
const el = (name, set, ...inside) => {
  const e = dress(doc.createElement(name), set);
  e.append(...inside);
  return e;
};
const say = (text, values) => (text || '').replace(/\{(\w+)\}/g, (all, k) => k in values ? values[k] : all);
const pieces = (list) => list.map(([text, on]) => on ? el('mark', {}, text) : text);
const whole = (units, text) => pieces(engine.pieces(units, text, 0, text.length));
const marking = (units, page, sections) => {
  const found = new Set();
  for (const text of [page[1]].concat(...sections.map((s) => page[3][s] ? [page[3][s][0], page[3][s][2]] : none))) for (const [piece, on] of engine.pieces(units, text, 0, text.length)) if (on && found.size < 8) found.add(piece.toLowerCase());
  return found.size ? '?markera=' + [...found].map(encodeURIComponent).join('+') : '';
};
const link = (units, page, sections, anchor) => address(form.dataset.root + page[0] + marking(units, page, sections) + (anchor ? '#' + anchor : ''));

/* A shortcut of one sign can be switched off (WCAG 2.1.4); the choice stays in this browser. */
const slash = (on) => {
  try {
    if (on !== undefined) localStorage.setItem('ledfyr-slash', on ? 'on' : 'off');
    return localStorage.getItem('ledfyr-slash') !== 'off';
  } catch { return false; }
};
/* --- the box: suggestions as a combobox --- */
function box() {
  const input = form.q, t = form.dataset, list = el('ul', { role: 'listbox', id: '_found', 'aria-label': t.suggestions, class: 'search-found', hidden: '' });
  const status = el('div', { role: 'status', class: 'visually-hidden' });
  let active = -1, turn = 0, typing, telling;
  if (local) form.action = address(form.getAttribute('action'));
  form.append(list, status);
  dress(input, { role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': '_found', 'aria-expanded': 'false' });
  const open = (on) => { list.hidden = !on; input.setAttribute('aria-expanded', on); hush(); if (!on) choose(-1); };
  /* What was to be told is no longer so; and the same words again would not be told. */
  const hush = () => { clearTimeout(telling); status.textContent = ''; };
  const choose = (n) => {
    active = n;
    [...list.children].forEach((o, i) => o.setAttribute('aria-selected', i === n));
    if (n < 0) input.removeAttribute('aria-activedescendant');
    else { input.setAttribute('aria-activedescendant', '_found-' + n); list.children[n].scrollIntoView({ block: 'nearest' }); }
  };
  const suggest = async () => {
    const query = input.value.trim(), mine = ++turn;
    if (query.length < 2) return open(false);
    let found;
    try { found = await ask(query, {}, () => mine === turn); } catch { return open(false); }
    if (!found) return;
    const texts = await Promise.all(found.list.slice(0, 6).map((r) => textOf(r.page)));
    if (mine !== turn || doc.activeElement !== input) return;
    list.replaceChildren(...texts.filter(Boolean).map((page, i) => {
      const o = el('li', { role: 'option', id: '_found-' + i, 'aria-selected': 'false', 'data-href': link(found.units, page, engine.look(found.units, page).sections, '') }, el('span', {}, ...whole(found.units, page[1])));
      const c = engine.choices(found.list[i].page).find((x) => x[0] === 'kind');
      if (c) o.append(el('small', {}, named(...c)));
      return o;
    }));
    open(list.children.length > 0);
    telling = setTimeout(() => { status.textContent = list.children.length ? say(t.told, { n: list.children.length }) : t.none; }, 700);
  };
  input.addEventListener('focus', () => { begin().catch(() => {}); });
  input.addEventListener('input', () => { turn++; hush(); clearTimeout(typing); typing = setTimeout(suggest, 120); });
  input.addEventListener('blur', () => { turn++; clearTimeout(typing); open(false); });
  input.addEventListener('keydown', (e) => {
    const n = list.children.length;
    if (e.key === 'Escape' && !list.hidden) { open(false); e.preventDefault(); }
    else if ((e.key === 'ArrowDown' || e.key === 'ArrowUp') && n) {
      if (list.hidden) open(true);
      choose(e.key === 'ArrowDown' ? (active + 1 >= n ? -1 : active + 1) : active < 0 ? n - 1 : active - 1);
      e.preventDefault();
    } else if (e.key === 'Enter' && active >= 0) { location.href = list.children[active].dataset.href; e.preventDefault(); }
  });
  list.addEventListener('mousedown', (e) => e.preventDefault());
  list.addEventListener('click', (e) => { const o = e.target.closest('[data-href]'); if (o) location.href = o.dataset.href; });
  doc.addEventListener('keydown', (e) => {
    const at = e.target;
    if (e.key !== '/' || !slash() || e.ctrlKey || e.metaKey || e.altKey || at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName)) return;
    e.preventDefault();
    input.focus();
    input.select();
  });
}

/* What a page is, in the words of the page that is read: of its own list if it has one, else as pages of its language say it. */
let names;
const named = (facet, id, label) => {
  const { kinds = '', tiers = '' } = (doc.querySelector('[data-search-results]') || doc.body).dataset, listed = (name, text) => text.split('|').filter(Boolean).map((x) => x.split('=')).map(([i, l]) => [name + '=' + i, l]);
  if (!names) names = new Map([...engine.m.facets.all.filter((f) => f.lang === doc.documentElement.lang).flatMap(choices).map(([f, i, l]) => [f + '=' + i, l]), ...listed('kind', kinds), ...listed('tier', tiers)]);
  return names.get(facet + '=' + id) || label;
};

/* --- the results page --- */
const FACETS = ['kind', 'tier', 'role', 'section'];
async function results(room) {
  const t = room.dataset, part = (name) => room.querySelector('[data-' + name + ']'), title = doc.querySelector('[data-search-title]');
  const params = new URLSearchParams(location.search), query = (params.get('q') || '').trim(), chosen = {};
  for (const f of FACETS) if (params.get(f)) chosen[f] = params.get(f);
  form.q.value = query;
  /* What stands below the hits is shown after them, so that they push nothing down. */
  const key = part('slash'), tell = () => { key.textContent = slash() ? t.slashOff : t.slashOn; }, done = () => { key.hidden = false; };
  key.onclick = () => { slash(!slash()); tell(); };
  tell();
  for (const name of ['static', 'empty', 'broken']) part(name).hidden = true;
  if (!query) return done();
  title.textContent = t.busy;
  let found;
  try { found = await ask(query, chosen); } catch { title.textContent = say(t.nothing, { q: query }); part('broken').hidden = part('static').hidden = false; return done(); }
  /* A small number needs no words of the browser's, which take it 30 ms to find. */
  const n = found.list.length, over = found.more && n >= engine.m.most;
  title.textContent = say(over ? t.over : n === 1 ? t.one : n ? t.many : t.nothing, { n: n < 1000 ? n : n.toLocaleString(doc.documentElement.lang), q: query });
  doc.title = title.textContent + ' – ' + t.site;
  part('empty').hidden = n > 0;
  const to = (change) => { const p = new URLSearchParams({ q: query, ...chosen, ...change }); for (const f of FACETS) if (!p.get(f)) p.delete(f); return '?' + p; };
  const meant = part('meant');
  meant.hidden = !found.spelt || found.spelt === query.toLowerCase();
  if (!meant.hidden) meant.replaceChildren(t.meant + ' ', el('a', { href: '?' + new URLSearchParams({ q: found.spelt }) }, found.spelt), '?');
  part('facets').replaceChildren(...FACETS.filter((f) => chosen[f] || Object.keys(found.counts[f] || {}).length > 1).map((f) => {
    const list = Object.values(found.counts[f] || {}).map((c) => ({ ...c, label: named(f, c.id, c.label) })).sort((a, b) => b.pages - a.pages || a.label.localeCompare(b.label, 'sv')), group = el('div', { role: 'group', 'aria-label': t[f] }, el('h2', {}, t[f]));
    group.append(el('ul', {}, ...list.slice(0, 12).map((c) => el('li', {}, el('a', { href: to({ [f]: chosen[f] === c.id ? '' : c.id }), 'aria-current': chosen[f] === c.id ? 'true' : undefined }, c.label, el('span', {}, ' (' + c.pages + ')'))))));
    if (chosen[f]) group.append(el('a', { href: to({ [f]: '' }), class: 'search-all' }, t.all));
    return group;
  }));
  if (FACETS.some((f) => chosen[f])) part('facets').parentNode.open = true;
  const list = part('hits'), more = part('more');
  const fill = async (item, r) => {
    const page = await textOf(r.page);
    if (engine.failed.size) part('broken').hidden = false;
    if (!page) { item.gone = true; return item.remove(); }
    const { sections } = engine.look(found.units, page), top = page[3][sections[0]], lang = engine.m.facets.all[engine.facet[r.page]].lang, labels = engine.choices(r.page).filter((c) => c[0] === 'kind' || c[0] === 'section').map((c) => named(...c));
    const heads = sections.map((s) => page[3][s]).filter((s) => s && s[0]).slice(0, 3);
    item.replaceChildren(el('h2', {}, el('a', { href: link(found.units, page, sections, ''), hreflang: lang }, ...whole(found.units, page[1]))),
      el('p', { class: 'search-where' }, labels.join(' · ')), el('p', {}, ...pieces(engine.snippet(found.units, (top && top[2]) || page[2]))));
    if (lang !== doc.documentElement.lang) item.lang = lang;
    if (heads.length) item.append(el('ul', { class: 'search-heads', 'aria-label': t.heads }, ...heads.map((s) => el('li', {}, el('a', { href: link(found.units, page, sections, s[1]) }, ...whole(found.units, s[0]))))));
  };
  /* What is further down is fetched when it comes near. */
  const seen = new IntersectionObserver((all) => { for (const x of all) if (x.isIntersecting) { seen.unobserve(x.target); fill(x.target, x.target.found); } }, { rootMargin: '600px' });
  let shown = 0;
  const show = async () => {
    const items = found.list.slice(shown, shown += 10).map((r) => {
      const item = el('li', { class: 'search-hit' });
      item.found = r;
      return item;
    });
    /* The first are shown all at once: none pushes another down. */
    const first = list.children.length ? 0 : 5;
    await Promise.all(items.slice(0, first).map((item) => textOf(item.found.page)));
    for (const item of items.slice(0, first)) { await rest(); await fill(item, item.found); }
    await rest();
    list.append(...items.filter((item) => !item.gone));
    for (const item of items.slice(first)) seen.observe(item);
    more.hidden = shown >= n;
    done();
  };
  list.replaceChildren();
  await show();
  more.onclick = async () => { const at = list.children.length; await show(); const a = list.children[at]; if (a) { a.tabIndex = -1; a.focus(); } };
  if (engine.failed.size) part('broken').hidden = false;
}

if (form) {
  box();
  const room = doc.querySelector('[data-search-results]');
  if (room) results(room);
}
})(typeof self === 'undefined' ? globalThis : self);
