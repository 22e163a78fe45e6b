import 'monaco-editor/editor';
export const next = () => import('./find-and-hover');
