/* From a query to the terms that it asks for, and the shards that hold them. */
/* --- shards --- */
E.shard = function ({ terms, counts, postings }) {
  const { distances, impacts } = postings;
  let at = 0, n = 0;
  const read = frontDecode(terms).map((line) => {
    const [text, more] = line.split('\t'), t = { text, fold: this.fold(text), aliases: none, pages: 0 };
    if (more) t.aliases = more.split('|').map((a) => [+a[0], a.slice(1).split(' ')]);
    if (text[0] !== '~') t.pages = counts[n++];
    const end = at + Math.min(t.pages, this.m.most);
    t.distances = distances.slice(at, end);
    t.impacts = impacts.slice(at, end);
    at = end;
    return t;
  });
  if (at !== distances.length || at !== impacts.length || n !== counts.length) throw new Error('size');
  return read;
};
E.get = function (id) {
  const got = this.have.get(id);
  if (!got && !this.failed.has(id)) this.need.add(id);
  return got;
};
E.postings = function (t) {
  if (t.list) return t.list;
  let page = 0;
  return t.list = { pages: t.distances.map((d) => page += d), impacts: t.impacts };
};
const lowerBound = (n, before) => { let a = 0, b = n; while (a < b) { const m = a + b >> 1; if (before(m)) a = m + 1; else b = m; } return a; };
E.shardOf = function (fold) { return Math.max(0, lowerBound(this.bounds.length, (m) => this.bounds[m] <= fold) - 1); };
/* A term is named by a number: its shard, and its place in there. */
E.term = function (at) { return this.have.get('t' + (at >> 16))[at & 65535]; };
E.scan = function (n, fold, fits, out) {
  const terms = this.get('t' + n) || none;
  for (let i = lowerBound(terms.length, (m) => terms[m].fold < fold); i < terms.length && fits(terms[i].fold); i++) out.push(n << 16 | i);
  return out;
};
E.lookup = function (fold) { return this.scan(this.shardOf(fold), fold, (f) => f === fold, []); };
E.prefixed = function (fold, shards) {
  const out = [], first = this.shardOf(fold);
  for (let n = first; n < first + shards; n++) {
    if (n > first && !(n < this.bounds.length && this.bounds[n].startsWith(fold))) break;
    this.scan(n, fold, (f) => f.startsWith(fold), out);
  }
  return out;
};

/* --- plan --- */
const raise = (map, key, v) => map.set(key, Math.max(map.get(key) || 0, v));
const wanted = (map) => [...map].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([at, weight]) => ({ at, weight }));
/* Words of the same letters may have other parts. */
const keyOf = (token) => token.parts[0] ? token.parts.join('-') : token.text;
E.plan = function (query) {
  const all = this.tokens(query);
  let said = [...all.keys()].filter((i) => !this.tongues.some((l) => l.stop.has(all[i].text)));
  if (!said.length) said = [...all.keys()];
  /* One letter of a word that is being typed says nothing yet, and as a word of its own it would spoil the others. */
  const end = all[said[said.length - 1]];
  if (said.length > 1 && end.end === query.length && /^\D$/.test(end.text)) said.pop();
  said = said.slice(0, 12);
  const groups = said.map((i, k) => {
    const last = k === said.length - 1;
    return kept(this.asked, keyOf(all[i]) + last, () => this.group(all[i], last), 990000 / (10000 + this.m.pages));
  }), joined = [];
  for (let k = 0; k + 1 < said.length; k++) {
    const between = all.slice(said[k] + 1, said[k + 1]);
    const wants = this.joined(all[said[k]].text, all[said[k + 1]].text, between.length > 0 && between.every((t) => this.sv.turning.has(t.text)));
    if (wants.length) joined.push({ first: k, wants });
  }
  /* What an index that is not whole yet says of them is not remembered. */
  if (this.need.size + this.failed.size) this.asked.clear();
  return { groups, joined, asked: all.length > 1 && this.folded(all) };
};
E.group = function (token, last) {
  const word = token.text, stems = this.stems(word), n = word.length;
  const g = { word, sets: [], marks: new Set(), meant: '' }, f = { map: new Map(), hit: false };
  const had = this.need.size;
  g.direct = none;
  /* What has to be fetched first may make the next try needless. */
  const wait = () => !f.hit && this.need.size > had;
  for (const s of stems) this.exact(s, word, EXACT, f, g);
  if (wait()) return g;
  const root = this.root(stems[0]);
  if (!f.hit && root !== stems[0]) this.exact(root, word, KIN, f, g);
  if (!f.hit && !wait()) this.unfinished(word, f);
  if (wait()) return g;
  if (n >= 2 && (last || (!f.hit && n >= 3))) this.prefix(word, stems[0], last, f);
  if (wait()) return g;
  if (!f.hit && n >= 5) this.byEnding(stems[0], f);
  if (wait()) return g;
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
  const turn = (s) => [...s].reverse().join('');
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
      if (t.pages) put(near, t.fold, t.mask ??= mask(t.fold), n << 16 | i);
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
  g.meant = spelt.text;
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
