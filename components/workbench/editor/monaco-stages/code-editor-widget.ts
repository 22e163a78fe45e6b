import 'monaco-editor/editor/browser/widget/codeEditor/codeEditorWidget';
export const next = () => import('./diff-editor-widget');
