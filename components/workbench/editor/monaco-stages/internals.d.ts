/** Monaco ships no types for its inner modules. They are imported for nothing but to have run. */
declare module 'monaco-editor/base/*';
declare module 'monaco-editor/platform/*';
declare module 'monaco-editor/editor/*';
