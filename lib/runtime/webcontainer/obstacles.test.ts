/** What stands in a WebContainer's way, told before anything is tried. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { obstacle } from './obstacles.ts';
import type { Surroundings } from './obstacles.ts';

const FINE: Surroundings = {
  isolated: true,
  hasSharedMemory: true,
  hasWebAssembly: true,
  hasServiceWorkers: true,
  hasCookies: true,
  isOnline: true,
  hostName: 'localhost',
  key: null,
};

test('nothing is in its way where everything is there', () => {
  assert.equal(obstacle(FINE), null);
  assert.equal(obstacle({ ...FINE, hostName: 'course.example', key: 'a key' }), null);
});

for (const [name, change, code] of [
  ['a page without COOP and COEP', { isolated: false, hasSharedMemory: false }, 'not-isolated'],
  [
    'plain http, where there are no service workers either',
    { isolated: false, hasServiceWorkers: false },
    'not-isolated',
  ],
  ['a browser that knows no isolation', { isolated: undefined, hasSharedMemory: false }, 'webcontainer-unsupported'],
  ['a browser without WebAssembly', { hasWebAssembly: false }, 'webcontainer-unsupported'],
  ['a private window without service workers', { hasServiceWorkers: false }, 'webcontainer-unsupported'],
  ['a public address without a key', { hostName: 'course.example' }, 'webcontainer-no-key'],
  ['cookies switched off', { hasCookies: false }, 'webcontainer-blocked'],
  ['no connection', { isOnline: false }, 'offline'],
] as const satisfies readonly (readonly [string, Partial<Surroundings>, string])[])
  test(`${name} is ${code}`, () => {
    const found = obstacle({ ...FINE, ...change });
    assert.equal(found?.code, code);
    assert.ok(found.message !== '' && found.suggestion !== '');
  });

test('what lasts is named before what may be over in a minute', () => {
  assert.equal(obstacle({ ...FINE, isOnline: false, isolated: false })?.code, 'not-isolated');
});
