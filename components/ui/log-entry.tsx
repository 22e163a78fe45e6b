/** One log record for reading: level, message, and the traceback with the frames inside libraries counted, not shown. */
import type { LogRecord } from '@/lib/runtime/live-server';

export function LogEntry({ record }: { readonly record: LogRecord }) {
  const { traceback } = record;
  const inside = traceback?.frames.filter(({ own }) => !own).length ?? 0;
  return (
    <div className="mb-2 break-words">
      <p>
        <span className="text-faint">{new Date(record.time).toLocaleTimeString('en-GB')}</span>{' '}
        <strong className={record.levelNumber >= 40 ? 'font-semibold text-s5' : 'font-semibold'}>{record.level}</strong>
      </p>
      <p className="whitespace-pre-wrap">{record.message}</p>
      {traceback ? (
        <>
          <p className="text-soft">Traceback (most recent call last):</p>
          {inside > 0 ? (
            <p className="pl-3 text-faint">
              {inside} {inside === 1 ? 'call' : 'calls'} inside libraries
            </p>
          ) : null}
          {traceback.frames
            .filter(({ own }) => own)
            .map((frame) => (
              <div key={`${frame.file}:${String(frame.line)}`} className="pl-3">
                {frame.file}, line {frame.line}, in {frame.function}
                <div className="pl-4 text-soft">{frame.source.trim()}</div>
              </div>
            ))}
          <p>
            <strong className="font-semibold text-s5">{traceback.type}</strong>: {traceback.message}
          </p>
        </>
      ) : null}
    </div>
  );
}
