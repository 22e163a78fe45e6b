// @ts-check
/*
 * Turns what npm, pip and apt print when they fail into a reason and a way on, for whoever reads the terminal.
 * Plain JavaScript because the bootstrap needs it before anything is installed. It runs no command itself.
 */

/** Longest line of a child's output that is shown; npm and pip print whole URLs and command lines. */
const LONGEST_LINE = 300;

/**
 * Each entry: what a tool printed, why, and what to do. The first match wins, so the causes come before the symptoms.
 * @type {readonly { readonly pattern: RegExp, readonly reason: string, readonly wayOn: string }[]}
 */
const KNOWN_FAILURES = [
  {
    pattern:
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT|Temporary failure in name resolution|Name or service not known|nodename nor servname|getaddrinfo failed|NewConnectionError|ConnectTimeoutError|ReadTimeoutError|Network is unreachable|Could not resolve|Temporary failure resolving/,
    reason: 'The network, or the package registry, could not be reached.',
    wayOn:
      'Check the connection (and the proxy settings of npm and pip), then run the same command again: what is already fetched is kept.',
  },
  {
    pattern: /ENOSPC|No space left on device/,
    reason: 'The disk is full.',
    wayOn: 'Free about 2 GB, then run the same command again.',
  },
  {
    pattern: /EACCES|EPERM|Permission denied/,
    reason: 'A file or folder may not be written by this user.',
    wayOn: 'Check who owns this folder and the npm and pip caches; do not run the command with sudo.',
  },
  {
    pattern: /CERT_|SELF_SIGNED|certificate verify failed|CERTIFICATE_VERIFY_FAILED/i,
    reason: 'The registry’s certificate was not accepted.',
    wayOn: 'Behind a company proxy, set NODE_EXTRA_CA_CERTS for npm and PIP_CERT for pip to its root certificate.',
  },
  {
    pattern: /EINTEGRITY|DO NOT MATCH THE HASHES/,
    reason: 'A downloaded package is not the one the lock file names.',
    wayOn:
      'Run `npm cache clean --force` and `python3 -m pip cache purge`, then try again. If it stays, do not go on: tell us.',
  },
  {
    pattern: /No matching distribution found|Could not find a version/,
    reason: 'pip found no package that fits this Python, or could not reach its registry.',
    wayOn: 'Check the connection and that `python3 --version` says 3.11 or newer, then run the same command again.',
  },
  {
    pattern: /No module named pip/,
    reason: 'This Python has no pip.',
    wayOn: 'Install it: `apt-get install python3-pip` on Debian and Ubuntu, `python3 -m ensurepip --user` elsewhere.',
  },
];

/**
 * @param {string} output everything the command printed
 * @returns {{ reason: string, wayOn: string } | null} null when the failure is none of the known ones
 */
export function explainFailure(output) {
  const known = KNOWN_FAILURES.find(({ pattern }) => pattern.test(output));
  return known ? { reason: known.reason, wayOn: known.wayOn } : null;
}

/**
 * The end of a command's output, indented, long lines cut.
 * @param {string} output
 * @param {number} lines how many lines at most
 */
export function lastLines(output, lines) {
  return output
    .trimEnd()
    .split(/\r?\n/)
    .slice(-lines)
    .map((line) => `    ${line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line}`)
    .join('\n');
}
