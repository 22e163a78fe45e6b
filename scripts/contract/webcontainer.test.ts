/** The contract of the live server, kept by the WebContainer adapter over processes of this machine. */
import { after, test } from 'node:test';
import { createLocalServer } from '../webcontainer/local-server.mts';
import { CONTRACT } from './contract.mts';

const { server, containers } = createLocalServer();
after(async () => {
  await server.stop();
  containers.teardown();
});

for (const { name, run } of CONTRACT) test(name, () => run(server));
