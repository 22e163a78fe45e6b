import 'monaco-editor/editor/browser/view';
export const next = () => import('./code-editor-widget');
