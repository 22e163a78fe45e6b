/** What the choices are, in words: what each is, what it needs, what leaves the browser. */
import type { Runtime } from '@/lib/runtime/runtimes';

export interface RuntimeWords {
  readonly name: string;
  readonly is: string;
  readonly needs: string;
  readonly leaves: string;
}

/** The process's files and its memory, measured with a project of one file (docs/decisions/0015). */
const FIRST_MB = 41;
const WITH_TESTS_MB = 53;

export const RUNTIME_WORDS: Readonly<Record<Runtime, RuntimeWords>> = {
  sandbox: {
    name: 'Sandbox',
    is: 'Python in a worker of this page, shut off from network, cookies and storage.',
    needs: 'WebAssembly. It works offline.',
    leaves: 'Nothing.',
  },
  webcontainer: {
    name: 'WebContainer',
    is: 'The same server in a Node process, in StackBlitz’s WebContainer inside this tab: with a terminal, a port and an address of its own.',
    needs: `A connection at every start, a current browser on a computer, and cookies allowed for stackblitz.com and webcontainer-api.io. ${String(FIRST_MB)} MB go into its memory, ${String(WITH_TESTS_MB)} MB with the tests.`,
    leaves:
      'StackBlitz serves the engine, so it sees your IP address and the address of this site. Your code runs in this tab and is not sent to it. Its terms apply.',
  },
};
