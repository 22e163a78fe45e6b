/**
 * The one live server of the review page, made for the first card that needs it. It runs a card's tests and tells what they
 * asked and what came of it. Knows the LiveServer interface, not what is drawn.
 */
import type { LiveTask } from '@/lib/course/card-types';
import { failure, type ServerFailure } from '@/lib/runtime/failures';
import type { LiveServer, TestExchange, TestResult } from '@/lib/runtime/live-server';
import { err, ok, type Result } from '@/lib/runtime/result';

export interface CheckedTask {
  readonly passed: boolean;
  readonly results: readonly TestResult[];
  /** What was asked on the way, in order. */
  readonly exchanges: readonly TestExchange[];
}

let opening: Promise<LiveServer> | undefined;

async function open(): Promise<LiveServer> {
  const { createSandboxServer } = await import('@/lib/runtime/sandbox/sandbox-server');
  return createSandboxServer();
}

export async function checkTask(
  { start, tests }: LiveTask,
  files: Readonly<Record<string, string>>,
): Promise<Result<CheckedTask, ServerFailure>> {
  let server: LiveServer;
  try {
    opening ??= open();
    server = await opening;
  } catch (error) {
    opening = undefined;
    return err(failure('bundle-missing', { cause: String(error) }));
  }
  const exchanges: TestExchange[] = [];
  const leave = server.subscribe((event) => {
    if (event.type === 'test-exchange') exchanges.push(event.exchange);
  });
  const report = await server.test(tests, { project: { ...start, ...files }, select: ['tests/test_goals.py'] });
  leave();
  if (!report.ok) return report;
  const { exitCode, results } = report.value;
  return ok({ passed: exitCode === 0 && results.length > 0, results, exchanges });
}

/** The page is left. */
export async function closeReviewServer(): Promise<void> {
  const server = opening;
  opening = undefined;
  await server?.then(
    (open) => open.stop(),
    (error: unknown) => console.info('There was no server to stop:', error),
  );
}
