/** Whether the clocks of a large administration keep up: a new holiday, very many timers at once, and how late they are otherwise. */
import { parseArgs } from 'node:util';
import { MODEL } from './clocks/cases.ts';
import { measureRetiming, type Retimed } from './clocks/retime.ts';
import { fireAtOnce, latenessAt } from './clocks/timers.ts';
import { withEngine } from './engine.ts';

/** Seconds for 100,000 cases. */
const BAR_RETIME = 60;
/** Seconds for 10,000 timers. */
const BAR_FIRE = 10;
/** How much longer a command of somebody else may take while they fire, at the 99th percentile. */
const BAR_STARVE = 3;
/** Milliseconds at the 99th percentile, under half load. */
const BAR_LATE = 1_000;
const SECONDS = 5;

export async function run(args: readonly string[]): Promise<boolean> {
  const { values } = parseArgs({
    args: [...args],
    options: { cases: { type: 'string', default: '100000' }, timers: { type: 'string', default: '10000' } },
  });
  const [cases, timers] = [Number(values.cases), Number(values.timers)];
  return withEngine(MODEL, async (runtime, postmaster) => {
    await runtime.start();
    const fired = await fireAtOnce(runtime, timers);
    const rate = timers / fired.seconds;
    console.log(
      `${timers} timers at once      fired within ${fired.seconds.toFixed(1)} s (bar ${BAR_FIRE}), ${rate.toFixed(0)}/s`,
    );
    const starved = fired.busy / fired.idle;
    console.log(
      `a command meanwhile      p99 ${fired.busy.toFixed(1)} ms, ${starved.toFixed(1)} × that of an idle engine (bar ${BAR_STARVE})`,
    );
    const late = await latenessAt(runtime, rate / 2, SECONDS);
    console.log(`timers at half that rate p99 ${late.toFixed(0)} ms late (bar ${BAR_LATE})`);
    const retimed = await measureRetiming(runtime, postmaster, cases);
    const seconds = (retimed.seconds / retimed.cases) * 100_000;
    tell(retimed, seconds);
    const isWhole = retimed.failed === 0 && retimed.steps > 1;
    return isWhole && seconds <= BAR_RETIME && fired.seconds <= BAR_FIRE && starved <= BAR_STARVE && late <= BAR_LATE;
  });
}

function tell({ cases, moved, seconds, bare, cpu, steps, failed }: Retimed, per100k: number): void {
  const micros = (share: number | undefined): string => (((share ?? 0) * cpu.seconds * 1e6) / cases).toFixed(0);
  console.log(
    `a new holiday            ${moved} deadlines of ${cases} cases in ${seconds.toFixed(1)} s, ${failed} failed; 100,000 cases in ${per100k.toFixed(1)} s (bar ${BAR_RETIME})`,
  );
  console.log(
    `                         ${(seconds / bare).toFixed(1)} × a bare update of the same rows; per case ${micros(cpu.node)} µs in Node.js, ${micros(cpu.postgres)} µs in PostgreSQL; ${steps} steps of progress seen`,
  );
}
