/**
 * Every way the live server can fail, with its code, the sentence the learner reads, and the way on.
 * Knows nothing of who shows it. Codes are part of the interface: docs, tests and reports refer to them.
 */

export const FAILURE_CODES = [
  'bundle-missing',
  'bundle-corrupt',
  'snapshot-rejected',
  'wasm-unsupported',
  'boot-timeout',
  'project-syntax-error',
  'project-import-error',
  'no-app-found',
  'request-timeout',
  'interpreter-crashed',
  'out-of-memory',
  'output-flood',
  'bad-traffic-profile',
  'cancelled',
  'not-running',
  'offline',
  'not-isolated',
  'webcontainer-unsupported',
  'webcontainer-no-key',
  'webcontainer-blocked',
  'webcontainer-unreachable',
  'webcontainer-boot-failed',
  'webcontainer-busy',
  'webcontainer-out-of-memory',
  'webcontainer-ended',
] as const;

export type FailureCode = (typeof FAILURE_CODES)[number];

/** Where in the learner's project a failure points. Lines count from 1. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
}

export interface ServerFailure {
  readonly code: FailureCode;
  /** What happened, in one plain sentence. */
  readonly message: string;
  /** What to do now. */
  readonly suggestion: string;
  /** The learner's own line, when one is to blame. */
  readonly location?: SourceLocation;
  /** For the console and the log view: the Python traceback or the JavaScript error, as text. */
  readonly cause?: string;
}

interface FailureText {
  readonly message: string;
  readonly suggestion: string;
}

/** The words for each code when whoever noticed it has nothing more exact to say. */
const TEXTS: Record<FailureCode, FailureText> = {
  'bundle-missing': {
    message: 'A file that the server needs could not be fetched.',
    suggestion: 'Check the connection, then try again. What you typed is safe.',
  },
  'bundle-corrupt': {
    message: 'A file that the server needs arrived damaged.',
    suggestion:
      'Try again, and it is fetched once more. If it keeps happening, something between you and the site changes files.',
  },
  'snapshot-rejected': {
    message: 'The prepared memory image could not be used, so Python starts the slow way.',
    suggestion: 'Nothing to do. It takes a few seconds longer.',
  },
  'wasm-unsupported': {
    message: 'This browser does not run WebAssembly, which Python needs here.',
    suggestion:
      'Read on without the server, or open the lesson in a current Chrome, Edge, Firefox or Safari with WebAssembly allowed.',
  },
  'boot-timeout': {
    message: 'The server did not get ready in time.',
    suggestion: 'If your code loops or waits at import time, move that into a function; then restart the server.',
  },
  'project-syntax-error': {
    message: 'Python could not read your code.',
    suggestion: 'Mend the marked line and save.',
  },
  'project-import-error': {
    message: 'Your project failed while it was imported.',
    suggestion: 'Read the last line of the traceback, mend the line it names, and save.',
  },
  'no-app-found': {
    message: 'No Flask application was found.',
    suggestion: 'The flask command looks in app.py or wsgi.py for app, application, create_app or make_app.',
  },
  'request-timeout': {
    message: 'The request was still running at its deadline, so the server process was ended and started again.',
    suggestion: 'Look for a loop that never ends or a wait without a timeout in the view.',
  },
  'interpreter-crashed': {
    message: 'The server process ended without an answer, and was started again.',
    suggestion: 'Look at what the view did last: deep recursion and sys.exit() end a process.',
  },
  'out-of-memory': {
    message: 'The server process passed its memory limit of 512 MB, so it was ended and started again.',
    suggestion: 'Look for a list or string in the view that grows without end.',
  },
  'output-flood': {
    message: 'The server wrote more than anyone could read, so it was ended and started again.',
    suggestion: 'Look for a loop around a log call, a print, or a yield.',
  },
  'bad-traffic-profile': {
    message: 'traffic.json could not be used.',
    suggestion: 'Mend the file, save, and start the traffic again.',
  },
  cancelled: {
    message: 'Cancelled.',
    suggestion: 'Send it again when you are ready.',
  },
  'not-running': {
    message: 'The connection was refused: the server is not running.',
    suggestion: 'Restart the server, or mend what stopped it.',
  },
  offline: {
    message: 'You are offline, and a WebContainer is fetched from its vendor each time.',
    suggestion: 'Choose it again when you are connected. The sandbox needs no network.',
  },
  'not-isolated': {
    message: 'This page is not cross-origin isolated, which a WebContainer needs for its shared memory.',
    suggestion:
      'Whoever hosts this copy has to send the COOP and COEP headers that the project lists, over https. The sandbox runs without.',
  },
  'webcontainer-unsupported': {
    message: 'This browser cannot run a WebContainer.',
    suggestion: 'Open the lesson in a current Chrome or Edge on a desktop computer, or stay in the sandbox.',
  },
  'webcontainer-no-key': {
    message: 'This copy of the course was built without a WebContainer key, so its vendor serves it on localhost only.',
    suggestion: 'Run the course on your own machine, or stay in the sandbox. Whoever hosts it finds how in the README.',
  },
  'webcontainer-blocked': {
    message:
      'The browser blocks what a WebContainer keeps in its vendor’s frame: cookies, storage or a service worker.',
    suggestion:
      'Allow cookies for stackblitz.com and webcontainer-api.io, or turn off the blocker for this site, then try again.',
  },
  'webcontainer-unreachable': {
    message: 'The vendor’s host, stackblitz.com, did not answer.',
    suggestion:
      'It may be down, or a filter between you and it may refuse it. Try again later, or stay in the sandbox.',
  },
  'webcontainer-boot-failed': {
    message: 'The WebContainer did not start in time, and did not say why.',
    suggestion:
      'Blocked third-party cookies are the usual reason: allow them for stackblitz.com and webcontainer-api.io, then try again.',
  },
  'webcontainer-busy': {
    message: 'A WebContainer is in use in this tab already, and a tab can have one.',
    suggestion: 'Close the other workbench, or open this lesson in a tab of its own.',
  },
  'webcontainer-out-of-memory': {
    message: 'The WebContainer ran out of memory.',
    suggestion: 'Close other tabs and try again, or go on in the sandbox, which needs less.',
  },
  'webcontainer-ended': {
    message: 'The server’s Node process has ended.',
    suggestion: 'Restart the server to start it again. Its last words are in Terminal.',
  },
};

/** A failure with the code's own words, unless `exact` has better ones. */
export function failure(code: FailureCode, exact: Partial<Omit<ServerFailure, 'code'>> = {}): ServerFailure {
  return { code, ...TEXTS[code], ...exact };
}

/** Whether somebody called it off, which nobody needs to be told as a fault. */
export const isStopped = ({ code }: ServerFailure): boolean => code === 'cancelled';
