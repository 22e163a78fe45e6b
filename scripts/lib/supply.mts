/**
 * The suite of what we did not write: licences, and known vulnerabilities as the registries tell them. Where a registry cannot
 * be asked, that is said and counted as skipped, never as passed.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rm } from 'node:fs/promises';
import { fingerprint, isFresh, writeStamp } from './fingerprint.mts';
import { allLicences, isAccepted, licencesDocument } from './licences.mts';
import { CACHE, ROOT } from './paths.mts';
import { pythonCommand } from './python.mts';
import { run, tryRun } from './run.mts';
import type { SuiteResult } from './suites.mts';

type Outcome =
  { readonly kind: 'passed'; readonly note?: string } | { readonly kind: 'failed' | 'skipped'; readonly note: string };

const AUDIT_LIMIT_MS = 60_000;
const AUDIT_LOCK = 'python/audit-requirements.lock';
const AUDIT_TOOLS = join(CACHE, 'audit-tools');

/** What is asked about: everything that reaches the learner, and for Python also what tests. */
const PYTHON_LOCKS = ['python/requirements.lock', 'python/requirements-workshop.lock', 'python/dev-requirements.lock'];

export async function runSupplyChecks(log: (line: string) => void): Promise<SuiteResult> {
  const checks: readonly (readonly [name: string, check: () => Outcome | Promise<Outcome>])[] = [
    ['licences: each one on the list', checkLicences],
    ['licences: docs/licences.md is what npm run licences writes', checkDocument],
    ['known vulnerabilities (npm audit)', auditNpm],
    ['known vulnerabilities (pip-audit)', auditPython],
  ];
  const outcomes: Outcome[] = [];
  for (const [name, check] of checks) {
    const outcome = await check();
    outcomes.push(outcome);
    const word = { passed: 'ok     ', failed: 'FAILED ', skipped: 'skipped' }[outcome.kind];
    log(`${word} ${name}${outcome.note === undefined ? '' : `: ${outcome.note}`}`);
  }
  const count = (kind: Outcome['kind']): number => outcomes.filter((outcome) => outcome.kind === kind).length;
  const failures = outcomes.flatMap((outcome) => (outcome.kind === 'failed' ? [outcome.note] : []));
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped'), output: failures.join('\n') };
}

function checkLicences(): Outcome {
  const { npm, python } = allLicences();
  const refused = [...npm, ...python].filter((one) => !isAccepted(one));
  if (refused.length === 0)
    return { kind: 'passed', note: `${String(npm.length)} npm, ${String(python.length)} Python` };
  const names = refused.map(({ name, licence }) => `${name} (${licence})`).join(', ');
  return { kind: 'failed', note: `Not on the list in scripts/lib/licences.mts: ${names}` };
}

function checkDocument(): Outcome {
  const path = join(ROOT, 'docs', 'licences.md');
  const written = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return written === licencesDocument(allLicences())
    ? { kind: 'passed' }
    : { kind: 'failed', note: 'docs/licences.md is out of date; run `npm run licences`.' };
}

interface NpmAudit {
  readonly message?: string;
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string }>>;
}

async function auditNpm(): Promise<Outcome> {
  const { output } = await tryRun('npm', ['audit', '--json', '--loglevel=silent'], { timeoutMs: AUDIT_LIMIT_MS });
  const answer = parse(output) as NpmAudit | null;
  if (!answer?.vulnerabilities) {
    const reason = (answer?.message ?? output.trim().split('\n').at(-1) ?? '').replace(/\s*-? ?[A-Z]+ https?:\S+/, '');
    return { kind: 'skipped', note: `the registry in use does not answer (${reason}); nothing is known either way` };
  }
  const grave = Object.entries(answer.vulnerabilities).filter(([, { severity }]) => /high|critical/.test(severity));
  if (grave.length > 0)
    return { kind: 'failed', note: grave.map(([name, { severity }]) => `${name}: ${severity}`).join(', ') };
  return { kind: 'passed', note: `${String(Object.keys(answer.vulnerabilities).length)} of lesser severity` };
}

interface PipAudit {
  readonly dependencies: readonly {
    readonly name: string;
    readonly skip_reason?: string;
    readonly vulns?: readonly { readonly id: string }[];
  }[];
}

async function auditPython(): Promise<Outcome> {
  const [python, ...args] = pythonCommand();
  const inputs = fingerprint([AUDIT_LOCK]);
  if (!existsSync(AUDIT_TOOLS) || !isFresh('audit-tools', inputs)) {
    await rm(AUDIT_TOOLS, { recursive: true, force: true });
    const quiet = ['--quiet', '--disable-pip-version-check', '--no-input', '--root-user-action=ignore'];
    await run(python, [
      ...args,
      '-m',
      'pip',
      'install',
      ...quiet,
      '--require-hashes',
      '--target',
      AUDIT_TOOLS,
      '-r',
      AUDIT_LOCK,
    ]);
    writeStamp('audit-tools', inputs);
  }
  const locks = PYTHON_LOCKS.flatMap((lock) => ['-r', lock]);
  const options = ['--disable-pip', '--require-hashes', '--format=json', '--progress-spinner=off'];
  const { output } = await tryRun(python, [...args, '-m', 'pip_audit', ...options, ...locks], {
    env: { PYTHONPATH: AUDIT_TOOLS, PYTHONNOUSERSITE: '1' },
    timeoutMs: AUDIT_LIMIT_MS,
  });
  const answer = parse(/\{.*\}/.exec(output)?.[0] ?? '') as PipAudit | null;
  const asked = answer?.dependencies.filter(({ skip_reason: reason }) => reason === undefined) ?? [];
  if (!answer || asked.length < answer.dependencies.length) {
    const reason =
      answer?.dependencies.find((one) => one.skip_reason)?.skip_reason ?? output.trim().split('\n').at(-1) ?? '';
    return { kind: 'skipped', note: `the index in use does not answer (${reason}); nothing is known either way` };
  }
  const found = asked.flatMap(({ name, vulns = [] }) => vulns.map(({ id }) => `${name}: ${id}`));
  return found.length === 0 ? { kind: 'passed' } : { kind: 'failed', note: found.join(', ') };
}

/** Null for what is no JSON: an error page, or a program that fell over. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text.slice(text.indexOf('{')));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
