/**
 * Mocha's spec reporter, and at the end the counts and what failed as JSON in the file named by TONGBAN_TEST_COUNTS, for test/run.ts. A run whose
 * tests are over but that does not end has left something running: after a while that counts as one more failure and the run is ended.
 */
const { writeFileSync } = require('node:fs');
const Mocha = require('mocha');

const PATIENCE_MS = 20_000;

module.exports = class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const whatFailed = [];
    const unsteady = [];
    runner.on('retry', (test, error) => unsteady.push({ title: test.fullTitle(), file: test.file, why: said(error) }));
    runner.on('fail', (test, error) => whatFailed.push({ title: test.fullTitle(), file: test.file, why: said(error) }));
    runner.once('end', () => {
      const { passes: passed, failures: failed, pending: skipped } = this.stats;
      report({ passed, failed, skipped, whatFailed, unsteady });
      setTimeout(() => {
        const why = `Expected nothing to run any more, but there is: ${process.getActiveResourcesInfo().join(', ')}`;
        console.error(why);
        whatFailed.push({ title: 'the end of the run', why });
        report({ passed, failed: failed + 1, skipped, whatFailed, unsteady });
        process.exit(1);
      }, PATIENCE_MS).unref();
    });
  }
};

function said(error) {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function report(counts) {
  const file = process.env.TONGBAN_TEST_COUNTS;
  if (file) writeFileSync(file, JSON.stringify(counts));
}
