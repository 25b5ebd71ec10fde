/** Topics that the engine answers itself, beside the departments. */
import type { Adapter } from '../port.ts';
import type { Runtime } from '../runtime/engine.ts';
import { applications, ENTER_APPLICATION } from './applications.ts';
import { dataGrants } from './data-grants.ts';
import { ENTER_RATING, ratings } from './ratings.ts';
import { ENTER_REPEATS, repeats } from './repeats.ts';
import { responsibilityList } from './responsibility-list.ts';

/** `runtime` is asked when they are called: adapters are made before it. */
export const ownAdapters = (runtime: () => Runtime): readonly Adapter[] => [
  responsibilityList(runtime),
  dataGrants(runtime),
  applications(runtime),
  repeats(runtime),
  ratings(runtime),
];

/** Those whose answer rests on what is written of the case that asks. */
export const READ_CASES: ReadonlySet<string> = new Set([ENTER_APPLICATION, ENTER_RATING, ENTER_REPEATS]);
