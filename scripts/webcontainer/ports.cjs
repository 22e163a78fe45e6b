/*
 * Loaded into every Node process of a local container: a container has ports of its own, so what asks for one gets any free
 * one of this machine's, and descriptor 4 is told which. Nothing else is changed.
 */
'use strict';
const { writeSync } = require('node:fs');
const { Server } = require('node:net');
const { isMainThread } = require('node:worker_threads');

const REPORTS = 4;
const { listen } = Server.prototype;

/** @param {object} report */
const tell = (report) => {
  writeSync(REPORTS, `${JSON.stringify(report)}\n`);
};

/** @this {import('node:net').Server} */
function listenSomewhere(...args) {
  const [first] = args;
  const wanted = typeof first === 'object' && first !== null ? first.port : first;
  if (typeof wanted !== 'number') return listen.apply(this, args);
  this.once('listening', () => {
    const address = this.address();
    if (typeof address !== 'object' || address === null) return;
    tell({ type: 'open', port: wanted, actual: address.port });
    this.once('close', () => {
      tell({ type: 'close', port: wanted, actual: address.port });
    });
  });
  const callback = args.filter((argument) => typeof argument === 'function');
  return listen.call(this, { port: 0, host: '127.0.0.1' }, ...callback);
}

if (isMainThread) Server.prototype.listen = listenSomewhere;
