import 'monaco-editor/editor/standalone/browser/standaloneServices';
export const next = () => import('./api');
