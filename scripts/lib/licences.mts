/**
 * Every third-party package, with the licence that it names, and whether that licence is one we take. npm's are read from
 * package-lock.json, so that the list is the same on every machine; Python's from the wheels that the bundle is made of.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import satisfies from 'spdx-satisfies';
import { CACHE, ROOT } from './paths.mts';

export interface Licensed {
  readonly name: string;
  /** An SPDX expression, or what the package says in its place. */
  readonly licence: string;
  /** `learner`: in the site that is served. `build`: only on the machine that builds and tests it. */
  readonly reaches: 'learner' | 'build';
}

/** Licences that let an MIT-licensed site carry the work, with its notice. */
const ACCEPTED = [
  ...['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'CC0-1.0', 'Unlicense'],
  ...['Zlib', 'Python-2.0', 'PSF-2.0', 'MPL-2.0', 'OFL-1.1', 'CC-BY-4.0'],
];
/** On the building machine alone, where nothing is passed on. */
const ACCEPTED_TO_BUILD = [...ACCEPTED, 'LGPL-3.0-or-later', 'CC-BY-3.0', 'CC-BY-SA-4.0', 'WTFPL'];

/** What packages name whose package.json says it in no SPDX expression, or not in the field that the lock copies. */
const READ_BY_HAND: Readonly<Record<string, string>> = {
  '@cspell/dict-en-common-misspellings': 'CC-BY-SA-4.0',
  // Its LICENSE file has the three clauses.
  'parse-cache-control': 'BSD-3-Clause',
};

/** False for a licence that is not on the list, and for words that are no licence. */
export function isAccepted({ licence, reaches }: Licensed): boolean {
  try {
    return satisfies(licence, reaches === 'learner' ? ACCEPTED : ACCEPTED_TO_BUILD);
  } catch {
    // The library throws its own errors for what is no SPDX expression.
    return false;
  }
}

interface LockEntry {
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
}

/** @param lock the text of package-lock.json, version 3 */
export function npmLicences(lock: string): Licensed[] {
  const { packages } = JSON.parse(lock) as { packages: Record<string, LockEntry> };
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, entry]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return {
        name,
        licence: READ_BY_HAND[name] ?? entry.license ?? 'none named',
        // Binaries for one system or another are tools; no page carries one.
        reaches: entry.dev || entry.optional || entry.devOptional ? 'build' : 'learner',
      };
    });
}

/** How wheels say it that do not say it in SPDX. Of a BSD licence without a number, the three clauses are assumed. */
const SPDX: Readonly<Record<string, string>> = {
  BSD: 'BSD-3-Clause',
  'New BSD': 'BSD-3-Clause',
  'BSD License': 'BSD-3-Clause',
  'MIT License': 'MIT',
  'Apache Software License': 'Apache-2.0',
  'Mozilla Public License 2.0 (MPL 2.0)': 'MPL-2.0',
};

/** The licence that a wheel's METADATA names: its expression, else its classifiers, else its free text. */
export function wheelLicence(metadata: string): { readonly name: string; readonly licence: string } {
  const head = metadata.split(/\r?\n\r?\n/, 1)[0] ?? '';
  const fields = (name: string): string[] =>
    [...head.matchAll(new RegExp(`^${name}: *(.+)$`, 'gm'))].map(([, value]) => (value ?? '').trim());
  const classifiers = fields('Classifier')
    .filter((value) => value.startsWith('License :: OSI Approved :: '))
    .map((value) => value.split(' :: ').at(-1) ?? '');
  const named = fields('License-Expression')[0];
  const other = classifiers.length > 0 ? classifiers : fields('License').slice(0, 1);
  return {
    name: fields('Name')[0] ?? '',
    licence: named ?? (other.map((value) => SPDX[value] ?? value).join(' OR ') || 'none named'),
  };
}

/** @throws Error when the bundle has not been built: its wheels are what is read */
function pythonLicences(): Licensed[] {
  const bundle = join(CACHE, 'bundle');
  const wheels = readdirSync(bundle)
    .filter((folder) => folder.startsWith('wheels-') && !folder.endsWith('.part'))
    .flatMap((folder) => readdirSync(join(bundle, folder)).map((name) => join(bundle, folder, name)));
  if (wheels.length === 0) throw new Error('There are no wheels in .cache/bundle. Run `npm run bundle` first.');
  const found = wheels.map((path) => {
    const files = unzipSync(readFileSync(path), { filter: ({ name }) => /^[^/]+\.dist-info\/METADATA$/.test(name) });
    return wheelLicence(new TextDecoder().decode(Object.values(files)[0]));
  });
  return found.map(({ name, licence }) => ({ name, licence, reaches: 'learner' as const }));
}

/** All of them, each once, by name. */
export function allLicences(): { readonly npm: readonly Licensed[]; readonly python: readonly Licensed[] } {
  const npm = npmLicences(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  return { npm: onceEach(npm), python: onceEach(pythonLicences()) };
}

function onceEach(list: readonly Licensed[]): Licensed[] {
  // What reaches the learner anywhere, reaches the learner.
  const sorted = [...list].sort((a, b) => (a.reaches < b.reaches ? 1 : -1));
  const byName = new Map(sorted.reverse().map((one) => [`${one.name} ${one.licence}`, one]));
  return [...byName.values()].sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
}

/** docs/licences.md. */
export function licencesDocument({ npm, python }: ReturnType<typeof allLicences>): string {
  const table = (list: readonly Licensed[]): string =>
    ['| licence | packages |', '| --- | --- |']
      .concat(
        [...new Set(list.map(({ licence }) => licence))].sort().map(
          (licence) =>
            `| ${licence} | ${list
              .filter((one) => one.licence === licence)
              .map(({ name }) => name)
              .join(', ')} |`,
        ),
      )
      .join('\n');
  return `# Licences

Written by \`npm run licences\`, and checked by \`npm test\`: a package whose licence is not on the list in
\`scripts/lib/licences.mts\` fails it. Graceful itself is under the [MIT licence](../LICENSE).

## Python, in the learner's browser

Pyodide's npm package (MPL-2.0) brings CPython and its standard library (PSF-2.0). Of a BSD licence that names no
number, three clauses are assumed.

${table(python)}

## npm, for the site that is served

Packages of the site and what builds it into files, tools for one operating system aside.

${table(npm.filter(({ reaches }) => reaches === 'learner'))}

## npm, on the building machine only

${table(npm.filter(({ reaches }) => reaches === 'build'))}
`;
}
