/** Back, forward, reload, method, address, Send, and the status of what is shown. */
'use client';

import { useRef, type ReactNode, type Ref } from 'react';
import { ArrowLeftIcon, ArrowRightIcon, CloseIcon } from '@/components/ui/icons';
import { StatusChip } from '@/components/ui/status-chip';
import { awaitsFiles } from '@/lib/runtime/server-state';
import { composerWords, headerProblem } from '../state/composer';
import { canGo } from '../state/history';
import { useBench, useBenchState } from '../workbench-context';
import { ComposerView } from './composer-view';

/** Reload comes where Stop was: a second press of a double click is not meant for it. Browsers wait about as long. */
const AFTER_STOP_MS = 500;

/** Network has all of a longer row. */
const REDIRECTS_SHOWN = 3;

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

export function AddressBar() {
  const { store, visits } = useBench();
  const browser = useBenchState((state) => state.browser);
  const isAsked = useBenchState(({ server }) => !awaitsFiles(server));
  const { method, address, problem, loading, view, history, note, composer } = browser;
  const stoppedAt = useRef(-Infinity);
  const reload = useRef<HTMLButtonElement>(null);
  const isAddressWrong = problem !== null && problem !== headerProblem(composer);
  const words = composerWords(composer);
  const methods = METHODS.includes(method) ? METHODS : [method, ...METHODS];

  return (
    <form
      className="bench-address border-b border-line bg-paper"
      onSubmit={(event) => {
        event.preventDefault();
        void visits.sendTyped();
      }}
    >
      <div className="flex flex-wrap items-center gap-x-1.5 gap-y-1 px-2 py-1.5">
        <div className="flex">
          <NavigationButton label="Back" disabled={!canGo(history, -1)} onClick={() => void visits.go(-1)}>
            <ArrowLeftIcon className="size-3.5" />
          </NavigationButton>
          <NavigationButton label="Forward" disabled={!canGo(history, 1)} onClick={() => void visits.go(1)}>
            <ArrowRightIcon className="size-3.5" />
          </NavigationButton>
          {loading ? (
            <NavigationButton
              label={isAsked ? 'Stop: ends the server process' : 'Stop: takes the request back'}
              onClick={() => {
                stoppedAt.current = performance.now();
                visits.stop();
              }}
            >
              <CloseIcon className="size-3.5" />
            </NavigationButton>
          ) : (
            <NavigationButton
              ref={reload}
              label="Reload"
              disabled={history.index < 0}
              onClick={() => {
                if (performance.now() - stoppedAt.current > AFTER_STOP_MS) void visits.reload();
              }}
            >
              <span aria-hidden="true">↻</span>
            </NavigationButton>
          )}
        </div>
        <select
          aria-label="Method"
          className="bench-select font-mono"
          value={method}
          onChange={({ target }) => store.dispatch({ type: 'method-chosen', method: target.value })}
        >
          {methods.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
        <input
          type="text"
          inputMode="url"
          aria-label="Address"
          aria-invalid={isAddressWrong}
          aria-describedby={isAddressWrong ? 'bench-address-problem' : undefined}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          // On a phone with Send in a row of their own: beside the rest there is room for the host alone.
          className="bench-field grow basis-36 font-mono max-sm:order-1 max-sm:basis-[70%]"
          value={address}
          onChange={({ target }) => store.dispatch({ type: 'address-typed', address: target.value })}
        />
        <span role="status" aria-label="Status of the page" className="contents">
          {loading ? <span className="text-xs text-soft">waiting…</span> : null}
          {!loading && view.kind === 'answer' ? (
            <StatusChip key={view.serial} status={view.exchange.response.status} />
          ) : null}
          {!loading && view.kind === 'no-answer' ? <StatusChip key={view.serial} status={null} /> : null}
        </span>
        <button
          type="button"
          aria-expanded={composer.open}
          aria-controls={composer.open ? 'bench-composer' : undefined}
          className="bench-icon bench-worded max-w-40 text-xs max-sm:max-w-28"
          title="Headers, body, and many requests at once"
          onClick={() => store.dispatch({ type: 'composed', change: { open: !composer.open } })}
        >
          <span className="truncate">Compose{words === '' ? '' : `: ${words}`}</span>
          <span aria-hidden="true">{composer.open ? '▴' : '▾'}</span>
        </button>
        <button type="submit" className="button bench-small max-sm:order-1">
          Send
        </button>
      </div>
      {problem === null ? null : (
        <p id="bench-address-problem" role="alert" className="px-3 pb-1.5 text-[0.8125rem] text-s5">
          {problem}
        </p>
      )}
      {note === null ? null : (
        <p className="flex flex-wrap gap-x-3 px-3 pb-1.5 text-[0.8125rem] text-soft">
          <span>{note.words}</span>
          {note.offersAgain ? (
            <button
              type="button"
              className="bench-link"
              onClick={() => {
                // This button goes with the note.
                reload.current?.focus();
                void visits.sendAgain();
              }}
            >
              Send again
            </button>
          ) : null}
        </p>
      )}
      {!loading && view.kind === 'answer' && view.redirects.length > 0 ? (
        <p className="flex flex-wrap items-center gap-1.5 px-3 pb-1.5 text-[0.8125rem] text-soft">
          Redirected:
          {view.redirects.slice(0, REDIRECTS_SHOWN).map(({ id, request, response }) => (
            <StatusChip key={id} status={response.status}>
              {request.method} {request.path}
            </StatusChip>
          ))}
          {view.redirects.length > REDIRECTS_SHOWN
            ? `and ${String(view.redirects.length - REDIRECTS_SHOWN)} more`
            : null}
        </p>
      ) : null}
      {composer.open ? <ComposerView /> : null}
    </form>
  );
}

interface NavigationButtonProps {
  readonly label: string;
  readonly disabled?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function NavigationButton({ label, disabled = false, ref, onClick, children }: NavigationButtonProps) {
  return (
    <button
      type="button"
      ref={ref}
      className="bench-icon"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
