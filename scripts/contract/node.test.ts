/** The contract of the live server, kept by Node's worker threads. */
import { after, test } from 'node:test';
import { createNodeServer } from '../../lib/runtime/node/node-host.ts';
import { BUNDLE_DIR, NODE_WORKER, PYODIDE_DIR } from '../bundle.mts';
import { CONTRACT } from './contract.mts';

const server = createNodeServer({ bundleDir: BUNDLE_DIR, workerScript: NODE_WORKER, pyodideDir: PYODIDE_DIR });
after(() => server.stop());

for (const { name, run } of CONTRACT) test(name, () => run(server));
