/** Which grammar colours a file, by its name. Templates are Jinja around HTML. */
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

const TEMPLATE_ENDINGS = ['j2', 'jinja', 'jinja2'];

/** `app.py` → `python`; what Flask renders (pages under templates/, and *.j2) → `jinja`. */
export function languageOf(file: string): string {
  const name = file.toLowerCase();
  const ending = name.split('.').slice(1).at(-1) ?? '';
  const language = BY_EXTENSION[ending] ?? 'plaintext';
  const isTemplate = language === 'html' && name.split('/').slice(0, -1).includes('templates');
  return isTemplate || TEMPLATE_ENDINGS.includes(ending) ? 'jinja' : language;
}
