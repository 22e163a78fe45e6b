/**
 * The authors' command line: `npm run lesson -- serve|test|check …`. Builds the bundle first when its inputs changed.
 */
import { existsSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createNodeServer } from '../lib/runtime/node/node-host.ts';
import { BUNDLE_DIR, NODE_WORKER, PYODIDE_DIR, buildBundle } from './bundle.mts';
import { checkLessons } from './lesson/check.mts';
import { serveProject } from './lesson/serve.mts';
import { testProject } from './lesson/test.mts';

const USAGE = `npm run lesson -- serve DIR [--port N] [--debug]     serve a folder with a Flask project
npm run lesson -- test DIR [--tests TESTDIR] [-- …]   run pytest against it; what follows -- goes to pytest
npm run lesson -- check [SLUG]                        run a lesson's start, solution and mistakes; or cards, myths, pitfalls`;

const newServer = () => createNodeServer({ bundleDir: BUNDLE_DIR, workerScript: NODE_WORKER, pyodideDir: PYODIDE_DIR });

async function main(): Promise<number> {
  const argv = process.argv.slice(2);
  const split = argv.indexOf('--');
  const { values, positionals } = parseArgs({
    args: split === -1 ? argv : argv.slice(0, split),
    allowPositionals: true,
    options: { port: { type: 'string' }, tests: { type: 'string' }, debug: { type: 'boolean' } },
  });
  const [command, target, ...more] = positionals;
  const needsFolder = command === 'serve' || command === 'test';
  if (!['serve', 'test', 'check'].includes(command ?? '') || more.length > 0 || (needsFolder && target === undefined)) {
    console.error(USAGE);
    return 2;
  }
  if (needsFolder && !(existsSync(target ?? '') && statSync(target ?? '').isDirectory())) {
    console.error(`${target ?? ''} is not a folder.`);
    return 2;
  }
  if (values.tests !== undefined && !existsSync(values.tests)) {
    console.error(`${values.tests} does not exist.`);
    return 2;
  }
  await buildBundle({ log: (line) => process.stderr.write(`${line}\n`) });
  switch (command) {
    case 'serve': {
      const port = Number(values.port ?? 5000);
      if (!Number.isInteger(port) || port < 0 || port > 65535) {
        console.error(`${values.port ?? ''} is not a port number.`);
        return 2;
      }
      return serveProject({
        folder: target ?? '',
        port,
        mode: values.debug ? 'debug' : 'production',
        server: newServer(),
      });
    }
    case 'test':
      return testProject({
        folder: target ?? '',
        tests: values.tests,
        args: split === -1 ? [] : argv.slice(split + 1),
        server: newServer(),
      });
    default:
      return checkLessons(target, newServer);
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
