/** Where things lie inside a WebContainer, and the port the app is served on. Read by the page and by the process. */

/** As `flask run` has it. */
export const APP_PORT = 5000;

/** Below the working directory: ours, and the learner's. */
export const HOST_FOLDER = 'graceful';
export const HOST_NAME = 'host.mjs';
export const WORKER_NAME = 'host-worker.mjs';
export const FOLDERS = { project: 'project', tests: 'tests', trial: 'trial' } as const;

/** Pyodide looks for its wasm by this name. */
export const WASM_NAME = 'pyodide.asm.wasm';
