/** What can be done with files, beside their tabs: new, format, history, rename, delete. Decides nothing itself. */
'use client';

import type { ReactNode } from 'react';
import { BinIcon, HistoryIcon, PencilIcon, TidyIcon } from '@/components/ui/icons';
import { useBench, useBenchState } from '../workbench-context';
import { canFormat, formatFile } from './format-file';
import { sharedRuff } from './ruff/ruff-client';

export interface FileActionsProps {
  readonly hint: string | null;
  /** The history is in view. */
  readonly history: boolean;
  readonly onHistory: () => void;
  readonly onNew: () => void;
  readonly onRename: () => void;
}

export function FileActions({ hint, history, onHistory, onNew, onRename }: FileActionsProps) {
  const bench = useBench();
  const file = useBenchState((state) => state.activeFile);
  const none = useBenchState((state) => Object.keys(state.files).length === 0);
  const comparing = useBenchState((state) => state.comparing);
  const readOnly = bench.isReadOnly(file);
  return (
    <>
      <button type="button" className="bench-icon" title="New file" onClick={onNew}>
        <span aria-hidden="true">+</span>
        <span className="sr-only">New file</span>
      </button>
      <span aria-hidden="true" className="bench-hint" title={hint ?? undefined}>
        {hint}
      </span>
      {canFormat(file) && !readOnly ? (
        <ActionButton
          word="Format"
          file={file}
          icon={<TidyIcon />}
          disabled={none || comparing || history}
          hint="Shift Alt F"
          onClick={() => void formatFile(bench, sharedRuff())}
        />
      ) : null}
      <ActionButton
        word="History"
        file={file}
        icon={<HistoryIcon />}
        disabled={none || comparing}
        pressed={history}
        onClick={onHistory}
      />
      <ActionButton
        word="Rename"
        file={file}
        icon={<PencilIcon />}
        disabled={none || readOnly}
        hint="F2 on its tab"
        onClick={onRename}
      />
      <ActionButton
        word="Delete"
        file={file}
        icon={<BinIcon />}
        disabled={none || readOnly}
        onClick={() => bench.deleteFile(file)}
      />
    </>
  );
}

interface ActionButtonProps {
  readonly word: string;
  readonly file: string;
  readonly icon: ReactNode;
  readonly disabled: boolean;
  readonly pressed?: boolean;
  readonly hint?: string;
  readonly onClick: () => void;
}

function ActionButton({ word, file, icon, disabled, pressed, hint, onClick }: ActionButtonProps) {
  const name = `${word} ${file}`;
  return (
    <button
      type="button"
      className="bench-icon bench-worded text-xs"
      aria-label={name}
      aria-pressed={pressed}
      disabled={disabled}
      title={hint === undefined ? name : `${name} (${hint})`}
      onClick={onClick}
    >
      {icon}
      <span className="bench-word">{word}</span>
    </button>
  );
}
