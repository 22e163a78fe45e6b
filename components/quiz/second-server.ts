/**
 * A live server beside the workbench's, for as long as one question takes: what is asked of it is the program as the lesson
 * has it, in a fresh process, whatever the learner has made of theirs.
 */
import type { Experiment } from '@/lib/course/experiment-types';
import type { TextFiles } from '@/lib/course/lesson-types';
import { observe, type Observation } from '@/lib/experiment/observe';
import { failure, type ServerFailure } from '@/lib/runtime/failures';
import type { LiveServer, TestReport } from '@/lib/runtime/live-server';
import { err, ok, type Result } from '@/lib/runtime/result';

async function withServer<T>(
  work: (server: LiveServer) => Promise<Result<T, ServerFailure>>,
): Promise<Result<T, ServerFailure>> {
  let server: LiveServer;
  try {
    const { createSandboxServer } = await import('@/lib/runtime/sandbox/sandbox-server');
    server = createSandboxServer();
  } catch (error) {
    return err(failure('bundle-missing', { cause: String(error) }));
  }
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

/** What the experiment's last request comes to, with its recording. No answer is an observation; no server is a failure. */
export const askServer = (experiment: Experiment): Promise<Result<Observation, ServerFailure>> =>
  withServer(async (server) => {
    const observation = (await observe(server, experiment, { xray: true })).at(-1);
    if (server.state.status === 'failed') return err(server.state.failure);
    return observation ? ok(observation) : err(failure('not-running'));
  });

export const testProgram = (project: TextFiles, tests: TextFiles): Promise<Result<TestReport, ServerFailure>> =>
  withServer((server) => server.test(tests, { project }));
