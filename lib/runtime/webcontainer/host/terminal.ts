/**
 * The process's terminal: shows what the app prints and who was answered, and takes a few commands. A line that is being
 * typed stays under whatever is printed meanwhile. Knows a live server and a stream; nothing of pages or containers.
 */
import { clearLine, createInterface, cursorTo } from 'node:readline';
import { PassThrough } from 'node:stream';
import type { Writable } from 'node:stream';
import type { ServerFailure } from '../../failures.ts';
import type { HttpExchange } from '../../live-server.ts';
import type { Result } from '../../result.ts';

export interface TerminalActs {
  get(path: string): Promise<Result<HttpExchange, ServerFailure>>;
  restart(): Promise<void>;
  /** @param print takes what pytest prints */
  test(print: (text: string) => void): Promise<void>;
  quit(): void;
}

export interface Terminal {
  print(text: string): void;
  type(text: string): void;
  resize(columns: number, rows: number): void;
}

const PROMPT = '> ';
const HELP = `get /path   ask the server and print its answer, headers first
restart     start the project again in a fresh interpreter
test        run the tests that were run last
clear       empty the screen
quit        end this process, as Ctrl-C does
`;

/** `output` is written as it would be to a terminal. */
export function createTerminal(output: Writable, acts: TerminalActs): Terminal {
  const input = new PassThrough();
  const screen = Object.assign(output, { columns: 80, rows: 24 });
  const lines = createInterface({ input, output: screen, terminal: true, prompt: PROMPT, historySize: 100 });

  /** A command is running: what comes is its output, and there is no line under it. */
  let busy = false;

  function print(text: string): void {
    if (busy) {
      screen.write(text);
      return;
    }
    cursorTo(screen, 0);
    clearLine(screen, 0);
    screen.write(text.endsWith('\n') ? text : `${text}\n`);
    lines.prompt(true);
  }

  async function run(line: string): Promise<void> {
    busy = true;
    await obey(line);
    busy = false;
    lines.prompt();
  }

  async function obey(line: string): Promise<void> {
    const [word = '', ...rest] = line.trim().split(/\s+/);
    switch (word) {
      case '':
        break;
      case 'help':
        print(HELP);
        break;
      case 'get':
        print(answerText(await acts.get(pathOf(rest[0]))));
        break;
      case 'restart':
        await acts.restart();
        break;
      case 'test':
        await acts.test(print);
        break;
      case 'clear':
        screen.write('\u001b[2J\u001b[3J\u001b[H');
        break;
      case 'quit':
        acts.quit();
        break;
      default:
        print(word.startsWith('/') ? answerText(await acts.get(word)) : `There is no command ${word}.\n${HELP}`);
    }
  }

  lines.on('line', (line) => void run(line));
  lines.on('SIGINT', () => {
    acts.quit();
  });
  return {
    print,
    type: (text) => {
      input.write(text);
    },
    resize: (columns, rows) => {
      Object.assign(screen, { columns, rows });
      screen.emit('resize');
    },
  };
}

const pathOf = (word = '/'): string => (word.startsWith('/') ? word : `/${word}`);

function answerText(result: Result<HttpExchange, ServerFailure>): string {
  if (!result.ok) return `${result.error.message} (${result.error.code})\n`;
  const { status, reason, headers, body, truncated } = result.value.response;
  const head = [`HTTP/1.1 ${String(status)} ${reason}`, ...headers.map(([name, value]) => `${name}: ${value}`)];
  const cut = truncated ? '\n[the connection was closed before the end]' : '';
  return `${head.join('\n')}\n\n${new TextDecoder().decode(body)}${cut}\n`;
}
