/** Finds personal data and secrets in events and log lines, by the rules of python/graceful/leaks.py. */

/** Source lines are code, not data; what the SDK says of itself is nobody's secret. */
const CODE = new Set(['pre_context', 'context_line', 'post_context', 'sdk', 'modules', 'abs_path', 'filename']);

const SOURCE_LINES = /^ {2}File ".*\n(?: {4}.*\n?)*/gm;

const SECRET_KEY = /passw(or)?d|passwd|secret|api_?key|authorization|^auth$|credential/i;
const TOKEN_KEY = /token|session_?id|^cookies?$|set-cookie/i;
const EMAIL = /[\w.+-]+@[\w-]+(\.[\w-]+)*\.[a-zA-Z]{2,}/;
const TOKEN = /\b(Bearer\s+[\w.~+/-]{8,}|eyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]*|(sk|pk|ghp|xox[bp])[_-]\w{12,})/;
const PASSWORD = /passw(or)?d['"]?\s*[=:]\s*['"]?[^\s'",&[]{3,}/i;
const CARD = /(?<![\d.])\d(?:[ -]?\d){12,18}(?![\d.])/g;

/** What scrubbers leave in a secret's place. */
const SCRUBBED = /^\W*(filtered|redacted|scrubbed|removed|hidden|none|null|\*+|x+)?\W*$/i;

/** One sentence for each leak, with the place where it is; never the secret itself. */
export const findLeaks = (value: unknown): readonly string[] =>
  [...walk(value, '')].map(([kind, path]) => `${kind} in ${path}`);

/** Which kinds of personal data any of a value's texts and names has in it, each once. */
export const kindsOf = (value: unknown): readonly string[] => [...new Set([...walk(value, '')].map(([kind]) => kind))];

/** Which kinds of personal data a text has in it; the source lines of a traceback do not count. */
export function kindsIn(whole: string): readonly string[] {
  const text = whole.replaceAll(SOURCE_LINES, '');
  return [
    ...(EMAIL.test(text) ? ['e-mail address'] : []),
    ...(PASSWORD.test(text) ? ['password or secret'] : []),
    ...(TOKEN.test(text) ? ['token'] : []),
    ...([...text.matchAll(CARD)].some(([digits]) => isCard(digits)) ? ['card number'] : []),
  ];
}

type Found = readonly [kind: string, path: string];

function* walk(value: unknown, path: string): Generator<Found> {
  if (Array.isArray(value)) {
    for (const [index, inner] of value.entries()) yield* ofPair(inner, `${path}[${String(index)}]`);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      if (!CODE.has(name)) yield* ofKey(name, inner, path === '' ? name : `${path}.${name}`);
    }
  } else if (typeof value === 'string') {
    for (const kind of kindsIn(value)) yield [kind, path];
  }
}

/** Headers may be lists of pairs. */
function* ofPair(value: unknown, path: string): Generator<Found> {
  const [name, inner] = Array.isArray(value) && value.length === 2 ? (value as unknown[]) : [];
  if (typeof name === 'string' && typeof inner === 'string') yield* ofKey(name, inner, path);
  else yield* walk(value, path);
}

function* ofKey(name: string, value: unknown, path: string): Generator<Found> {
  const plain = (typeof value === 'string' || typeof value === 'number') && !SCRUBBED.test(String(value));
  if (plain && SECRET_KEY.test(name)) yield ['password or secret', path];
  else if (plain && TOKEN_KEY.test(name)) yield ['token', path];
  else yield* walk(value, path);
}

/** The Luhn check of ISO/IEC 7812-1, and a first digit that card schemes use. */
function isCard(text: string): boolean {
  const digits = Array.from(text.replaceAll(/\D/g, ''), Number);
  const sum = digits.toReversed().reduce((total, digit, index) => {
    const counted = index % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0);
    return total + counted;
  }, 0);
  return [2, 3, 4, 5, 6].includes(digits[0] ?? 0) && sum % 10 === 0;
}
