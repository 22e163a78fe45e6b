/**
 * The myths and the pitfalls in the order in which their pages show them; each has a folder of this name. Plain data: it
 * imports nothing.
 */
export const myths: readonly string[] = [
  'details-in-production',
  'file-is-enough',
  'one-handler-catches-all',
  'raw-messages-help',
  'status-follows-code',
  'http-exception-gets-crashes',
  'first-registered-wins',
  'blueprint-404',
  'log-before-handler',
  'after-request-skipped',
  'abort-500-is-a-crash',
  'abort-in-a-handler',
  'tracker-hears-all',
  'propagate-prevents-crashes',
  'info-in-production',
  'visitors-write-the-log',
  'streams-reach-the-handler',
  'own-json-keeps-headers',
  'tests-see-the-page',
];

export const pitfalls: readonly string[] = [
  'debugger-faces-the-street',
  'nothing-is-logged',
  'caught-and-ignored',
  'traceback-is-lost',
  'message-for-everybody',
  'abort-in-a-try',
  'fallback-that-lies',
  'crash-page-crashes',
  'half-the-work',
  'response-not-returned',
];
