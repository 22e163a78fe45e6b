/**
 * Messages inside a terminal's stream: a process in a WebContainer has one input and one output, and both are a terminal's.
 * Each message is an operating system command, the escape sequence that terminals skip when they do not know its number
 * (ECMA-48 OSC, `ESC ] number ; … BEL`). What is between the messages is what the process printed. Pure text work.
 */
const NUMBER = 9417;
/** Longer messages go in pieces, so that nothing on the way has to hold a whole response. */
const PIECE = 32 * 1024;
const INTRODUCER = `\u001b]${String(NUMBER)};`;
const BELL = '\u0007';

/** Who wrote it: a terminal that echoes would otherwise send the page its own words back. */
export type Writer = 'page' | 'process';

/**
 * The message as it is written. `text` must be ASCII without control characters, as `toText` makes it.
 * @param token of this process; a program that prints such sequences by chance does not know it
 */
export function frame(writer: Writer, token: string, text: string): string {
  let out = '';
  for (let at = 0; at === 0 || at < text.length; at += PIECE) {
    const more = at + PIECE < text.length ? '+' : '.';
    out += `${INTRODUCER}${token};${writer}${more}${text.slice(at, at + PIECE)}${BELL}`;
  }
  return out;
}

export interface FrameReader {
  push(chunk: string): void;
}

/**
 * Takes a stream in whatever pieces it comes.
 * @param onText gets each message of `writer`'s, whole
 * @param onRest gets what is no message, as soon as that is certain
 */
export function createFrameReader(
  writer: Writer,
  token: string,
  onText: (text: string) => void,
  onRest: (text: string) => void = () => undefined,
): FrameReader {
  const begin = `${INTRODUCER}${token};`;
  let held = '';
  let message = '';

  function takeFrame(content: string): void {
    if (!content.startsWith(writer)) return;
    message += content.slice(writer.length + 1);
    if (content[writer.length] === '+') return;
    const whole = message;
    message = '';
    onText(whole);
  }

  return {
    push(chunk) {
      held += chunk;
      for (;;) {
        const start = held.indexOf(begin);
        if (start === -1) break;
        if (start > 0) onRest(held.slice(0, start));
        const end = held.indexOf(BELL, start);
        if (end === -1) {
          held = held.slice(start);
          return;
        }
        const content = held.slice(start + begin.length, end);
        held = held.slice(end + 1);
        takeFrame(content);
      }
      const safe = held.length - beginningOf(begin, held);
      if (safe > 0) onRest(held.slice(0, safe));
      held = held.slice(safe);
    },
  };
}

/** How many characters at the end of `text` could be the first ones of `begin`. */
function beginningOf(begin: string, text: string): number {
  for (let length = Math.min(begin.length - 1, text.length); length > 0; length--)
    if (begin.startsWith(text.slice(-length))) return length;
  return 0;
}
