/**
 * A process of its own that counts up cases: `hammer.ts <database> <first> <last> <id>…`. It sends the requests `first` to `last`, 40 at a
 * time, each with its own receipt, and prints the number of every request that was answered.
 */
import { createRig } from './rig.ts';

const [url = '', first = '', last = '', ...ids] = process.argv.slice(2);
const rig = await createRig(url);
let next = Number(first);

async function work(): Promise<void> {
  while (next <= Number(last)) {
    const number = next++;
    const outcome = await rig.send(
      'add',
      { instanceId: ids[number % ids.length] ?? '' },
      {},
      { receipt: `request ${number}` },
    );
    if (!outcome.ok) throw new Error(`Expected request ${number} to be answered, but got ${outcome.failure.code}.`);
    process.stdout.write(`${number}\n`);
  }
}

await Promise.all(Array.from({ length: 40 }, work));
await rig.close();
