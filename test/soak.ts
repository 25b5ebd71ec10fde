/**
 * Random models for hours: `node --import tsx test/soak.ts [minutes] [seed]`, or SOAK_MINUTES and SOAK_SEED; eight hours unless said
 * otherwise. Prints the seed of each round, what has been covered, and of a failure the smallest model with its commands; exits 1 then.
 */
import fc from 'fast-check';
import { Coverage } from './property/coverage.ts';
import { renderZoo } from './property/zoo.ts';
import { runZoo, zoo } from './property/zoo-run.ts';

const ROUND = 200;
const minutes = Number(process.argv[2] ?? process.env.SOAK_MINUTES ?? 480);
const first = Number(process.argv[3] ?? process.env.SOAK_SEED ?? Date.now() % 2 ** 31);
if (!(minutes > 0) || !Number.isInteger(first)) {
  console.error('Expected minutes above 0 and a whole number as seed, but found others.');
  process.exit(2);
}

const coverage = new Coverage();
const end = performance.now() + minutes * 60_000;
let models = 0;
let failed = false;
for (let seed = first; performance.now() < end && !failed; seed++) {
  const property = fc.asyncProperty(zoo, (run) => runZoo(run, coverage));
  const result = await fc.check(property, { seed, numRuns: ROUND, interruptAfterTimeLimit: end - performance.now() });
  models += result.numRuns;
  failed = result.failed && result.counterexample !== null;
  console.log(
    `seed ${seed}: ${models} models, ${Math.max(0, (end - performance.now()) / 60_000).toFixed(1)} minutes left`,
  );
  if (!failed || !result.counterexample) continue;
  const [[row, choices]] = result.counterexample;
  console.log(`failed with seed ${seed}, path ${result.counterexamplePath}`);
  console.log(result.errorInstance);
  console.log(`commands: ${JSON.stringify(choices)}\n${renderZoo(row)}`);
}
console.log(`${coverage}`);
process.exitCode = failed ? 1 : 0;
