/** Pyodide types its main module but not the Emscripten factory inside it. */
declare module 'pyodide/pyodide.asm.mjs' {
  const createPyodideModule: (settings: never) => Promise<never>;
  export default createPyodideModule;
}
