import type { Reader } from '../../store/read/reader.ts';
import { type Principal, seesAllCases, seesAllTasks } from '../principal.ts';

/** What lists and look-ups show is cut to what this reader may see. */
export const readerOf = (principal: Principal): Reader => ({
  id: principal.id,
  groups: principal.groups,
  seesAllCases: seesAllCases(principal),
  seesAllTasks: seesAllTasks(principal),
});
