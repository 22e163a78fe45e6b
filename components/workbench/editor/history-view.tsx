/**
 * The earlier versions of the file in view: a list, the chosen one beside the present text, and the way back to it.
 * Restoring is an edit like others; nothing here starts the server.
 */
'use client';

import { useEffect, useMemo, useState } from 'react';
import type { WorkbenchProject } from '@/lib/course/lesson-types';
import type { StorageFailure } from '@/lib/progress/failures';
import type { Result } from '@/lib/runtime/result';
import type { KeptHistory } from '../bench/draft-keeper';
import { reasonWords, versionsOf, type FileVersion } from '../bench/file-versions';
import { useBench, useBenchState } from '../workbench-context';
import { DiffView } from './diff-view';
import { countChanges, lineChanges } from './line-changes';
import type { Monaco } from './monaco-parts';
import { PlainDiff } from './plain-diff';
import { timeWords } from './time-words';

interface HistoryViewProps {
  readonly project: WorkbenchProject;
  readonly monaco: Monaco | null;
  readonly onClose: () => void;
}

interface Loaded {
  readonly history: Result<KeptHistory, StorageFailure>;
  readonly at: number;
}

export function HistoryView({ project, monaco, onClose }: HistoryViewProps) {
  const bench = useBench();
  const file = useBenchState((state) => state.activeFile);
  const now = useBenchState((state) => state.files[state.activeFile] ?? '');
  const started = useBenchState((state) => state.started);
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);

  // A start adds a version, and so does a new name.
  useEffect(() => {
    let left = false;
    void bench.history().then((history) => {
      if (!left) setLoaded({ history, at: Date.now() });
    });
    return () => {
      left = true;
    };
  }, [bench, file, started]);

  const versions = useMemo(
    () => versionsOf(file, now, loaded?.history.ok ? loaded.history.value.snapshots : [], project.start),
    [file, now, loaded, project.start],
  );
  const version = versions.find(({ key }) => key === chosen) ?? versions[0];
  const nameOf = ({ takenAt }: FileVersion): string =>
    takenAt === null ? 'The lesson’s own file' : timeWords(takenAt, loaded?.at ?? takenAt);
  const readOnly = bench.isReadOnly(file);

  return (
    <section aria-label={`History of ${file}`} className="flex h-full flex-col">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-accent-soft px-3 py-1 text-[0.8125rem]">
        <span className="grow">
          {version === undefined
            ? file
            : monaco
              ? `${file}: your code now left, the earlier version right. Nothing is changed.`
              : `${file}: what Restore would change. Nothing is changed yet.`}
        </span>
        {version && !readOnly ? (
          <button
            type="button"
            className="button bench-small"
            onClick={() => {
              void bench.restoreFile(file, version.text, `${file} is as it was: ${lowerFirst(nameOf(version))}.`);
              onClose();
            }}
          >
            Restore
          </button>
        ) : null}
        <button type="button" className="bench-link" onClick={onClose}>
          Back to my code
        </button>
      </div>
      {loaded && !loaded.history.ok ? (
        <p role="alert" className="bench-notice" data-tone="warn" data-failure={loaded.history.error.code}>
          <strong className="font-semibold">The history cannot be read.</strong> {loaded.history.error.message}{' '}
          {loaded.history.error.suggestion}
        </p>
      ) : null}
      {loaded?.history.ok && !loaded.history.value.lasting ? (
        <p className="bench-notice" data-tone="warn">
          This browser keeps nothing here, so this history ends with the tab.
        </p>
      ) : null}
      <div className="bench-history">
        <VersionList versions={versions} now={now} chosen={version} nameOf={nameOf} onChoose={setChosen} />
        {version === undefined ? (
          <p role="status" className="px-4 py-3 text-sm text-soft">
            {loaded
              ? 'No earlier version yet. Each start of the server that goes well adds one.'
              : 'Looking for earlier versions…'}
          </p>
        ) : monaco ? (
          <DiffView
            monaco={monaco}
            file={file}
            left={now}
            leftName="Your code now"
            right={version.text}
            rightName="Earlier version"
          />
        ) : (
          <PlainDiff before={now} after={version.text} />
        )}
      </div>
    </section>
  );
}

interface VersionListProps {
  readonly versions: readonly FileVersion[];
  readonly now: string;
  readonly chosen: FileVersion | undefined;
  readonly nameOf: (version: FileVersion) => string;
  readonly onChoose: (key: string) => void;
}

function VersionList({ versions, now, chosen, nameOf, onChoose }: VersionListProps) {
  const counted = useMemo(
    () =>
      versions.map((version) => {
        const changes = lineChanges(now, version.text);
        return { version, count: changes && countChanges(changes) };
      }),
    [versions, now],
  );
  if (versions.length === 0) return null;
  return (
    <ul aria-label="Versions" className="bench-versions">
      {counted.map(({ version, count }) => (
        <li key={version.key}>
          <button
            type="button"
            aria-current={version === chosen}
            className="bench-version"
            onClick={() => onChoose(version.key)}
          >
            <span className="font-semibold">{nameOf(version)}</span>
            <span className="text-soft">{reasonWords(version.reason)}</span>
            {count ? (
              <span className="font-mono">
                <span className="sr-only">
                  Restoring it brings {lines(count.added)}, takes {lines(count.removed)}
                </span>
                <span aria-hidden="true">
                  <span className="text-s2">+{count.added}</span> <span className="text-s5">−{count.removed}</span>
                </span>
              </span>
            ) : null}
          </button>
        </li>
      ))}
    </ul>
  );
}

const lines = (count: number): string => (count === 1 ? '1 line' : `${String(count)} lines`);
const lowerFirst = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);
