/** The wrong and the right program beside each other, with what differs marked by sign and colour. */
import { Pieces } from '@/components/practice/program-listing';
import type { LinePlace, PitfallFile } from '@/lib/course/practice-types';

interface BothProgramsProps {
  readonly files: readonly PitfallFile[];
  readonly fault: readonly LinePlace[];
}

export function BothPrograms({ files, fault }: BothProgramsProps) {
  const changed = files.filter(({ wrong, right }) => [...wrong, ...right].some((line) => line.changed));
  return changed.map(({ file, wrong, right }) => (
    <div key={file} className="pair">
      <Side title="Wrong" file={file} lines={wrong} sign="−" fault={fault} />
      <Side title="Right" file={file} lines={right} sign="+" fault={[]} />
    </div>
  ));
}

interface SideProps {
  readonly title: string;
  readonly file: string;
  readonly lines: PitfallFile['wrong'];
  readonly sign: '−' | '+';
  readonly fault: readonly LinePlace[];
}

function Side({ title, file, lines, sign, fault }: SideProps) {
  const isFault = (index: number): boolean => fault.some((place) => place.file === file && place.line === index + 1);
  return (
    <figure className="code my-0 min-w-0">
      <figcaption>
        {title}: {file}
      </figcaption>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- long lines scroll, so keys must be able to */}
      <pre className="shiki" tabIndex={0} aria-label={`${title} program, ${file}`}>
        <code>
          {lines.map((line, index) => (
            <span
              key={index}
              className="diff-line"
              data-sign={line.changed ? sign : undefined}
              data-fault={isFault(index) || undefined}
            >
              <span className="diff-sign">
                {line.changed ? sign : ' '}
                {isFault(index) ? <span className="sr-only"> at fault: </span> : null}
                {line.changed ? <span className="sr-only">{sign === '+' ? ' added: ' : ' removed: '}</span> : null}
              </span>
              <Pieces line={line} />
            </span>
          ))}
        </code>
      </pre>
    </figure>
  );
}
