import 'monaco-editor/features/suggest/register';
import 'monaco-editor/features/snippet/register';
export const next = () => import('../monaco-parts');
