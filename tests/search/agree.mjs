// Holds the browser's engine to the reference searcher: node tests/search/agree.mjs SITE/sok EXPECTED.json [SCRIPT]
// EXPECTED.json is written by examples/search_expected.rs: {vocab: [[word, stem, root, English stem, split]],
// strings: [[text, words]], queries: [[query, language, [[page, score]]]]}. Exit code 1 when anything differs.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

const [, , folder, answers] = process.argv;
const here = dirname(fileURLToPath(import.meta.url));
// The script lies in parts, which make up one scope.
const parts = join(here, '../../themes/ledfyr/static/search.js');
const joined = () => '(function (self) {' + readdirSync(parts).sort().map((part) => readFileSync(join(parts, part), 'utf8')).join('') + '})(self);';
const self = {};
const room = vm.createContext({ self, console });
vm.runInContext(process.argv[4] ? readFileSync(process.argv[4], 'utf8') : joined(), room);
const engine = new self.LedfyrEngine();

const arrived = {};
const load = (file) => Object.assign(arrived, JSON.parse(readFileSync(join(folder, file), 'utf8')));
const take = (id) => {
  if (!(id in arrived)) load(`${engine.file(id)}.json`);
  engine.put(id, arrived[id]);
};
load('index.json');
take('m0');
take('a0');
take('l0');

const expected = JSON.parse(readFileSync(answers, 'utf8'));
let wrong = 0;
const same = (what, got, want) => {
  const [a, b] = [JSON.stringify(got), JSON.stringify(want)];
  if (a === b) return;
  wrong++;
  if (wrong <= 20) console.error(`${what}\n  browser   ${a.slice(0, 300)}\n  reference ${b.slice(0, 300)}`);
};
const split = (w) => { const s = engine.split(w); return s && [s.parts, s.head, s.whole]; };
for (const [word, stem, root, english, parts] of expected.vocab) {
  same(`analysis of ${word}`, [engine.stem(word), engine.root(engine.stem(word)), split(word)], [stem, root, parts]);
  if (engine.en) same(`English ${word}`, engine.en.reduce(word, false), english);
}
for (const [text, words] of expected.strings) {
  const got = engine.tokens(text.normalize('NFC')).map((t) => { const s = engine.split(t.text); return [t.text, t.parts, engine.stem(t.text), s && s.parts]; });
  same(`words of ${JSON.stringify(text)}`, got, words);
}
const times = [];
for (const [query, lang, hits] of expected.queries) {
  let found;
  do {
    found = engine.search(query, lang, {});
    engine.need.forEach(take);
  } while (engine.need.size);
  const start = performance.now();
  engine.search(query, lang, {});
  times.push(performance.now() - start);
  same(`query ${query} (${lang})`, found.list.slice(0, 30).map((r) => [r.page, r.score]), hits);
}
times.sort((a, b) => a - b);
const at = (p) => times[Math.floor(times.length * p)].toFixed(2);
console.log(`${expected.vocab.length} words, ${expected.strings.length} strings, ${expected.queries.length} queries: ${wrong} differ; warm query median ${at(0.5)} ms, p95 ${at(0.95)} ms`);
process.exit(wrong ? 1 : 0);
