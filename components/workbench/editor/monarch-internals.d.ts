/** The parts of Monaco's tokenizer that the grammar's test runs; the package ships no types for them. */
declare module 'monaco-editor/editor/standalone/common/monarch/monarchCompile' {
  export function compile(language: string, grammar: object): object;
}
declare module 'monaco-editor/editor/standalone/common/monarch/monarchLexer' {
  interface Tokenized {
    readonly tokens: readonly { readonly offset: number; readonly type: string }[];
    readonly endState: object;
  }
  export class MonarchTokenizer {
    constructor(languageService: object, themeService: object, language: string, lexer: object, configuration: object);
    getInitialState(): object;
    tokenize(line: string, hasEndOfLine: boolean, state: object): Tokenized;
  }
}
