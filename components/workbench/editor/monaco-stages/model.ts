import 'monaco-editor/editor/common/config/editorOptions';
import 'monaco-editor/editor/common/model/textModel';
export const next = () => import('./view-model');
