/**
 * Monaco's own modules, in the order in which they need each other, cut so that none takes long. A file is a
 * chunk, and what runs at a stretch; each brings the next. The last is `monaco-parts.ts`. Leaving a stage out changes nothing but
 * how long the page is held.
 */
import 'monaco-editor/base/browser/dom';
import 'monaco-editor/platform/configuration/common/configurationRegistry';
import 'monaco-editor/platform/theme/common/colorUtils';
export const next = () => import('./widgets');
