/**
 * Mocha's spec reporter, and at the end the counts as JSON in the file named by TONGBAN_TEST_COUNTS, for test/run.ts. A run whose tests are over
 * but that does not end has left something running: after a while that counts as one more failure and the run is ended.
 */
const { writeFileSync } = require('node:fs');
const Mocha = require('mocha');

const PATIENCE_MS = 20_000;

module.exports = class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes: passed, failures: failed, pending: skipped } = this.stats;
      report({ passed, failed, skipped });
      setTimeout(() => {
        console.error(`Expected nothing to run any more, but there is: ${process.getActiveResourcesInfo().join(', ')}`);
        report({ passed, failed: failed + 1, skipped });
        process.exit(1);
      }, PATIENCE_MS).unref();
    });
  }
};

function report(counts) {
  const file = process.env.TONGBAN_TEST_COUNTS;
  if (file) writeFileSync(file, JSON.stringify(counts));
}
