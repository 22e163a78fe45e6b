import { build } from 'esbuild';
import { readFileSync, writeFileSync, mkdirSync, cpSync } from 'node:fs';
const m = readFileSync('public/runtime/manifest.json', 'utf8');
const r = await build({
  entryPoints: ['/tmp/bare.ts'],
  define: { OPTIONS: JSON.stringify({ bundleUrl: '/runtime/', manifest: JSON.parse(m) }) },
  bundle: true,
  minify: true,
  format: 'iife',
  write: false,
  nodePaths: ['/work/main/node_modules'],
});
writeFileSync(
  'out/bare.html',
  `<!doctype html><meta charset=utf-8><title>b</title><body><script>${r.outputFiles[0].text}</script>`,
);
