import 'monaco-editor/base/browser/ui/list/listWidget';
import 'monaco-editor/base/browser/markdownRenderer';
export const next = () => import('./model');
