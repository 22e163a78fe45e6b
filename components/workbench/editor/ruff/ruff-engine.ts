/** Ruff's checker and formatter on one text. Needs the WebAssembly module to be up; runs in the worker and in tests. */
import { PositionEncoding, Workspace, type Diagnostic } from '@astral-sh/ruff-wasm-web';
import type { Finding, FormatAnswer } from './ruff-protocol.ts';
import { CHECK_SETTINGS, FORMAT_SETTINGS } from './ruff-settings.ts';

export interface RuffEngine {
  check(text: string): Finding[];
  format(text: string): FormatAnswer;
}

export function createRuffEngine(): RuffEngine {
  const checker = new Workspace(CHECK_SETTINGS, PositionEncoding.Utf16);
  const formatter = new Workspace(FORMAT_SETTINGS, PositionEncoding.Utf16);
  return {
    // The package types the list as any.
    check: (text) => (checker.check(text) as Diagnostic[]).map(toFinding),
    format(text) {
      try {
        return { kind: 'formatted', text: formatter.format(text) };
      } catch (error) {
        // The formatter refuses what is no Python, and nothing else.
        return { kind: 'refused', why: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}

const toFinding = ({ code, message, start_location, end_location, tags }: Diagnostic): Finding => ({
  code,
  message,
  start: start_location,
  end: end_location,
  unnecessary: tags.includes('unnecessary'),
});
