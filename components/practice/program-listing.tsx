/** A program to read: its files, coloured while the site was built. */
import type { CodeFile, CodeLine } from '@/lib/course/practice-types';

export function ProgramListing({ files }: { readonly files: readonly CodeFile[] }) {
  return files.map(({ file, lines }) => (
    <figure key={file} className="code my-0">
      <figcaption>{file}</figcaption>
      {/* Long lines scroll, so keys must be able to. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className="shiki" tabIndex={0}>
        <code>
          {lines.map((line, index) => (
            <span key={index} className="block min-h-[1.65em]">
              <Pieces line={line} />
            </span>
          ))}
        </code>
      </pre>
    </figure>
  ));
}

/** One line in its colours. */
export function Pieces({ line }: { readonly line: CodeLine }) {
  return line.pieces.map(({ text, color }, index) => (
    <span key={index} style={color === null ? undefined : { color }}>
      {text}
    </span>
  ));
}
