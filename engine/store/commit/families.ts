/**
 * Parts that a statement has together or not at all, and fates of cases likewise. A statement for each combination that occurs would be prepared
 * on every connection and stay there: 350 of them, a third of a megabyte each, after 4,000 commits of a town with a dozen processes. Parts without
 * rows are not for nothing: a commit of one command takes the database a quarter longer with its families than without.
 */
import { insertCandidates, removeCandidates } from './candidates.ts';
import type { CaseFate } from './case.ts';
import { claimMessages, consumeMessages } from './claims.ts';
import { insertLampChanges, removeClocks, upsertClocks } from './clocks.ts';
import { claimStores, writeStores } from './data-stores.ts';
import { removeDrafts } from './drafts.ts';
import { insertEffects, updateEffects } from './effects.ts';
import { upsertJobs } from './jobs.ts';
import type { Part } from './part.ts';
import { beginPeriods, endPeriods, insertMeasured } from './periods.ts';
import { removeJobs, removeSubscriptions, removeTasks } from './removals.ts';
import { upsertSubscriptions } from './subscriptions.ts';
import { upsertTasks } from './tasks.ts';
import { insertEndedTasks } from './tasks-ended.ts';

const FAMILIES: readonly (readonly Part[])[] = [
  [claimMessages, consumeMessages],
  [removeJobs, upsertJobs],
  [removeSubscriptions, upsertSubscriptions],
  [claimStores, writeStores],
  [insertEffects, updateEffects],
  [
    ...[removeTasks, removeCandidates, upsertTasks, insertCandidates, insertEndedTasks, removeDrafts],
    ...[removeClocks, upsertClocks, insertLampChanges, endPeriods, beginPeriods, insertMeasured],
  ],
];

const familyOf = new Map(FAMILIES.flatMap((family) => family.map((part) => [part, family] as const)));

const COMMON: readonly CaseFate[] = ['opened', 'continued', 'ended'];

/** What a statement is for: tables that have rows, and what becomes of the cases. */
export interface Combination {
  readonly parts: ReadonlySet<Part>;
  readonly fates: ReadonlySet<CaseFate>;
}

/** Each with its family; of the three common fates all where there are several. */
export function withFamilies({ parts, fates }: Combination): Combination {
  return {
    parts: new Set([...parts].flatMap((part) => familyOf.get(part) ?? [part])),
    fates: fates.size > 1 ? new Set([...fates, ...COMMON]) : fates,
  };
}
