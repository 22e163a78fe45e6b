/**
 * Which names a file of the project may have, as a sentence when it may not. The same rules for a new file and for
 * another name; lib/runtime/project-paths.ts refuses what would still get through. Pure.
 */
import type { TextFiles } from '@/lib/course/lesson-types';

const MAX_LENGTH = 120;
/** Control characters, and marks that turn the direction of the text around them. */
const UNSEEN = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f]/u;

/** As it is kept: no spaces around it, and one way to write an umlaut. */
export const tidyName = (name: string): string => name.trim().normalize('NFC');

/** `name` as `tidyName` gives it. */
export function refuseName(name: string, files: TextFiles): string | null {
  const parts = name.split('/');
  if (name === '') return 'A file needs a name, e.g. templates/500.html.';
  if (name.length > MAX_LENGTH) return `A name may have ${String(MAX_LENGTH)} characters; this one has more.`;
  if (UNSEEN.test(name)) return 'The name holds a character that cannot be seen. Type it again.';
  if (name.includes('\\')) return 'Folders are separated by /, e.g. templates/500.html.';
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name)) {
    return 'Names begin inside the project: templates/500.html, without a / or a drive in front.';
  }
  if (parts.includes('..')) return 'Files stay inside the project, so a name cannot hold “..”.';
  if (name.endsWith('/')) return 'This names a folder. Add the file’s own name, e.g. templates/500.html.';
  if (parts.includes('') || parts.includes('.')) return 'One / between folders, and none named “.”.';
  if (parts.some((part) => part !== part.trim())) return 'Folders and files cannot begin or end with a space.';
  if (parts.includes('__proto__')) return 'JavaScript keeps this name for itself. Choose another.';
  if (Object.hasOwn(files, name)) return `There is a file ${name} already.`;
  const others = Object.keys(files);
  if (others.some((other) => other.startsWith(`${name}/`))) return `${name} is a folder of the project already.`;
  const asFolder = others.find((other) => name.startsWith(`${other}/`));
  return asFolder === undefined ? null : `${asFolder} is a file, so nothing can be inside it.`;
}
