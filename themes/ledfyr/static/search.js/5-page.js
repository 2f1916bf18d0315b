/* The page: what loads the index, the box with suggestions, the results. */
self.LedfyrEngine = Engine;
if (!self.document) return;

/* --- loading: every file is JSON that names payloads; a portable site, which cannot fetch, hands it to ledfyrIndex --- */
const doc = document, engine = new Engine(), arrived = new Map(), loading = new Map();
const take = (id) => engine.put(id, arrived.get(id));
const arrive = self.ledfyrIndex = (payloads) => { for (const id in payloads) arrived.set(id, payloads[id]); };
const script = (src) => new Promise((done, fail) => {
  const s = doc.createElement('script');
  s.src = src; s.onload = done; s.onerror = fail;
  doc.head.append(s);
});
const data = async (src) => {
  const answer = await fetch(src);
  if (!answer.ok) throw new Error(answer.status);
  arrive(await answer.json());
};
const local = location.protocol === 'file:';
/* From a folder of files, a folder's own page has to be named. */
const address = (url) => local ? url.replace(/(^|\/)(?=$|[?#])/, '$1index.html') : url;
const form = doc.querySelector('[data-search]');
let begun;
const fetchOne = (id) => kept(loading, id, async () => {
  try {
    if (!arrived.has(id)) await load(folder + engine.file(id) + ending);
    take(id);
  } catch { engine.failed.add(id); }
});
const [, folder, ending] = form ? /(.*\/).*(\.\w+)$/.exec(form.dataset.index) : [];
const load = ending === '.js' ? script : data;
const begin = () => begun ??= (async () => {
  await load(form.dataset.index);
  take('m0');
  await fetchOne('a0');
  if (engine.failed.size) throw new Error('a0');
})().catch((e) => { begun = null; throw e; });
/* The page answers to the reader between two pieces of work. */
let since = 0;
const rest = async () => {
  if (performance.now() - since < 5) return;
  await (self.scheduler?.yield ? self.scheduler.yield() : new Promise((on) => setTimeout(on)));
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
    if (page) for (const _ of engine.prepare(page)) { await rest(); if (!wanted()) return; }
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
const say = (text, values) => (text || '').replace(/\{(\w+)\}/g, (all, k) => values[k] ?? all);
const pieces = (list) => list.map(([text, on]) => on ? el('mark', {}, text) : text);
const whole = (units, text) => pieces(engine.pieces(units, text));
const marking = (units, page, sections) => {
  const found = new Set();
  for (const text of [page[1], ...sections.flatMap((s) => [s[0], s[2]])]) for (const [piece, on] of engine.pieces(units, text)) if (on && found.size < 8) found.add(piece.toLowerCase());
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
      const c = engine.choices(found.list[i].page).find(([f]) => f === 'kind');
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
      /* Beyond either end is the field itself. */
      choose((active + 1 + (e.key === 'ArrowDown' ? 1 : n)) % (n + 1) - 1);
      e.preventDefault();
    } else if (e.key === 'Enter' && active >= 0) { location.href = list.children[active].dataset.href; e.preventDefault(); }
  });
  list.addEventListener('mousedown', (e) => e.preventDefault());
  list.addEventListener('click', (e) => { const o = e.target.closest('[data-href]'); if (o) location.href = o.dataset.href; });
  doc.addEventListener('keydown', (e) => {
    const at = e.target;
    if (e.key !== '/' || !slash() || e.ctrlKey || e.metaKey || e.altKey || at.isContentEditable || at.matches('input,textarea,select')) return;
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
  part('facets').replaceChildren(...FACETS.flatMap((f) => {
    const list = engine.counts(found.all, chosen, f).map((c) => ({ ...c, label: named(f, c.id, c.label) })).sort((a, b) => b.pages - a.pages || a.label.localeCompare(b.label, 'sv')), group = el('div', { role: 'group', 'aria-label': t[f] }, el('h2', {}, t[f]));
    if (!chosen[f] && list.length < 2) return none;
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
    const { sections } = engine.look(found.units, page), lang = engine.m.facets.all[engine.facet[r.page]].lang, labels = engine.choices(r.page).filter(([f]) => f === 'kind' || f === 'section').map((c) => named(...c));
    const heads = sections.filter((s) => s[0]).slice(0, 3);
    item.replaceChildren(el('h2', {}, el('a', { href: link(found.units, page, sections, ''), hreflang: lang }, ...whole(found.units, page[1]))),
      el('p', { class: 'search-where' }, labels.join(' · ')), el('p', {}, ...pieces(engine.snippet(found.units, sections[0]?.[2] || page[2]))));
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
