import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { curlCommand } from './curl.ts';

/** What a shell makes of the command: curl's words and its standard input. */
function run(command: string): { words: string[]; input: Buffer } {
  const shell = `curl() { printf '%s\\0' "$@" >&3; case "$*" in *@-*) cat;; esac; }\n${command}`;
  const out = execFileSync('bash', ['-c', `{ ${shell}\n} 3>&2`], { stdio: ['ignore', 'pipe', 'pipe'] });
  const words = execFileSync('bash', ['-c', `{ ${shell}\n} 3>&1 >/dev/null`])
    .toString()
    .split('\0')
    .slice(0, -1);
  return { words, input: out };
}

test('quotes, lines, dollars and umlauts reach curl as they were sent', () => {
  const body = new TextEncoder().encode(`it's "$HOME" \`x\`\n<ü> \\`);
  const { words } = run(
    curlCommand({
      method: 'POST',
      path: "/a?b='c'&d",
      headers: [
        ['X-Note', "it's"],
        ['Content-Type', 'text/plain'],
      ],
      body,
    }),
  );
  assert.deepEqual(words, [
    "http://localhost:5000/a?b='c'&d",
    '-H',
    "X-Note: it's",
    '-H',
    'Content-Type: text/plain',
    '--data-binary',
    `it's "$HOME" \`x\`\n<ü> \\`,
  ]);
});

test('bytes that no argument can hold come by standard input', () => {
  const body = new Uint8Array([0, 255, 10, 39]);
  const { words, input } = run(curlCommand({ method: 'PUT', path: '/', headers: [], body }));
  assert.deepEqual(words, ['-X', 'PUT', 'http://localhost:5000/', '--data-binary', '@-']);
  assert.deepEqual(new Uint8Array(input), body);
});

test('a body that begins with @ names no file', () => {
  const { input } = run(
    curlCommand({ method: 'POST', path: '/', headers: [], body: new TextEncoder().encode('@/etc/passwd') }),
  );
  assert.equal(input.toString(), '@/etc/passwd');
});

for (const [method, words] of [
  ['GET', ['http://localhost:5000/x']],
  ['HEAD', ['--head', 'http://localhost:5000/x']],
  ['DELETE', ['-X', 'DELETE', 'http://localhost:5000/x']],
  ["O'PTION", ['-X', "O'PTION", 'http://localhost:5000/x']],
] as const) {
  test(`${method} without a body`, () => {
    const headers = [
      ['Host', 'localhost:5000'],
      ['Content-Length', '0'],
    ] as const;
    assert.deepEqual(run(curlCommand({ method, path: '/x', headers })).words, words);
  });
}

test('dots in a path and a header without a value', () => {
  const { words } = run(curlCommand({ method: 'GET', path: '/a/../b', headers: [['X-Empty', '']] }));
  assert.deepEqual(words, ['http://localhost:5000/a/../b', '--path-as-is', '-H', 'X-Empty;']);
});
