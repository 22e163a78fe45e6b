import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NO_ALERTS, addToAlerts, conditionWords, secondsToPage, valueWords } from './alerts.ts';

const rule = { name: 'Crashes', kind: 'count', threshold: 5, windowSeconds: 60, runbook: null } as const;
const alert = { name: 'Crashes', state: 'firing', time: 9_000, firstErrorAt: 1_000, value: 5 } as const;

test('a rule fires, is resolved, and is forgotten with a restart', () => {
  const begun = addToAlerts(NO_ALERTS, [{ type: 'alert-rules', rules: [rule], problem: null }]);
  const firing = addToAlerts(begun, [{ type: 'alert', alert }]);
  assert.equal(firing.latest.Crashes?.state, 'firing');
  const resolved = addToAlerts(firing, [{ type: 'alert', alert: { ...alert, state: 'resolved' } }]);
  assert.equal(resolved.latest.Crashes?.state, 'resolved');
  assert.deepEqual(addToAlerts(resolved, [{ type: 'alert-rules', rules: [], problem: 'no JSON' }]), {
    rules: [],
    problem: 'no JSON',
    latest: {},
  });
});

test('conditions and values are in the same words', () => {
  const rate = { ...rule, kind: 'rate', threshold: 0.125 } as const;
  const burn = { ...rule, kind: 'burn', threshold: 10 } as const;
  assert.match(conditionWords(rule), /^5 or more records within 60 s$/);
  assert.match(conditionWords(rate), /^12\.5 % or more/);
  assert.match(conditionWords(burn), /10 times too fast/);
  assert.deepEqual(
    [valueWords(rule, 6), valueWords(rate, 0.5), valueWords(burn, 14.444)],
    ['6 records', '50 %', '14.4 times too fast'],
  );
  assert.equal(secondsToPage(alert), '8.0');
});
