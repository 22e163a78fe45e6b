/** A recorded step as a sentence. */
import type { TraceStep } from '@/lib/runtime/live-server';

export function stepWords(step: TraceStep): string {
  const { kind, name, exception = 'An exception' } = step;
  switch (kind) {
    case 'server':
      return `The server receives ${step.method ?? ''} ${step.path ?? ''}.`;
    case 'middleware':
      return `${name} is called: WSGI code around Flask.`;
    case 'wsgi_app':
      return 'Flask takes over: wsgi_app.';
    case 'routing':
      return step.rule === undefined
        ? `The router finds no view. ${exception}${codeWords(step)} is kept, and raised after before_request.`
        : `The router matches ${step.rule}: endpoint ${step.endpoint ?? ''}${argumentWords(step)}.`;
    case 'before_request':
      return `before_request: ${name} runs.`;
    case 'view':
      return `The view ${name} runs.`;
    case 'call':
      return `${name} is called.`;
    case 'template':
      return `The template ${step.template ?? ''} is rendered.`;
    case 'raise':
      return `${exception} is raised${step.message === undefined || step.message === '' ? '' : `: ${step.message}`}`;
    case 'caught':
      return `${name} catches the ${exception}.`;
    case 'return':
      return `${name} returns ${step.value ?? ''}.`;
    case 'unwind':
      return unwindWords(name, exception);
    case 'handle':
      return name === 'handle_exception'
        ? `Nothing has handled the ${exception}: handle_exception logs it and makes it a 500.`
        : `Flask catches the ${exception}: handle_user_exception looks for a handler.`;
    case 'lookup':
      return lookupWords(step);
    case 'handler':
      return `The handler ${name} runs.`;
    case 'log':
      return `${step.level ?? ''} is logged by ${name}: ${step.message ?? ''}${step.traceback === true ? ' (with traceback)' : ''}`;
    case 'after_request':
      return `after_request: ${name} runs.`;
    case 'response':
      return `The response starts: ${step.status ?? ''}.`;
    case 'bare':
      return 'The server answers for the application, with a bare 500.';
    case 'stream':
      return `The body is made by ${name}.`;
    case 'teardown':
      return `teardown: ${name} runs.`;
    case 'limit':
      return `The recording ends here, after ${name} steps. The request went on.`;
    case 'lost':
      return `The recording broke here (${name}). The request was not touched by that.`;
  }
}

const codeWords = ({ code }: TraceStep): string => (code === null || code === undefined ? '' : ` (${String(code)})`);

const argumentWords = ({ arguments: given }: TraceStep): string =>
  given === undefined || given === '{}' ? '' : ` with ${given}`;

function unwindWords(name: string, exception: string): string {
  if (name === 'wsgi_app') return `The ${exception} leaves Flask. The server has to answer for it.`;
  if (name === 'handle_user_exception') return `The ${exception} goes on: from here it is nobody's.`;
  if (name === 'handle_exception') return `handle_exception lets the ${exception} through.`;
  return `The ${exception} leaves ${name}.`;
}

function lookupWords({ exception = '', chosen, candidates = [] }: TraceStep): string {
  const count = candidates.length;
  if (count === 0) return `Which handler is for ${exception}? None is registered.`;
  const of = count === 1 ? 'the only handler' : `${String(count)} handlers`;
  return chosen === null || chosen === undefined
    ? `Which handler is for ${exception}? Of ${of}, none fits.`
    : `Which handler is for ${exception}? Of ${of}, ${chosen}.`;
}
