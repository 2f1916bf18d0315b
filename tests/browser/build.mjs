// Makes what ships of the scripts and styles that people read: one file each, small, without imports. `npm run build` in this
// folder writes them; the result is committed, since the program is built without Node. sources.test.mjs holds that it is new.
import { build } from 'esbuild';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { minify } from 'terser';

export const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const theme = 'themes/ledfyr';

/** What a site's build writes into the worker, and what keeps the rest of it from being read as a template. */
const worker = (script) => `const VERSION = "{{ version }}";
const PINNED = {{ files | safe }};
const LISTED = {{ listed | safe }};
const OFFLINE = {{ offline | safe }};
{% raw %}${script}{% endraw %}
`;

/** Every file that ships, by the file that it is made of. */
function bundles() {
  const named = (folder, ending) => readdirSync(path.join(root, theme, folder)).filter((file) => file.endsWith(ending));
  const all = new Map(['js', 'css'].flatMap((ending) => {
    const folder = `${theme}/${ending === 'js' ? 'scripts' : 'styles'}`;
    return named(path.basename(folder), `.${ending}`).map((file) => [`${folder}/${file}`, `${theme}/static/${file}`]);
  }));
  all.set(`${theme}/scripts/sw.js`, `${theme}/templates/sw.js`);
  all.set(`${theme}/scripts/search-program.js`, 'src/search/query/engine.js');
  all.set('src/serve/live/live.js', 'src/serve/live.js');
  return all;
}

/** The text of each file that ships, by its path. */
export async function shipped() {
  const files = new Map();
  for (const [from, to] of bundles()) {
    const { outputFiles: [file] } = await build({
      absWorkingDir: root,
      entryPoints: [from],
      bundle: true,
      write: false,
      format: 'iife',
      target: 'es2022',
      charset: 'utf8',
      // Styles lose blanks and comments and no more: what a browser does not know must be dropped by it alone.
      minifyWhitespace: from.endsWith('.css'),
      legalComments: 'none',
      logLevel: 'warning',
    });
    files.set(to, from.endsWith('.js') ? await small(file.text, to) : file.text);
  }
  return files;
}

/** A script without what only people read. */
async function small(script, to) {
  const { code } = await minify(script, { ecma: 2020, compress: { passes: 2 }, format: { ascii_only: false } });
  return to.endsWith('templates/sw.js') ? worker(code) : `${code}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [file, text] of await shipped()) {
    const place = path.join(root, file);
    if (existsSync(place) && readFileSync(place, 'utf8') === text) continue;
    writeFileSync(place, text);
    console.log(file);
  }
}
