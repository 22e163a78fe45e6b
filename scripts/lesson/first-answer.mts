/**
 * A lesson's page asks for the first answer before Python's library has come (lib/runtime/sandbox/head-start.ts): whether the
 * snapshot alone gives the same answer as the whole Python.
 */
import { firstVisitOf } from '../../components/workbench/bench/first-visit.ts';
import type { WorkbenchProject } from '../../lib/course/lesson-types.ts';
import { AskedInterpreter } from '../../lib/runtime/asked-interpreter.ts';
import type { LiveServer } from '../../lib/runtime/live-server.ts';
import { NodeHost } from '../../lib/runtime/node/node-host.ts';
import { firstAsks, type FirstVisit } from '../../lib/runtime/sandbox/page-options.ts';
import { Supervisor } from '../../lib/runtime/supervisor.ts';
import { BUNDLE_DIR, NODE_WORKER, PYODIDE_DIR } from '../bundle.mts';

const TIMES_AND_IDS = /\d+[.:,]\d+|\b[0-9a-f]{8,}\b/g;

/** @returns sentences for what is wrong with it; none as well when the page asks nothing so early */
export async function brokenFirstAnswer(project: WorkbenchProject, newServer: () => LiveServer): Promise<string[]> {
  const host = new NodeHost({
    bundleDir: BUNDLE_DIR,
    workerScript: NODE_WORKER,
    pyodideDir: PYODIDE_DIR,
    withLibrary: false,
  });
  const visit = firstVisitOf(project, host.workshopModules());
  if (!visit) return [];
  const spawn = host.spawn.bind(host);
  host.spawn = (tier) => {
    host.spawn = spawn;
    const asked = new AskedInterpreter(spawn(tier));
    void asked.ask(firstAsks(visit));
    return asked.take();
  };
  const whole = await firstAnswer(newServer(), visit);
  const early = await firstAnswer(new Supervisor(host), visit);
  return early === whole
    ? []
    : [
        `The first answer needs more than the snapshot holds. A module that it imports belongs into python/snapshot/server.py; a traceback needs the library’s text, so the first page must not log one.\nWithout the library:\n${early}\nWith it:\n${whole}`,
      ];
}

/** What a learner sees of it, but for times and ids. */
async function firstAnswer(server: LiveServer, { files, request }: FirstVisit): Promise<string> {
  const seen: string[] = [];
  server.subscribe((event) => {
    if (event.type === 'log') seen.push(event.record.level, event.record.message, event.record.traceback?.text ?? '');
    if (event.type === 'output') seen.push(event.stream, event.text);
  });
  try {
    const started = await server.start(files, { mode: 'production' });
    if (!started.ok) return `${started.error.message}\n${started.error.cause ?? ''}`;
    const answer = await server.request(request);
    if (!answer.ok) return answer.error.message;
    const { status, body } = answer.value.response;
    return [String(status), new TextDecoder().decode(body), ...seen].join('\n').replaceAll(TIMES_AND_IDS, '#');
  } finally {
    await server.stop();
  }
}
