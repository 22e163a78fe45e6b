/**
 * Reads printed Python tracebacks: splits text into plain lines, the learner's own frames, and runs of library frames
 * that a view may fold. Knows the shape that Python prints, not who shows it.
 */

export interface OwnFrame {
  readonly kind: 'own';
  readonly file: string;
  readonly line: number;
  readonly function: string;
  /** The source line and Python's markers under it. */
  readonly source: string;
}

export type OutputPiece =
  | { readonly kind: 'text'; readonly text: string }
  | OwnFrame
  | { readonly kind: 'library'; readonly text: string; readonly count: number; readonly packages: readonly string[] };

const FRAME = /^\s+File "([^"]+)", line (\d+)(?:, in (.+))?$/;
const PACKAGE = /(?:site-packages|dist-packages|python\d(?:\.\d+)?(?:\.zip)?)\/([A-Za-z0-9_]+)/;
const PROJECT_ROOT = '/app/';

/** The learner's name for a path in a traceback, e.g. `/app/app.py` → `app.py`. */
export const projectPath = (path: string): string =>
  path.startsWith(PROJECT_ROOT) ? path.slice(PROJECT_ROOT.length) : path;

/** @param isOwn whether a path, relative to the project, is one of the learner's files */
export function readOutput(text: string, isOwn: (file: string) => boolean): OutputPiece[] {
  const pieces: OutputPiece[] = [];
  const lines = text.replace(/\n$/, '').split('\n');
  let index = 0;
  while (index < lines.length) {
    const line = lines[index] ?? '';
    const frame = FRAME.exec(line);
    index += 1;
    if (!frame) {
      addText(pieces, line);
      continue;
    }
    // What Python prints below a frame is indented deeper than the frame.
    const indent = line.search(/\S/);
    const below: string[] = [];
    while (index < lines.length && !FRAME.test(lines[index] ?? '') && (lines[index] ?? '').search(/\S/) > indent) {
      below.push(lines[index] ?? '');
      index += 1;
    }
    const [, path = '', number = '0', name = ''] = frame;
    const file = projectPath(path);
    if (isOwn(file)) {
      pieces.push({ kind: 'own', file, line: Number(number), function: name, source: below.join('\n') });
    } else {
      addLibrary(pieces, [line, ...below].join('\n'), PACKAGE.exec(path)?.[1] ?? 'Python');
    }
  }
  return pieces;
}

function addText(pieces: OutputPiece[], text: string): void {
  const last = pieces.at(-1);
  if (last?.kind === 'text') pieces[pieces.length - 1] = { kind: 'text', text: `${last.text}\n${text}` };
  else pieces.push({ kind: 'text', text });
}

function addLibrary(pieces: OutputPiece[], text: string, name: string): void {
  const last = pieces.at(-1);
  if (last?.kind !== 'library') {
    pieces.push({ kind: 'library', text, count: 1, packages: [name] });
    return;
  }
  pieces[pieces.length - 1] = {
    kind: 'library',
    text: `${last.text}\n${text}`,
    count: last.count + 1,
    packages: last.packages.includes(name) ? last.packages : [...last.packages, name],
  };
}

/** The learner's own innermost frame, or null. */
export function innermostOwn(pieces: readonly OutputPiece[]): OwnFrame | null {
  return pieces.findLast((piece) => piece.kind === 'own') ?? null;
}
