/** Which grammar colours a file, by its name. Jinja templates go as the language they write. */
const BY_EXTENSION: Readonly<Record<string, string>> = {
  py: 'python',
  html: 'html',
  htm: 'html',
  xml: 'html',
  css: 'css',
  js: 'javascript',
  mjs: 'javascript',
  json: 'javascript',
  yaml: 'yaml',
  yml: 'yaml',
  ini: 'ini',
  cfg: 'ini',
  toml: 'ini',
  env: 'ini',
  md: 'markdown',
};

/** `templates/404.html.j2` → `html`. */
export function languageOf(file: string): string {
  const parts = file.toLowerCase().split('.').slice(1);
  if (['j2', 'jinja', 'jinja2'].includes(parts.at(-1) ?? '')) parts.pop();
  return BY_EXTENSION[parts.at(-1) ?? ''] ?? 'plaintext';
}
