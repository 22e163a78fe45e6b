/** What the workbench has to say above the editor: failures with a way on, an undo, news about the draft. */
'use client';

import type { ReactNode } from 'react';
import type { FailureCode, ServerFailure } from '@/lib/runtime/failures';
import { useBench, useBenchState } from './workbench-context';

export function Notices() {
  const bench = useBench();
  const server = useBenchState((state) => state.server);
  const fallen = useBenchState((state) => state.fallen);
  const storage = useBenchState((state) => state.storage);
  const undo = useBenchState((state) => state.undo);
  const draftNews = useBenchState((state) => state.draftNews);
  const { dispatch } = bench.store;

  return (
    <div aria-live="polite">
      {server.status === 'failed' ? <FailureNotice failure={server.failure} /> : null}
      {fallen && server.status !== 'failed' ? (
        <FailureNotice failure={fallen} onClose={() => dispatch({ type: 'fault-closed' })} />
      ) : null}
      {undo ? (
        <Notice>
          <span className="grow">{undo.what}</span>
          <Link onClick={() => void bench.undo()}>Undo</Link>
          <Link onClick={() => dispatch({ type: 'undo-closed' })}>Close</Link>
        </Notice>
      ) : null}
      {draftNews === 'older-lesson' ? (
        <Notice tone="warn">
          <span className="grow">
            This lesson was changed after you began it. You see your own code, from the older version.
          </span>
          <Link onClick={() => void bench.keepDraft()}>Keep mine</Link>
          <Link onClick={() => void bench.reset()}>Take the new lesson</Link>
        </Notice>
      ) : null}
      {draftNews === 'other-tab' ? (
        <Notice tone="warn">
          <span className="grow">This lesson’s code was changed in another tab.</span>
          <Link onClick={() => void bench.takeOtherTab()}>Show it here</Link>
          <Link onClick={() => void bench.keepThisTab()}>Keep what is here</Link>
        </Notice>
      ) : null}
      {draftNews === 'gone' ? (
        <Notice tone="warn">
          <span className="grow">What was kept of this lesson’s code is gone: reset, erased or deleted elsewhere.</span>
          <Link onClick={() => void bench.keepThisTab()}>Keep what is here</Link>
          <Link onClick={() => void bench.takeOtherTab()}>Take the lesson’s own files</Link>
        </Notice>
      ) : null}
      {storage ? (
        <Notice tone="warn" code={storage.code}>
          <span className="grow">
            <strong className="font-semibold">Your code will not be kept.</strong> {storage.message}
          </span>
          <Link onClick={() => dispatch({ type: 'storage-failed', failure: null })}>Close</Link>
        </Notice>
      ) : null}
    </div>
  );
}

interface NoticeProps {
  readonly tone?: 'bad' | 'warn';
  readonly code?: string;
  readonly children: ReactNode;
}

function Notice({ tone, code, children }: NoticeProps) {
  return (
    <div className="bench-notice" data-tone={tone} data-failure={code}>
      {children}
    </div>
  );
}

function Link({ onClick, children }: { readonly onClick: () => void; readonly children: ReactNode }) {
  return (
    <button type="button" className="bench-link" onClick={onClick}>
      {children}
    </button>
  );
}

/** Failures of the course's own files: only asking for them again can help. */
const FETCHED: readonly FailureCode[] = ['bundle-missing', 'bundle-corrupt'];

/** Failures that only a WebContainer has. */
const isOfWebContainer = (code: FailureCode): boolean =>
  code.startsWith('webcontainer-') || code === 'offline' || code === 'not-isolated';

function againWords(code: FailureCode): string {
  if (FETCHED.includes(code)) return 'Fetch again';
  return isOfWebContainer(code) ? 'Try again' : 'Restart';
}

function causeWords(code: FailureCode): string {
  if (FETCHED.includes(code)) return 'As the browser says it';
  return isOfWebContainer(code) ? 'As it was reported' : 'As Python says it';
}

interface FailureNoticeProps {
  readonly failure: ServerFailure;
  readonly onClose?: () => void;
}

function FailureNotice({ failure, onClose }: FailureNoticeProps) {
  const bench = useBench();
  const { code, message, suggestion, location, cause } = failure;
  const files = useBenchState((state) => state.files);
  const isElsewhere = useBenchState((state) => state.runtime === 'webcontainer');
  return (
    <Notice tone="bad" code={code}>
      <span className="grow basis-80">
        <strong className="font-semibold">{message}</strong> {suggestion}{' '}
        <span className="font-mono text-[0.7rem] text-soft">{code}</span>
      </span>
      {location && location.file in files ? (
        <Link onClick={() => bench.store.dispatch({ type: 'jumped', location })}>
          Go to {location.file}, line {location.line}
        </Link>
      ) : null}
      {onClose ? (
        <Link onClick={onClose}>Close</Link>
      ) : (
        <Link onClick={() => void bench.save()}>{againWords(code)}</Link>
      )}
      {code === 'webcontainer-unreachable' ? (
        <Link onClick={() => void bench.setRuntime('webcontainer', true)}>Start all the same</Link>
      ) : null}
      {isElsewhere && (isOfWebContainer(code) || FETCHED.includes(code)) ? (
        <Link onClick={() => void bench.setRuntime('sandbox')}>Go on in the sandbox</Link>
      ) : null}
      {cause === undefined ? null : (
        <details className="w-full">
          <summary className="text-soft">{causeWords(code)}</summary>
          <pre className="max-h-48 overflow-auto pt-1 font-mono text-xs whitespace-pre-wrap">{cause}</pre>
        </details>
      )}
    </Notice>
  );
}
