import 'monaco-editor/editor/common/viewModel/viewModelImpl';
import 'monaco-editor/editor/browser/editorExtensions';
export const next = () => import('./view');
