/**
 * What the course is measured against: a page that boots stock Pyodide in a worker, unpacks Flask's wheels, and serves one
 * response from an app much like the lesson's. Its files are cached and packed as the course's own are.
 */
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PYODIDE_DIR } from '../bundle.mts';
import { precompress as packBinary } from '../bundle/compress.mts';
import { CACHE } from '../lib/paths.mts';
import { precompress } from '../lib/precompress.mts';

/** What scripts/headers.mjs lets a browser keep for ever. */
const KEPT = '_next/static';
const PYODIDE_FILES = ['pyodide.mjs', 'pyodide.asm.mjs', 'pyodide.asm.wasm', 'python_stdlib.zip', 'pyodide-lock.json'];

const PAGE = `<!doctype html><meta charset="utf-8"><title>Plain Pyodide</title><pre id="answer"></pre>
<script>
  const worker = new Worker('/${KEPT}/worker.mjs', { type: 'module' });
  worker.onmessage = ({ data }) => {
    performance.mark('flask:response');
    document.getElementById('answer').textContent = data;
    performance.mark('flask:shown');
  };
</script>
`;

const worker = (wheels: readonly string[]): string => `import { loadPyodide } from './pyodide.mjs';

const wheels = ${JSON.stringify(wheels)}.map(async (name) => (await fetch(name)).arrayBuffer());
const pyodide = await loadPyodide();
for (const wheel of wheels) pyodide.unpackArchive(await wheel, 'wheel');
const answer = pyodide.runPython(\`
from flask import Flask

app = Flask(__name__)

@app.get("/")
def index():
    return "<h1>Harbour Street Library</h1>"

app.test_client().get("/").text
\`);
postMessage(answer);
`;

/** Writes the page; returns its folder, ready to be served. */
export async function writePlainPage(): Promise<string> {
  const site = join(CACHE, 'bench', 'plain');
  const folder = join(site, KEPT);
  rmSync(site, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of PYODIDE_FILES) copyFileSync(join(PYODIDE_DIR, name), join(folder, name));
  const wheelsFolder = readdirSync(join(CACHE, 'bundle')).find((name) => name.startsWith('wheels-server-')) ?? '';
  const wheels = readdirSync(join(CACHE, 'bundle', wheelsFolder)).filter((name) => name.endsWith('.whl'));
  for (const name of wheels) copyFileSync(join(CACHE, 'bundle', wheelsFolder, name), join(folder, name));
  writeFileSync(join(site, 'index.html'), PAGE);
  writeFileSync(join(folder, 'worker.mjs'), worker(wheels));
  for (const name of ['pyodide.asm.wasm', 'python_stdlib.zip']) await packBinary(join(folder, name));
  await precompress(site);
  return site;
}
