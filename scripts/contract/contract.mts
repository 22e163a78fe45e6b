/**
 * What every LiveServer does, whatever it runs on: one suite for the sandbox, for Node and for a WebContainer. A case gets a
 * server in any state and leaves it in any state. Knows no runner and no host.
 */
import type { LiveServer } from '../../lib/runtime/live-server.ts';
import { ANSWERS } from './answers.mts';
import { FAULTS } from './faults.mts';
import { LIFE } from './life.mts';

export interface ContractCase {
  readonly name: string;
  /** Rejects when the server does not keep the contract. */
  readonly run: (server: LiveServer) => Promise<void>;
}

export const CONTRACT: readonly ContractCase[] = [...LIFE, ...ANSWERS, ...FAULTS];
