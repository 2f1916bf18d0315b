/* Pages by rank, and the texts of the first ones for a last look. */
/* --- rank: whole numbers only --- */
const log2 = (x) => { x = Math.max(x, 1); const k = 31 - Math.clz32(x); return k * 256 + floor(x * 256 / 2 ** k) - 256; };
const share = (part, whole) => { const c = Math.min(256, floor(part * 256 / Math.max(whole, 1))); return floor((floor(c * c / 256) + c) / 2); };
E.rarity = function (n) { return Math.max(48, log2(2 * this.m.pages + 2) - log2(2 * n + 1)); };
/* Page → value, with the pages that have one. */
const values = (n) => ({ v: new Float64Array(n), t: new Float64Array(n), seen: new Uint8Array(n), pages: [] });
const touch = (x, p) => { if (!x.seen[p]) { x.seen[p] = 1; x.pages.push(p); } };
E.any = function (wants) {
  const out = values(this.m.pages), v = out.v, top = Math.max(0, ...wants.map((w) => w.weight));
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
      touch(out, p);
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
    const sums = values(this.m.pages), there = new Float64Array(this.m.pages);
    for (const part of parts) for (const p of part.pages) { touch(sums, p); sums.v[p] += part.v[p] * part.rarity; sums.t[p] += part.t[p] * part.rarity; there[p] += part.rarity; }
    /* What else stands for a word that the site has is at most five times as rare. */
    const most = own ? Math.min(all, own * AS_RARE) : all;
    for (const p of sums.pages) {
      const x = floor(floor(floor(sums.v[p] * set.weight / 256) * share(there[p], all) / 256) * most / all), old = out.v[p];
      touch(out, p);
      out.v[p] = x > old ? x + floor(old / 5) : old + floor(x / 5);
      out.t[p] = Math.max(out.t[p], floor(floor(sums.t[p] / all) * set.weight / 256));
    }
    if (!own) own = floor(all / Math.max(1, parts.length));
  }
  out.own = own;
  return out;
};
const ordered = (list) => list.sort((a, b) => b.score - a.score || a.page - b.page);
/* The expressions that a word of a query is a half of; what they add to it is not remembered. */
const pairs = (plan, k) => plan.joined.filter((j) => j.first === k || j.first === k - 1);
E.rank = function (plan, lang) {
  const n = this.m.pages, groups = plan.groups.map((g, k) => pairs(plan, k).length ? this.score(g) : g.score ??= this.score(g));
  for (const j of plan.joined) {
    const pair = [groups[j.first], groups[j.first + 1]], own = Math.max(pair[0].own, pair[1].own) || Infinity;
    for (const same of [true, false]) {
      const wants = j.wants.filter((w) => (w.weight === EXACT) === same);
      if (!wants.length) continue;
      /* An expression that stands for two words is no rarer than they are. */
      const any = this.any(wants), rarity = same ? any.rarity : Math.min(own, any.rarity);
      for (const g of pair) {
        for (const p of any.pages) { touch(g, p); g.v[p] = Math.max(g.v[p], floor(any.v[p] * rarity * 7 / 10)); g.t[p] = Math.max(g.t[p], any.t[p]); }
        if (!g.own) g.own = rarity;
      }
    }
  }
  const all = Math.max(1, groups.reduce((x, g) => x + g.own, 0)), sums = values(n), there = new Float64Array(n), titled = new Float64Array(n);
  for (const g of groups) for (const p of g.pages) { touch(sums, p); sums.v[p] += g.v[p]; sums.t[p] += g.t[p]; there[p] += g.own; if (g.t[p]) titled[p] += g.own; }
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
  return ordered(list);
};
/* --- text: the last look, marks and snippets --- */
E.text = function (page) {
  const n = lowerBound(this.starts.length, (m) => this.starts[m] <= page) - 1, block = this.get('d' + n);
  return block && block[page - this.starts[n]];
};
E.units = function (plan) {
  const out = [];
  for (const [k, g] of plan.groups.entries()) {
    const set = !g.direct.length && g.sets.find((s) => s.parts.length > 1);
    if (set) for (const p of set.parts) out.push(new Set(p.map((w) => this.term(w.at).text)));
    else out.push(new Set([...g.marks, ...pairs(plan, k).flatMap((j) => j.wants.map((w) => this.term(w.at).text))]));
  }
  const units = out.slice(0, 31).map((marks) => ({ marks, plain: [...marks].map((m) => this.fold(m)) }));
  units.asked = plan.asked; units.seen = new Map();
  /* Any word that meets a unit is found by this, and others: looking in all lines at once is what makes it quick. */
  units.any = new RegExp(units.flatMap((u) => u.plain.map((m) => (m.length > 3 ? '' : '\n') + m)).join('|') || '.^', 'g');
  return units;
};
/* The units that a word meets, as bits: as a whole word, as part of one, of these as its head, any. */
E.met = function (units, token) {
  const look = (w) => kept(units.seen, w, () => {
    const { stems, plain } = this.analyse(w);
    let whole = 0, part = 0, head = 0;
    units.forEach((u, i) => {
      if (stems.some((s) => u.marks.has(s))) whole |= 1 << i;
      /* Marks count within a longer word too; those of three letters must begin it. */
      else for (const m of u.plain) {
        const at = m.length > 3 ? plain.lastIndexOf(m) : m.length > 2 && plain.startsWith(m) ? 0 : -1;
        if (at >= 0) part |= 1 << i;
        if (at >= 0 && at + m.length + 4 >= plain.length) head |= 1 << i;
      }
    });
    return { whole, part, head, any: whole | part };
  });
  const met = look(token.text);
  if (!token.parts.length) return met;
  const part = token.parts.reduce((x, p) => x | look(p).any, met.part);
  return { whole: met.whole, part, head: met.head, any: met.whole | part };
};
const ones = (x) => { let n = 0; for (; x; x &= x - 1) n++; return n; };
/* The words of a text, remembered. */
E.read = function (text) { return kept(this.texts, text, () => this.tokens(text), 2000); };
/* The words of a page, remembered: each once with its places, and the lines to look for marks in. A place is a number that
   tells the section, whether it is in its text or its heading, and how many words come before it there. They are read a text
   at a time, for who does not want to stand still until all are. */
E.prepare = function* (page) {
  if (this.books.has(page)) return;
  /* The title stands before all sections. */
  const all = [[page[1], -TEXT]], words = new Map(), starts = [];
  let lines = '';
  page[3].forEach((s, k) => all.push([k || s[0] ? s[0] : page[1], 2 * k * TEXT], [s[2], (2 * k + 1) * TEXT]));
  for (let [text, at] of all) {
    for (const t of this.read(text)) {
      const key = keyOf(t);
      let word = words.get(key);
      if (!word) {
        words.set(key, word = { text: t.text, parts: t.parts, stem: this.analyse(t.text).stems[0], places: [] });
        starts.push(lines.length);
        for (const w of [t.text, ...t.parts]) lines += this.analyse(w).lines;
      }
      word.places.push(at++);
    }
    yield;
  }
  kept(this.books, page, () => ({ words: [...words.values()], starts, lines }), 200);
};
E.book = function (page) {
  for (const _ of this.prepare(page));
  return this.books.get(page);
};
E.lastLook = function (units, list) {
  for (const r of list.slice(0, LAST_LOOK)) {
    const text = this.text(r.page);
    if (text) r.score += floor(r.score * (this.titleWorth(units, text) + this.look(units, text).worth) / 1000);
  }
  list.splice(0, LAST_LOOK, ...ordered(list.slice(0, LAST_LOOK)));
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
  const found = [], n = units.length, last = [], hits = [], { any } = units, { words, starts, lines } = this.book(page);
  for (any.lastIndex = 0; any.test(lines);) {
    const i = lowerBound(starts.length, (m) => starts[m] < any.lastIndex), met = this.met(units, words[i - 1]);
    if (met.any) for (const at of words[i - 1].places) hits.push([at, met]);
    any.lastIndex = i < starts.length ? starts[i] : lines.length;
  }
  for (const [at, met] of hits.sort((a, b) => a[0] - b[0])) {
    const k = floor(at / TEXT / 2), body = at / TEXT & 1, s = found[k] ??= [0, 0, k, 0, []];
    let close = 0;
    s[0] |= met.any;
    for (let g = 0; g < n; g++) {
      if (met.any >> g & 1) { last[g] = at; s[4][g] = (s[4][g] || 0) + (met.whole >> g & 1 ? (body ? 2 : 5) : body ? 1 : 3); }
      if (at - last[g] <= NEAR) close++;
    }
    if (close > 1) s[3] = Math.max(s[3], floor(200 * (close - 1) / (n - 1)));
  }
  const best = found.filter(Boolean);
  for (const s of best) { s[0] = ones(s[0]); s[1] = s[4].reduce((x, p) => x + Math.min(8, p), 0); }
  best.sort((a, b) => b[0] - a[0] || b[1] - a[1] || a[2] - b[2]).splice(4);
  return { sections: best.map((f) => page[3][f[2]]), worth: (n > 1 && best.length ? floor(150 * best[0][0] / n) : 0) + Math.max(0, ...best.map((f) => f[3])) };
};
/* Text as pieces [text, whether it is marked]. */
E.pieces = function (units, text, from = 0, to = text.length) {
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
  const before = text.slice(0, from), sentence = (/^.*[.!?\n]/s.exec(before) || [''])[0].length, near = Math.max(0, from - 60);
  let start = sentence;
  if (sentence < near) { const gap = before.indexOf(' ', near); start = gap < 0 ? from : gap; }
  while (start < from && /\s/.test(text[start])) start++;
  let end = text.length;
  if (end - start > SNIPPET) { const gap = text.lastIndexOf(' ', start + SNIPPET); end = gap > from ? gap : start + SNIPPET; }
  /* Never between the two halves of one sign. */
  if (/^[\udc00-\udfff]/.test(text.slice(end))) end--;
  const out = this.pieces(units, text, start, end);
  if (start > 0) out.unshift(['…', false]);
  if (end < text.length) out.push(['…', false]);
  return out;
};
/* The query with what was misspelt replaced by how the first pages found spell it. */
E.spelt = function (plan, list) {
  if (!plan.groups.some((g) => g.meant)) return '';
  const shorter = (a, b) => !b || a.length < b.length || (a.length === b.length && a < b), out = [];
  for (const g of plan.groups) {
    let best = g.meant ? '' : g.word;
    if (!best) for (const r of list.slice(0, LAST_LOOK)) {
      const page = this.text(r.page);
      if (page) for (const t of this.book(page).words) if (t.stem === g.meant && shorter(t.text, best)) best = t.text;
    }
    if (!best) return '';
    out.push(best);
  }
  return out.join(' ');
};
/* What a combination of facets can be narrowed by: [facet, id, label]. */
const choices = (f) => f.choices ??= [['kind', ...f.kind], ['tier', ...f.tier], ...f.roles.map((r) => ['role', ...r]), ['section', f.section, f.section]].filter((c) => c[1]);
E.choices = function (page) { return choices(this.m.facets.all[this.facet[page]]); };
/* Answers a query with what is there; what is missing stands in this.need, and asking again then gives more.
   chosen is facet → id. */
E.search = function (query, lang, chosen) { return this.settle(this.find(query, lang, chosen)); };
E.find = function (query, lang, chosen) {
  this.need.clear();
  const plan = this.plan([...query.normalize('NFC')].slice(0, 200).join(''));
  const all = this.rank(plan, lang), list = Object.keys(chosen)[0] ? all.filter((r) => suits(chosen, this.choices(r.page))) : all.slice();
  const more = plan.groups.some((g) => g.direct.some((w) => this.term(w.at).pages > this.m.most));
  return { plan, units: this.units(plan), list, all, more };
};
const suits = (chosen, list, but) => Object.keys(chosen).every((n) => n === but || list.some((c) => c[0] === n && c[1] === chosen[n]));
/* How many of the pages each choice of a facet would leave: [{id, label, pages}]. */
E.counts = function (all, chosen, facet) {
  const out = new Map(), pages = new Map();
  for (const { page } of all) { const f = this.facet[page]; pages.set(f, (pages.get(f) || 0) + 1); }
  for (const [f, n] of pages) {
    const list = choices(this.m.facets.all[f]);
    for (const [name, id, label] of list) if (name === facet && suits(chosen, list, name)) kept(out, id, () => ({ id, label, pages: 0 })).pages += n;
  }
  return [...out.values()];
};
E.settle = function (found) {
  /* Texts only of what stands fast. */
  if (!this.need.size) this.lastLook(found.units, found.list);
  found.spelt = this.spelt(found.plan, found.list);
  return found;
};
