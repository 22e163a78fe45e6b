/**
 * Emscripten's part of Pyodide (`pyodide.asm.mjs`) without what only programs need that call CPython's C functions from
 * JavaScript: a variable and a property for each of 4,868 of the wasm's 8,560 exports. Pyodide itself uses some 130. That is
 * two fifths of its script, and with the loops over all exports a good part of making the module. Text in, text out.
 */

/** `_name=Module["_name"]=wasmExports["name"]`, or the address of a variable of C. */
const ASSIGNMENT = /^([\w$]+)=Module\["\1"\]=wasmExports\["[^"]+"\](\.value>>>0)?$/;
const ASSIGNING = 'function assignWasmExports(wasmExports){';
const WORD = /[\w$]+/g;

const HELPERS =
  'var onlyOf=(all,names)=>Object.fromEntries(names.flatMap(name=>name in all?[[name,all[name]]]:[]));' +
  'var nameAll=()=>{};';

/** Each is found once: what it was, and what it becomes. */
const changes = (exports: string): readonly (readonly [string, string])[] => [
  // A lookup by name falls through to the exports themselves. Only ctypes and other modules go through a list of names: it is made
  // when the first of them asks. The program's start has two names, and the wasm has it by the longer one.
  [
    'mergeLibSymbols(wasmExports,"main")',
    'Object.setPrototypeOf(wasmImports,wasmExports);wasmImports.main=wasmExports.__main_argc_argv;' +
      'nameAll=()=>{nameAll=()=>{};Object.setPrototypeOf(wasmImports,Object.prototype);mergeLibSymbols(origExports,"main")}',
  ],
  ['function __dlsym_js(handle,symbol,symbolIndex){', 'function __dlsym_js(handle,symbol,symbolIndex){nameAll();'],
  [
    'loadWebAssemblyModule=(binary,flags,libName,localScope,handle)=>{',
    'loadWebAssemblyModule=(binary,flags,libName,localScope,handle)=>{nameAll();',
  ],
  ['wasmExports=Object.assign({},wasmExports)', `wasmExports=onlyOf(wasmExports,${exports})`],
  // Only what the wasm asks for has an entry yet.
  ['updateGOT(origExports)', 'updateGOT(onlyOf(origExports,Object.keys(GOT)))'],
];

/**
 * @param glue as Emscripten wrote it
 * @param users every other script that may name one of its functions
 * @throws Error when the script is not as expected: another version of Pyodide
 */
export function withoutUnusedExports(glue: string, users: readonly string[]): string {
  const start = glue.indexOf(ASSIGNING) + ASSIGNING.length;
  const end = glue.indexOf('}', start);
  const assignments = glue.slice(start, end).split(';');
  const declaration = glue.indexOf(`var ${nameOf(assignments[0])},`);
  const declarationEnd = glue.indexOf(';', declaration);
  if (start < ASSIGNING.length || declaration < 0 || declarationEnd > start)
    throw new Error('Pyodide’s script does not take the exports of its wasm as it did.');
  const before = glue.slice(0, declaration);
  const between = glue.slice(declarationEnd, start);
  const after = glue.slice(end);

  const used = new Set([before, between, after, ...users].flatMap((text) => text.match(WORD) ?? []));
  const isUsed = (name: string): boolean => used.has(name);
  const variables = glue
    .slice(declaration + 'var '.length, declarationEnd)
    .split(',')
    .filter(isUsed);
  const left = assignments.filter((text) => !ASSIGNMENT.test(text) || isUsed(nameOf(text)));
  const slim = `${before}${HELPERS}var ${variables.join(',')}${between}${left.join(';')}${after}`;

  const exports = [...slim.matchAll(/wasmExports(?:\["([^"]+)"\]|\.([\w$]+))/g)].map(([, text, word]) => text ?? word);
  return changes(JSON.stringify([...new Set(exports)])).reduce((text, [from, to]) => {
    if (text.split(from).length !== 2) throw new Error(`Pyodide’s script does not have “${from}” once.`);
    return text.replace(from, () => to);
  }, slim);
}

const nameOf = (assignment = ''): string => assignment.slice(0, assignment.indexOf('='));
