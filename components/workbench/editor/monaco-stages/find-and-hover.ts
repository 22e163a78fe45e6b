import 'monaco-editor/features/find/register';
import 'monaco-editor/features/hover/register';
export const next = () => import('./suggest');
