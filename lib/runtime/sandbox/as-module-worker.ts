/**
 * Pyodide refuses classic workers, and knows them by `importScripts` working; module workers fail in an opaque origin. The
 * worker's first import, since Pyodide looks while it is loaded.
 */
Object.defineProperty(self, 'importScripts', { value: undefined });
