/** What can be done with a request that was sent: send it again, change it first, take it along as a curl command. */
'use client';

import { useState } from 'react';
import type { HttpRequest } from '@/lib/runtime/live-server';
import { APP_URL } from '../state/bench-state';
import { composerOf } from '../state/composer';
import { useBench } from '../workbench-context';
import { curlCommand } from './curl';

/** The session says these anew: a replay has the cookies of now. */
const SESSION = /^(?:host|cookie|content-length)$/i;

export function EntryActions({ request }: { readonly request: HttpRequest }) {
  const { store, visits } = useBench();
  const [copied, setCopied] = useState('');
  const again: HttpRequest = { ...request, headers: request.headers.filter(([name]) => !SESSION.test(name)) };

  const edit = (): void => {
    const { volley } = store.get().browser.composer;
    store.dispatch({ type: 'method-chosen', method: request.method });
    store.dispatch({ type: 'address-typed', address: APP_URL + request.path });
    store.dispatch({ type: 'composed', change: { ...composerOf(request), volley, open: true } });
  };
  const copy = async (): Promise<void> => {
    const command = curlCommand(request);
    try {
      await navigator.clipboard.writeText(command);
      setCopied('Copied.');
    } catch {
      // Where the page may not write to the clipboard, the command is shown to be copied by hand.
      setCopied(command);
    }
  };

  return (
    <>
      <div className="flex flex-wrap items-center gap-1.5">
        <button
          type="button"
          className="button button-quiet bench-small"
          onClick={() => void visits.send(again, 'composer')}
        >
          Send again
        </button>
        <button type="button" className="button button-quiet bench-small" onClick={edit}>
          Edit and send
        </button>
        <button type="button" className="button button-quiet bench-small" onClick={() => void copy()}>
          Copy as curl
        </button>
        <span role="status" className="text-soft">
          {copied === 'Copied.' ? copied : ''}
        </span>
      </div>
      {copied === '' || copied === 'Copied.' ? null : (
        <pre aria-label="curl command" className="mt-1 overflow-auto rounded-md bg-sunk p-2 font-mono text-xs">
          {copied}
        </pre>
      )}
    </>
  );
}
