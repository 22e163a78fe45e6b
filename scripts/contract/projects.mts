/** Small projects and requests that the contract's cases are made of. */
import type { HttpRequest, LiveServer, ProjectFiles, ServerEvent } from '../../lib/runtime/live-server.ts';

export const get = (path: string, headers: HttpRequest['headers'] = []): HttpRequest => ({
  method: 'GET',
  path,
  headers: [['Host', 'localhost:5000'], ...headers],
});

export const post = (path: string, body: Uint8Array, type = 'application/octet-stream'): HttpRequest => ({
  method: 'POST',
  path,
  headers: [
    ['Host', 'localhost:5000'],
    ['Content-Type', type],
    ['Content-Length', String(body.length)],
  ],
  body,
});

export const text = (body: Uint8Array): string => new TextDecoder().decode(body);
export const bytes = (content: string): Uint8Array => new TextEncoder().encode(content);

/** An app that answers "good" at /, and more lines. */
export const app = (...lines: string[]): Record<string, string> => ({
  'app.py': [
    'import sys, time',
    'from flask import Flask, Response, request',
    'app = Flask(__name__)',
    '@app.get("/")',
    'def index():',
    '    return "good"',
    ...lines,
    '',
  ].join('\n'),
});

/** The same with a view at /bad. */
export const view = (...body: string[]): Record<string, string> =>
  app('@app.route("/bad", methods=["GET", "POST"])', 'def bad():', ...body.map((line) => `    ${line}`));

/** Everything that is told while `work` goes on. */
export async function listen(server: LiveServer, work: () => Promise<unknown>): Promise<ServerEvent[]> {
  const events: ServerEvent[] = [];
  const leave = server.subscribe((event) => events.push(event));
  await work();
  leave();
  return events;
}

export const ofType = <Type extends ServerEvent['type']>(
  events: readonly ServerEvent[],
  type: Type,
): Extract<ServerEvent, { type: Type }>[] =>
  events.filter((event): event is Extract<ServerEvent, { type: Type }> => event.type === type);

/** Resolves when such an event comes; the first of `work`'s making, if `work` is given. */
export async function until(
  server: LiveServer,
  wanted: (event: ServerEvent) => boolean,
  work: () => unknown = () => undefined,
): Promise<ServerEvent> {
  return new Promise((resolve) => {
    const leave = server.subscribe((event) => {
      if (!wanted(event)) return;
      leave();
      resolve(event);
    });
    work();
  });
}

export type { ProjectFiles };
