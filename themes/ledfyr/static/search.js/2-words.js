/* From text to words, and compounds taken apart. */
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
    if (n === 2 && /^11.$/.test(first) && total === 5) return n;
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
E.stem = function (w) { return this.sv.reduce(w); };
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
  const stem = this.stem(piece);
  return this.rights.get(stem) || this.rights.get(this.root(stem));
};
E.split = function (w) {
  if (w.length < 6 || /[0-9]/.test(w)) return null;
  const stem = this.stem(w), simple = this.rights.get(stem);
  if (simple && simple[0] === stem) return null;
  return this.way(w, true) || this.way(w);
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
      if (left) next = { ...way, cost: way.cost + left[1], known: way.known + 1, kind: 'k' };
      else if (i === 0 && this.particle.has(piece)) next = { ...way, cost: PARTICLE, kind: 'p' };
      else if (!strict && !way.unknown && j - i >= 4 && VOWEL.test(piece) && !this.neverLeft.has(piece) && !this.particle.has(piece)) next = { ...way, cost: way.cost + UNKNOWN_LEFT, unknown: true, kind: 'u' };
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
    if (strict || way.unknown || !sure || n < 5 || !VOWEL.test(piece)) return best;
    const onset = piece.slice(0, piece.search(VOWEL));
    if (onset.length > 1 && !this.onset.has(onset)) return best;
    cost = way.cost + UNKNOWN_RIGHT; head = false;
  }
  return !best || cost < best.cost ? { cost, from: i, unknown: way.unknown || !head, head } : best;
};
E.stems = function (w) { const all = this.tongues.map((l) => l.reduce(w)); return all[0] === all[1] ? [all[0]] : all; };
/* The stems of a word of a text, how it is compared, and lines to look for marks in, remembered. */
E.analyse = function (w) {
  return kept(this.known, w, () => {
    const stems = this.stems(w), plain = this.fold(w);
    return { stems, plain, lines: ['', plain, ...stems.map((s) => this.fold(s)).filter((s) => !plain.startsWith(s))].join('\n') };
  }, 20000);
};
