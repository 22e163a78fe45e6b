/**
 * Reads how many tests ran out of what each runner writes for machines. Anything it cannot read is an error, never a
 * zero: a suite that ran nothing must not look green.
 */

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The closing comments of node:test's TAP report. Cancelled and to-be-done tests did not pass. */
export function countsFromTap(tap: string): Counts {
  const closing = (name: string): number => {
    const line = new RegExp(`^# ${name} (\\d+)$`, 'm').exec(tap);
    if (!line) throw new Error(`node:test wrote no "# ${name}" line`);
    return Number(line[1]);
  };
  return {
    passed: closing('pass'),
    failed: closing('fail') + closing('cancelled') + closing('todo'),
    skipped: closing('skipped'),
  };
}

/** The <testsuite> of pytest's JUnit report. */
export function countsFromJunit(xml: string): Counts {
  const suite = /<testsuite\b[^>]*>/.exec(xml)?.[0];
  if (!suite) throw new Error('pytest wrote no <testsuite>');
  const attribute = (name: string): number => {
    const value = new RegExp(`\\b${name}="(\\d+)"`).exec(suite);
    if (!value) throw new Error(`pytest's <testsuite> has no "${name}"`);
    return Number(value[1]);
  };
  const failed = attribute('failures') + attribute('errors');
  return { passed: attribute('tests') - failed - attribute('skipped'), failed, skipped: attribute('skipped') };
}

/** Playwright's JSON report. A flaky test is a failed one; an error outside any test counts as one too. */
export function countsFromPlaywright(json: string): Counts {
  const { stats, errors } = JSON.parse(json) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
    errors: unknown[];
  };
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped };
}

/** The last line of the form `12 passed, 0 failed`, which our own commands end with. */
export function countsFromClosingLine(output: string): Counts {
  const line = [...output.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1);
  if (!line) throw new Error('The command ended without its line "N passed, N failed"');
  return { passed: Number(line[1]), failed: Number(line[2]), skipped: 0 };
}
