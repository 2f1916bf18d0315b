/* Pages by rank, and the texts of the first ones for a last look. */
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
