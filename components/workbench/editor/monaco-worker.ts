/** Monaco's one worker: differences, word lists, links. Bundled from the package, as everything here. */
import 'monaco-editor/editor/editor.worker';
