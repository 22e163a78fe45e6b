/** What a package says of its licence is read as it says it, and only listed licences pass. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAccepted, npmLicences, wheelLicence } from './licences.mts';

test('a choice passes when one of it is listed, a sum only when all are', () => {
  const passes = (licence: string): boolean => isAccepted({ name: 'x', licence, reaches: 'learner' });
  assert.equal(passes('MIT'), true);
  assert.equal(passes('(GPL-3.0-only OR MIT)'), true);
  assert.equal(passes('Apache-2.0 AND GPL-3.0-only'), false);
  for (const licence of ['AGPL-3.0-only', 'none named', 'UNLICENSED', 'SEE LICENSE IN LICENSE', ''])
    assert.equal(passes(licence), false, licence);
});

test('what only builds may be under more than what is served', () => {
  const one = { name: 'x', licence: 'LGPL-3.0-or-later' } as const;
  assert.equal(isAccepted({ ...one, reaches: 'build' }), true);
  assert.equal(isAccepted({ ...one, reaches: 'learner' }), false);
});

test('npm’s lock says what is only for development, and what names no licence', () => {
  const lock = {
    packages: {
      '': { license: 'MIT' },
      'node_modules/a': { license: 'MIT' },
      'node_modules/a/node_modules/@b/c': { dev: true },
    },
  };
  assert.deepEqual(npmLicences(JSON.stringify(lock)), [
    { name: 'a', licence: 'MIT', reaches: 'learner' },
    { name: '@b/c', licence: 'none named', reaches: 'build' },
  ]);
});

test('a wheel’s expression goes before its classifiers, and those before its free text', () => {
  const of = (...lines: string[]): string => wheelLicence(['Name: x', ...lines, '', 'License: GPL'].join('\n')).licence;
  assert.equal(of('License: Dual', 'License-Expression: PSF-2.0'), 'PSF-2.0');
  assert.equal(
    of(
      'License: Dual',
      'Classifier: License :: OSI Approved :: BSD License',
      'Classifier: License :: OSI Approved :: MIT License',
    ),
    'BSD-3-Clause OR MIT',
  );
  assert.equal(of('License: New BSD'), 'BSD-3-Clause');
  assert.equal(of('License: GPLv3'), 'GPLv3');
  assert.equal(of(), 'none named');
});
