/**
 * Which of ruff's rules the editor speaks of: what breaks, and what a careful colleague would point at in a Flask
 * application. Nothing about style alone. Data only; it runs nothing.
 */

/** Rule or prefix, and why it is worth a line under somebody's code. */
const RULES: Readonly<Record<string, string>> = {
  E9: 'the file cannot be read',
  F: 'undefined names, unused imports and variables, wrong placeholders',
  E722: 'a bare except catches KeyboardInterrupt and SystemExit too',
  W605: 'an escape sequence that means nothing',
  B006: 'a mutable default is shared between calls, so between requests',
  B012: 'return in finally swallows the exception',
  B015: 'a comparison whose result nobody reads',
  B018: 'an expression without effect',
  B020: 'a loop that overwrites what it iterates',
  B021: 'an f-string is no docstring',
  B023: 'a function that sees the last value of the loop only',
  B025: 'a second except for the same exception never runs',
  B029: 'except () catches nothing',
  B030: 'except with something that is no exception',
  G010: 'logging.warn is gone in Python 3.13',
  LOG001: 'a Logger made by hand gets no handlers',
  LOG007: 'exception(exc_info=False) is error()',
  LOG014: 'exc_info=True where there is no exception',
  PLE: 'calls that fail when they run, such as a log call with too few arguments',
  PLW0127: 'a variable assigned to itself',
  PLW0129: 'an assert that always holds',
  PLW0133: 'an exception made and not raised',
  PLW0711: 'except A or B catches A only',
  S110: 'except: pass hides the failure from everyone',
  S201: 'debug=True gives visitors a Python prompt',
  TRY203: 'an except that only raises again',
};

/** The interpreter in the page is Python 3.14, so its syntax counts. */
export const CHECK_SETTINGS = {
  'target-version': 'py314',
  lint: { select: Object.keys(RULES), 'explicit-preview-rules': true },
};

/**
 * As the lessons' own programs are formatted (ruff.toml), so that a file nobody touched stays as it is. The older
 * target keeps the text valid on a laptop with an older Python.
 */
export const FORMAT_SETTINGS = { 'target-version': 'py311', 'line-length': 120 };
