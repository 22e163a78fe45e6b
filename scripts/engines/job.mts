/**
 * The main job of a learner, once for every engine: open a lesson, crash its app, read the traceback, write the handlers,
 * see the page they make, run the tests, come back. Sees the page by the names of experience.md; knows no engine.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ROOT } from '../lib/paths.mts';
import { click, clickInto, textOf, until } from './engine-window.mts';
import type { EngineWindow } from './engine-window.mts';

const LESSON = 'learn/first-handlers';
const SOLUTION = join(ROOT, 'content/lessons/03-first-handlers/solution/app.py');
const MINE = 'mine here';
/** A browser without JIT takes its time. */
const BOOT_LIMIT_MS = 120_000;
const STEP_LIMIT_MS = 30_000;

/** The code that a notice names, in the page. */
const NAMED_FAILURE = `document.querySelector('.bench-notice[data-tone=bad]')?.dataset.failure`;

/** What a lesson comes to: a server that runs, or the code of the failure that it names. */
export async function openLesson(window: EngineWindow, site: string): Promise<'running' | (string & {})> {
  await window.goto(new URL(LESSON, site).href);
  const state = await until(
    () =>
      window.evaluate(`(() => {
        const state = document.querySelector('[data-server-state]')?.dataset.serverState;
        return state === 'running' ? state : state === 'failed' ? ${NAMED_FAILURE} : null;
      })()`),
    { what: 'a server that runs, or a failure with a name', limitMs: BOOT_LIMIT_MS },
  );
  return String(state);
}

async function ask(window: EngineWindow, path: string): Promise<void> {
  await click(window, 'tab', 'Page');
  await clickInto(window, 'textbox', 'Address');
  await window.control('a');
  await window.type(path);
  await window.press('Enter');
}

const pageShows = (window: EngineWindow, words: string): Promise<unknown> =>
  window.evaluateInFrame('Page', `document.body?.innerText.includes(${JSON.stringify(words)}) ?? false`);

const expectPage = (window: EngineWindow, words: string): Promise<unknown> =>
  until(() => pageShows(window, words), { what: `"${words}" in the rendered page`, limitMs: STEP_LIMIT_MS });

/**
 * A crash seen from both sides: the bare 500 that the visitor gets, and the traceback in the log.
 * @returns the code of the failure that ended the server instead, or null
 */
export async function crash(window: EngineWindow): Promise<string | null> {
  await ask(window, '/crash');
  const page = 'Internal Server Error';
  const seen = await until(
    async () => ((await pageShows(window, page)) ? page : await window.evaluate(NAMED_FAILURE)),
    { what: `"${page}" in the rendered page, or a failure with a name`, limitMs: STEP_LIMIT_MS },
  );
  if (seen !== page) return String(seen);
  await click(window, 'tab', 'Logs');
  await until(async () => (await textOf(window, 'log', 'Server log'))?.includes('ConnectionError: loans database'), {
    what: 'the traceback in the log',
    limitMs: STEP_LIMIT_MS,
  });
  return null;
}

/** The text is copied from a field of its own by the keyboard: scripts may write to the clipboard in few engines. */
async function copy(window: EngineWindow, text: string): Promise<void> {
  await window.evaluate(`(() => {
    const field = document.createElement('textarea');
    field.id = 'smoke-copy';
    field.value = ${JSON.stringify(text)};
    document.body.append(field);
    field.focus();
    field.select();
  })()`);
  await window.control('c');
  await window.evaluate(`document.getElementById('smoke-copy').remove()`);
}

/** Pastes a program over the one in the editor, types a line of the learner's own above, and saves by the keyboard. */
async function write(window: EngineWindow, code: string): Promise<void> {
  await until(() => window.evaluate(`document.querySelector('[aria-label="Editor"] .monaco-editor') !== null`), {
    what: 'the code editor',
    limitMs: STEP_LIMIT_MS,
  });
  await copy(window, code);
  await until(
    () =>
      window.evaluate(`(() => {
        const field = document.querySelector('[aria-label="Editor"] .monaco-editor :is(textarea, [role=textbox])');
        field?.focus();
        return field !== null && document.activeElement === field;
      })()`),
    { what: 'the editor taking the focus', limitMs: STEP_LIMIT_MS },
  );
  await window.control('a');
  await window.control('v');
  // Monaco draws only the lines in sight.
  await window.control('Home');
  await window.type(`# ${MINE}`);
  await window.press('Enter');
  await until(() => editorShows(window), { what: 'what was typed in the editor', limitMs: STEP_LIMIT_MS });
  await window.control('s');
}

/** Monaco draws spaces as no-break spaces. */
const editorShows = async (window: EngineWindow): Promise<boolean> =>
  ((await textOf(window, 'region', 'Editor')) ?? '').replaceAll('\u00a0', ' ').includes(MINE);

export const writeHandlers = (window: EngineWindow): Promise<void> => write(window, readFileSync(SOLUTION, 'utf8'));

/** The page that the learner's own handler makes. */
export async function seeHandledPage(window: EngineWindow): Promise<void> {
  await ask(window, '/crash');
  await expectPage(window, 'Something broke on our side');
}

export async function runTests(window: EngineWindow): Promise<void> {
  await click(window, 'tab', 'Tests');
  await click(window, 'button', 'Run tests');
  const outcomes = `[...document.querySelectorAll('[aria-label="Goals"] [data-outcome]')].map((goal) => goal.dataset.outcome)`;
  try {
    await until(
      () => window.evaluate(`(${outcomes}).length > 0 && (${outcomes}).every((outcome) => outcome === 'passed')`),
      { what: 'every goal passed', limitMs: BOOT_LIMIT_MS },
    );
  } catch (error) {
    const goals = await textOf(window, 'list', 'Goals');
    throw new Error(`${String(error)}; there was instead: ${String(goals)}`, { cause: error });
  }
}

const probe = (address: string): string => `import js
from flask import Flask

app = Flask(__name__)


def reach(name, attempt):
    try:
        return f"{name} reached {attempt()}. "
    except BaseException:
        return f"{name} refused. "


def ask():
    request = js.XMLHttpRequest.new()
    request.open("GET", "${address}", False)
    request.send()
    return request.status


@app.get("/crash")
def crash():
    words = reach("request", ask)
    words += reach("script", lambda: js.importScripts("${address}"))
    words += reach("database", lambda: js.indexedDB.open("graceful"))
    words += reach("document", lambda: js.document.title)
    return words + "All tried."
`;

/** Python reaches neither network, storage nor page from where it runs. Resolves with what it did reach, '' for nothing. */
export async function tryToEscape(window: EngineWindow, address: string): Promise<string> {
  await write(window, probe(address));
  await ask(window, '/crash');
  await expectPage(window, 'All tried.');
  const said = String(await window.evaluateInFrame('Page', 'document.body.innerText'));
  return [...said.matchAll(/\w+ reached [^.]*/g)].map(([one]) => one).join(', ');
}

/** Whether the learner's line is there after a reload; if not, whether the page had said so. */
export async function comeBack(window: EngineWindow, site: string): Promise<'kept' | 'told' | 'lost'> {
  const told = await window.evaluate(`document.body.innerText.includes('Nothing will be kept')`);
  await openLesson(window, site);
  await until(async () => ((await textOf(window, 'region', 'Editor')) ?? '').includes('Flask'), {
    what: 'the code in the editor again',
    limitMs: STEP_LIMIT_MS,
  });
  // What was kept may come a moment after the lesson's own files; what was said to be lost is not waited for.
  const end = Date.now() + (told === true ? 0 : STEP_LIMIT_MS);
  do {
    if (await editorShows(window)) return 'kept';
    await delay(100);
  } while (Date.now() < end);
  return told === true ? 'told' : 'lost';
}
