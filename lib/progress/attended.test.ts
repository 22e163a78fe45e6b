import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ATTENTION_MS, createAttendedMeter } from './attended.ts';

const MINUTE = 60_000;

test('counts while somebody is there and gives signs of life', () => {
  const meter = createAttendedMeter();
  meter.present(true, 0);
  meter.sign(30_000);
  meter.sign(50_000);
  assert.equal(meter.take(55_000), 55_000);
  assert.equal(meter.take(58_000), 3_000);
});

test('stops a minute after the last sign, and begins anew with the next', () => {
  const meter = createAttendedMeter();
  meter.present(true, 0);
  meter.sign(MINUTE / 2);
  assert.equal(meter.take(10 * MINUTE), MINUTE / 2 + ATTENTION_MS);
  meter.sign(20 * MINUTE);
  assert.equal(meter.take(20 * MINUTE + 5_000), 5_000);
});

test('counts nothing while the page is out of sight or has no focus', () => {
  const meter = createAttendedMeter();
  meter.sign(1_000);
  assert.equal(meter.take(5_000), 0);
  meter.present(true, 10_000);
  meter.present(false, 12_000);
  meter.sign(13_000);
  assert.equal(meter.take(MINUTE), 2_000);
  meter.present(true, 5 * MINUTE);
  assert.equal(meter.take(5 * MINUTE + 1_000), 1_000);
});
