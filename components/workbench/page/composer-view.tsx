/** The fields under the address: headers, body, and many requests at once. What is sent of them is state/composer.ts's. */
'use client';

import { useId, useRef, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { CloseIcon } from '@/components/ui/icons';
import {
  BODY_KINDS,
  composerWarning,
  isHeaderName,
  type BodyKind,
  type Composer,
  type FormField,
  type HeaderField,
  type Upload,
} from '../state/composer';
import { sizeWords } from '../network/size-words';
import { useBench, useBenchState } from '../workbench-context';

const VOLLEY = 20;
const KIND_WORDS: Record<BodyKind, string> = { none: 'None', form: 'Form', json: 'JSON', raw: 'Text', file: 'File' };

export function ComposerView() {
  const { store, visits } = useBench();
  const composer = useBenchState((state) => state.browser.composer);
  const set = (change: Partial<Composer>): void => store.dispatch({ type: 'composed', change });
  const { volley } = composer;
  return (
    <section
      id="bench-composer"
      aria-label="Composer"
      className="max-h-[45vh] overflow-y-auto border-t border-line px-3 py-2 text-[0.8125rem]"
    >
      <Pairs
        legend="Headers"
        noun="header"
        isName={isHeaderName}
        rows={composer.headers}
        add={() => set({ headers: [...composer.headers, { name: '', value: '' }] })}
        change={(headers) => set({ headers })}
      />
      <BodyFields composer={composer} set={set} />
      <div className="flex flex-wrap items-center gap-2 pt-2">
        {volley.status === 'running' ? (
          <button type="button" className="button button-quiet bench-small" onClick={visits.endVolley}>
            Stop after this one
          </button>
        ) : (
          <button
            type="button"
            className="button button-quiet bench-small"
            onClick={() => void visits.sendVolley(VOLLEY)}
          >
            Send {VOLLEY}
          </button>
        )}
        {volley.status === 'running' ? (
          <span className="text-soft tabular-nums">
            {volley.done} of {volley.total}
          </span>
        ) : null}
        <span role="status" className="min-w-0 text-soft">
          {volley.status === 'over' ? volley.summary : ''}
        </span>
      </div>
    </section>
  );
}

interface FieldsProps {
  readonly composer: Composer;
  readonly set: (change: Partial<Composer>) => void;
}

function BodyFields({ composer, set }: FieldsProps) {
  const group = useId();
  return (
    <fieldset className="pt-2">
      <legend className="sr-only">Body</legend>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span aria-hidden="true" className="font-semibold">
          Body
        </span>
        {BODY_KINDS.map((kind) => (
          <label key={kind} className="flex items-center gap-1.5">
            <input
              type="radio"
              name={group}
              checked={composer.kind === kind}
              onChange={() => set({ kind, ...(kind === 'form' && composer.form.length === 0 ? EMPTY_FORM : {}) })}
            />
            {KIND_WORDS[kind]}
          </label>
        ))}
      </div>
      <BodyField composer={composer} set={set} />
    </fieldset>
  );
}

const EMPTY_FORM = { form: [{ name: '', value: '' }] };

function BodyField({ composer, set }: FieldsProps) {
  switch (composer.kind) {
    case 'none':
      return null;
    case 'form':
      return (
        <Pairs
          legend="Form fields"
          noun="field"
          rows={composer.form}
          uploads
          add={() => set({ form: [...composer.form, { name: '', value: '' }] })}
          change={(form) => set({ form })}
        />
      );
    case 'json':
    case 'raw':
      return <BodyText kind={composer.kind} composer={composer} set={set} />;
    case 'file':
      return (
        <div className="flex flex-wrap items-center gap-2 pt-1.5">
          <input
            type="file"
            aria-label="File to send"
            className="min-w-0 text-xs"
            onChange={({ target }) => void readUpload(target).then((file) => set({ file }))}
          />
          {composer.file ? (
            <span className="text-soft">
              {composer.file.name}, {sizeWords(composer.file.bytes.length)}
            </span>
          ) : null}
        </div>
      );
  }
}

function BodyText({ kind, composer, set }: FieldsProps & { readonly kind: 'json' | 'raw' }) {
  const warning = composerWarning(composer);
  return (
    <div className="pt-1.5">
      <textarea
        aria-label={kind === 'json' ? 'JSON body' : 'Text body'}
        rows={4}
        spellCheck={false}
        autoCapitalize="none"
        className="bench-field h-auto w-full resize-y py-1.5 font-mono"
        placeholder={kind === 'json' ? '{"title": "Middlemarch"}' : undefined}
        value={composer[kind]}
        onChange={({ target }) => set({ [kind]: target.value })}
        onKeyDown={submitByKey}
      />
      <p role="status" className="text-s4">
        {warning}
      </p>
    </div>
  );
}

/** Ctrl or Cmd with Enter sends from within many lines; the workbench's own meaning of it is the editor's. */
function submitByKey(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.form?.requestSubmit();
}

interface PairsProps<Row extends HeaderField> {
  readonly legend: string;
  readonly noun: string;
  readonly rows: readonly Row[];
  readonly uploads?: boolean;
  /** Says whether a name can be sent; without it, every one can. */
  readonly isName?: (name: string) => boolean;
  readonly add: () => void;
  readonly change: (rows: readonly Row[]) => void;
}

function Pairs<Row extends HeaderField>({
  legend,
  noun,
  rows,
  uploads = false,
  isName = () => true,
  add,
  change,
}: PairsProps<Row>) {
  const group = useRef<HTMLFieldSetElement>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  // What is typed next is the new row's name, and no shortcut.
  const addRow = (): void => {
    flushSync(add);
    group.current?.querySelector<HTMLInputElement>(':scope > :last-child > input')?.focus();
  };
  const removeRow = (index: number): void => {
    // In place of any other row, and of its button, comes the next one.
    if (index === rows.length - 1) addButton.current?.focus();
    change(rows.filter((_, at) => at !== index));
  };
  const put = (index: number, patch: Partial<FormField>): void =>
    change(rows.map((row, at) => (at === index ? { ...row, ...patch } : row)));
  return (
    <fieldset ref={group} className="pt-1">
      <legend className="float-left pr-3 leading-[1.9rem] font-semibold">{legend}</legend>
      <button type="button" ref={addButton} className="bench-link leading-[1.9rem]" onClick={addRow}>
        Add {noun}
      </button>
      {rows.map((row, index) => {
        const number = String(index + 1);
        const upload = (row as FormField).upload;
        return (
          <div key={index} className="clear-both flex flex-wrap items-center gap-1.5 pb-1">
            <input
              aria-label={`Name of ${noun} ${number}`}
              aria-invalid={row.name.trim() !== '' && !isName(row.name.trim())}
              className="bench-field w-40 font-mono max-sm:w-full"
              autoCapitalize="none"
              autoComplete="off"
              spellCheck={false}
              value={row.name}
              onChange={({ target }) => put(index, { name: target.value })}
            />
            {upload ? (
              <span className="min-w-0 grow truncate text-soft">
                {upload.name}, {sizeWords(upload.bytes.length)}
              </span>
            ) : (
              <input
                aria-label={`Value of ${noun} ${number}`}
                className="bench-field min-w-0 grow font-mono"
                autoCapitalize="none"
                autoComplete="off"
                spellCheck={false}
                value={row.value}
                onChange={({ target }) => put(index, { value: target.value })}
              />
            )}
            {uploads ? (
              <label className="bench-link cursor-pointer focus-within:outline-2">
                File
                <input
                  type="file"
                  aria-label={`File of ${noun} ${number}`}
                  className="sr-only"
                  onChange={({ target }) =>
                    void readUpload(target).then((chosen) => put(index, { upload: chosen ?? undefined }))
                  }
                />
              </label>
            ) : null}
            <button type="button" className="bench-icon" onClick={() => removeRow(index)}>
              <CloseIcon className="size-3" />
              <span className="sr-only">
                Remove {noun} {number}
              </span>
            </button>
          </div>
        );
      })}
    </fieldset>
  );
}

async function readUpload(input: HTMLInputElement): Promise<Upload | null> {
  const [file] = input.files ?? [];
  return file ? { name: file.name, type: file.type, bytes: new Uint8Array(await file.arrayBuffer()) } : null;
}
