import 'monaco-editor/editor/browser/widget/diffEditor/diffEditorWidget';
export const next = () => import('./services');
