/** Topics that the engine answers itself, beside the departments. */
import type { Adapter } from '../port.ts';
import type { Runtime } from '../runtime/engine.ts';
import { applications } from './applications.ts';
import { dataGrants } from './data-grants.ts';
import { ratings } from './ratings.ts';
import { repeats } from './repeats.ts';
import { responsibilityList } from './responsibility-list.ts';

/** `runtime` is asked when they are called: adapters are made before it. */
export const ownAdapters = (runtime: () => Runtime): readonly Adapter[] => [
  responsibilityList(runtime),
  dataGrants(runtime),
  applications(runtime),
  repeats(runtime),
  ratings(runtime),
];
