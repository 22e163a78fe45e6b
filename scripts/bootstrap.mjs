// @ts-check
/*
 * What `npm start`, `npm test` and the other commands run first: it needs nothing but Node and, before the typed
 * scripts can load, checks the machine and installs the npm packages. Then it hands over to scripts/<name>.mts.
 * Imports have no `node:` prefix and nothing newer than ES2018 is used, so that an old Node reaches the sentence
 * that tells it so.
 */
import { spawn, spawnSync } from 'child_process';
import { existsSync, readFileSync } from 'fs';
import { dirname, join } from 'path';
import { fileURLToPath, pathToFileURL } from 'url';
import { explainFailure, lastLines } from './lib/explain.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
/** @type {readonly [number, number]} */
const OLDEST_NODE = [20, 9];
/**
 * For building the bundle; the tests ask for more themselves (scripts/lib/python.mts).
 * @type {readonly [number, number]}
 */
const OLDEST_PYTHON = [3, 9];

/**
 * @param {string} what happened
 * @param {string} wayOn what to do now
 * @returns {never}
 */
function giveUp(what, wayOn) {
  console.error(`\n${what}\n${wayOn}`);
  process.exit(1);
}

/**
 * @param {string} version e.g. `20.9.0`
 * @param {readonly [major: number, minor: number]} oldest
 */
function isOlder(version, [oldestMajor, oldestMinor]) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
}

function checkNode() {
  if (isOlder(process.versions.node, OLDEST_NODE)) {
    giveUp(
      `Graceful needs Node.js ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`,
      'Install a current Node.js (nodejs.org, nvm, fnm or your package manager) and run the command again.',
    );
  }
}

/**
 * The first Python 3 that has pip, as a command line: `python3`, `python`, or `py -3` on Windows.
 * GRACEFUL_PYTHON names another one. Handed on to the scripts in GRACEFUL_PYTHON.
 */
function checkPython() {
  const candidates = process.env.GRACEFUL_PYTHON
    ? [process.env.GRACEFUL_PYTHON]
    : process.platform === 'win32'
      ? ['py -3', 'python', 'python3']
      : ['python3', 'python'];
  const probe = 'import sys, pip; print(*sys.version_info[:2], sep=".")';
  let found = '';
  for (const candidate of candidates) {
    // A path may hold spaces (C:\Program Files); `py -3` is two words.
    const [command = candidate, ...args] = existsSync(candidate) ? [candidate] : candidate.split(' ');
    const { status, stdout, stderr, error } = spawnSync(command, [...args, '-c', probe], { encoding: 'utf8' });
    if (status === 0) {
      if (isOlder(stdout.trim(), OLDEST_PYTHON)) {
        found = `\`${candidate}\` is Python ${stdout.trim()}; Graceful needs ${OLDEST_PYTHON.join('.')} or newer.`;
        continue;
      }
      process.env.GRACEFUL_PYTHON = candidate;
      return;
    }
    if (!error && /No module named .?pip/.test(stderr)) found = `\`${candidate}\` is here, but its pip is not.`;
  }
  giveUp(
    found || `No Python 3 was found (tried ${candidates.join(', ')}).`,
    'Install Python 3 with pip: `apt-get install python3 python3-pip` on Debian and Ubuntu, `brew install python` on macOS,\n' +
      'python.org on Windows. If it has another name, say so: GRACEFUL_PYTHON=/path/to/python3 npm start',
  );
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }} LockEntry
 * @param {string} path
 * @returns {Record<string, LockEntry>}
 */
function lockedPackages(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages;
}

/**
 * npm writes node_modules/.package-lock.json when an install has finished: what is really there. Comparing it with
 * package-lock.json leaves a developer's own `npm install` alone and notices a half-finished one.
 */
function packagesAreInstalled() {
  const installedPath = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(installedPath)) return false;
  const installed = lockedPackages(installedPath);
  return Object.entries(lockedPackages(join(ROOT, 'package-lock.json'))).every(([path, wanted]) => {
    if (path === '') return true;
    const present = installed[path];
    if (!present) return wanted.optional === true || wanted.devOptional === true || wanted.peer === true;
    return present.version === wanted.version && present.integrity === wanted.integrity;
  });
}

/**
 * What package-lock.json names, without changing it. Not `npm ci`: it refuses a lock that lacks other systems' optional
 * packages, and a lock made where the registry has none of them lacks them; `install --no-save` fetches this system's.
 * npm would try an unreachable registry for minutes, package by package, so a few failures before the first answer end it.
 */
async function installPackages() {
  if (packagesAreInstalled()) return;
  console.log('Installing the npm packages (a minute or two the first time) ...');
  const startedAt = Date.now();
  // NODE_ENV=production or omit=optional must not drop what the build needs.
  const args = [
    'install',
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
    '--include=dev',
    '--include=optional',
  ];
  args.push('--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000', '--loglevel=http', '--progress=false');
  const npmCli = process.env.npm_execpath;
  const child =
    npmCli && /npm-cli\.c?js$/.test(npmCli)
      ? spawn(process.execPath, [npmCli, ...args], { cwd: ROOT })
      : spawn('npm', args, { cwd: ROOT, shell: process.platform === 'win32' });
  let output = '';
  const FEW = 3;
  /** @param {Buffer} chunk */
  const keep = (chunk) => {
    output += chunk.toString();
    const failures = output.match(/attempt \d+ failed with/g) || [];
    if (failures.length >= FEW && !/http fetch GET 200/.test(output)) child.kill();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const succeeded = await new Promise((resolve) => {
    child.on('error', (error) => {
      output += error.message;
      resolve(false);
    });
    child.on('close', (code) => resolve(code === 0));
  });
  if (!succeeded) {
    const known = explainFailure(output);
    console.error(`  failed after ${seconds(startedAt)}. npm said:\n${lastLines(output, 12)}`);
    giveUp(
      known ? known.reason : 'The npm packages could not be installed.',
      known ? known.wayOn : 'Run `npm install --no-save` by itself to see everything it says.',
    );
  }
  console.log(`  done in ${seconds(startedAt)}`);
}

/** @param {number} startedAt milliseconds since the epoch */
function seconds(startedAt) {
  return `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
}

/**
 * Runs the typed script with our terminal. Signals are passed on and the script decides how it ends.
 * @param {string} name
 * @param {readonly string[]} args
 */
function handOver(name, args) {
  const tsx = pathToFileURL(join(ROOT, 'node_modules', 'tsx', 'dist', 'loader.mjs')).href;
  const script = join(ROOT, 'scripts', `${name}.mts`);
  const child = spawn(process.execPath, ['--import', tsx, script, ...args], { stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  // npm passes a signal to its shell, and some shells end without passing it on: do not serve on behind npm's back.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event) {
    setInterval(() => {
      if (process.ppid !== parent) child.kill('SIGTERM');
    }, 500).unref();
  }
  child.on('exit', (code, signal) => {
    process.exitCode = signal ? 1 : code === null ? 1 : code;
  });
}

const [name, ...args] = process.argv.slice(2);
if (!name) giveUp('Usage: node scripts/bootstrap.mjs NAME [arguments]', 'NAME is one of scripts/*.mts, e.g. start.');
checkNode();
checkPython();
installPackages().then(() => handOver(name, args));
