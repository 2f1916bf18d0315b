/* Runs the browser's engine inside the program. `read(file)` gives the text of a file of the index, nothing when it is
   missing; `broken(file)` is told of one that cannot be used. */
(function (self) {
  const engine = new self.LedfyrEngine(), arrived = {}, read = self.read, broken = self.broken;
  const load = (file) => {
    const text = read(file);
    if (text === null || text === undefined) return false;
    Object.assign(arrived, JSON.parse(text));
    return true;
  };
  /* Takes a payload, which came with the manifest or is in a file of its own. */
  const take = (id) => {
    const file = engine.m ? engine.file(id) : 'index';
    try {
      if (!(id in arrived) && !load(file)) return engine.failed.add(id);
      engine.put(id, arrived[id]);
    } catch {
      broken(file || id);
      engine.failed.add(id);
    }
  };
  const takeAll = () => [...engine.need].forEach(take);
  const textOf = (page) => {
    engine.need.clear();
    if (!engine.text(page)) takeAll();
    return engine.text(page);
  };
  const find = (query, lang) => {
    for (;;) {
      const found = engine.search(query, lang, {});
      if (!engine.need.size) return found;
      takeAll();
    }
  };
  const hit = (units, { page, score }) => {
    const text = textOf(page), out = { number: page, score };
    if (!text) return out;
    const { sections } = engine.look(units, text), [heading = '', anchor = '', body = ''] = sections[0] || [];
    return { ...out, url: text[0], title: text[1], heading, anchor, snippet: engine.snippet(units, body || text[2]) };
  };
  self.engine = engine;
  /* Whether anything can be found at all. */
  self.open = () => {
    take('m0');
    if (engine.m) take('a0');
    return engine.failed.size === 0;
  };
  self.answer = (query, lang, limit) => {
    const { list, units, spelt } = find(query, lang);
    return JSON.stringify({ meant: spelt || null, hits: list.slice(0, limit).map((ranked) => hit(units, ranked)) });
  };
  self.scores = (query, lang) => JSON.stringify(find(query, lang).list.map(({ page, score }) => [page, score]));
})(globalThis);
