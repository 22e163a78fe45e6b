/**
 * What pip must install for a project that leaves the playground: of the packages that the live server has, those that the
 * project imports, at the server's versions. Reads the imports as text: one too many in a docstring does no harm.
 */
import type { TextFiles } from '../course/lesson-types.ts';

export interface PinnedPackage {
  /** As pip calls it, e.g. "sentry-sdk". */
  readonly name: string;
  readonly version: string;
}

/** The packages whose import name is not their own with underscores. */
const IMPORT_NAMES: Readonly<Record<string, string>> = {
  'python-dateutil': 'dateutil',
  'python-json-logger': 'pythonjsonlogger',
};

const IMPORT = /^[ \t]*(?:from[ \t]+([A-Za-z_]\w*)|import[ \t]+([^#;\n]+))/gm;
const TESTS = /(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$/;
const REQUIREMENT = /^[ \t]*([A-Za-z0-9][\w.-]*)/gm;
const INCLUDED = /^[ \t]*(?:-r|--requirement)[ \t=]*(\S+)/gm;
/** A project that names its own Flask gets these with it, in versions that fit. */
const COME_WITH_FLASK = new Set(['blinker', 'click', 'itsdangerous', 'jinja2', 'markupsafe', 'werkzeug']);

/** Packages of a lock file as uv and pip write it. */
export function pinsOf(lock: string): PinnedPackage[] {
  return [...lock.matchAll(/^([a-z0-9][\w.-]*)==([^\s;\\]+)/gim)].map(([, name = '', version = '']) => ({
    name,
    version,
  }));
}

/**
 * The project's requirements.txt. One of its own stays as it is, and gets what it lacks at its end.
 * @param pins what the live server has
 */
export function requirementsOf(files: TextFiles, pins: readonly PinnedPackage[]): string {
  const own = files['requirements.txt'];
  const named = new Set(own === undefined ? [] : [...COME_WITH_FLASK, ...namedIn(own, files)]);
  const imported = importedBy(files);
  const missing = pins
    .filter(({ name }) => imported.has(importNameOf(name)) && !named.has(plainName(name)))
    .map(({ name, version }) => `${name}==${version}\n`)
    .join('');
  const needsEnd = missing !== '' && own !== undefined && own !== '' && !own.endsWith('\n');
  return (own ?? '') + (needsEnd ? '\n' : '') + missing;
}

const importNameOf = (name: string): string => IMPORT_NAMES[name] ?? name.replaceAll('-', '_');

/** One spelling for one package: https://packaging.python.org/en/latest/specifications/name-normalization/ */
const plainName = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');

function namedIn(requirements: string, files: TextFiles): string[] {
  const included = [...requirements.matchAll(INCLUDED)].map(([, path = '']) => files[path] ?? '');
  return [requirements, ...included].flatMap((text) =>
    [...text.matchAll(REQUIREMENT)].map(([, name = '']) => plainName(name)),
  );
}

/** Top-level modules that the project imports and does not hold itself. Flask runs it, and pytest its tests. */
function importedBy(files: TextFiles): ReadonlySet<string> {
  const paths = Object.keys(files);
  const imported = new Set(['flask', ...(paths.some((path) => TESTS.test(path)) ? ['pytest'] : [])]);
  for (const [path, text] of Object.entries(files)) {
    if (!path.endsWith('.py')) continue;
    for (const [, from, list = ''] of text.matchAll(IMPORT))
      for (const name of from === undefined ? list.split(',') : [from]) imported.add(/\w+/.exec(name)?.[0] ?? '');
  }
  for (const path of paths) imported.delete(path.split('/')[0]?.replace(/\.py$/, '') ?? '');
  return imported;
}
