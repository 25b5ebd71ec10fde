/** What was told about cases: lists by receiver, sender or case, newest first. */
import type { Notice, NoticeKind } from '../../core/notices.ts';
import type { Database } from '../people/database.ts';
import { type Order, type PageOf, type Paging, readPage, run, sql } from './paging.ts';
import { type Reader, whereVisibleCase } from './reader.ts';

export interface NoticeRow {
  readonly id: string;
  readonly instanceId: string;
  readonly definitionId: string;
  readonly definitionKey: string;
  readonly businessKey: string | null;
  readonly elementId: string | null;
  readonly taskId: string | null;
  readonly content: Notice;
}

export interface NoticeFilter {
  readonly kinds: readonly NoticeKind[];
  readonly ids?: readonly string[];
  /** `user:<id>`, `group:<id>`; what was taken back is not among it. */
  readonly recipients?: readonly string[];
  readonly sender?: string;
  readonly instanceId?: string;
  readonly unread?: boolean;
  readonly open?: boolean;
  /** Urges that wait for their receivers. */
  readonly waiting?: boolean;
  /** Only what who asked for the case may see: what is meant for him, and what he said himself. */
  readonly applicant?: string;
  /** Only of cases this reader sees, and what the reader said. */
  readonly seenBy?: Reader;
  /** No files that only those who work on the case may see. */
  readonly unrestricted?: true;
}

const COLUMNS = `n.id, n.instance_id as "instanceId", n.definition_id as "definitionId", n.definition_key as "definitionKey",
  n.business_key as "businessKey", n.element_id as "elementId", n.task_id as "taskId", n.content`;

/** Ids sort by creation. */
const NEWEST: Order = { keys: [{ column: 'n.id', field: 'id', type: 'text' }], descending: true };

export function listNotices(database: Database, filter: NoticeFilter, paging: Paging): Promise<PageOf<NoticeRow>> {
  return readPage<NoticeRow>(database, queryFor(filter).select(sql.raw(COLUMNS)), NEWEST, paging);
}

/** Without a page: the entries of one case. */
export function readNotices(database: Database, filter: NoticeFilter): Promise<readonly NoticeRow[]> {
  return run<NoticeRow>(database, queryFor(filter).select(sql.raw(COLUMNS)).orderBy('n.id'));
}

/** Nobody reads what is answered to the engine; and who urged for a task that is done waits no longer. */
const WAITING = `case when n.content ->> 'standing' = 'system' then not n.is_read else not n.is_closed end
  and (n.task_id is null or exists (select from task as t where t.id = n.task_id))`;

function queryFor(filter: NoticeFilter) {
  const { kinds, ids, recipients, sender, instanceId, unread, open, waiting, applicant, seenBy, unrestricted } = filter;
  const query = sql.from('notice as n').whereIn('n.kind', [...kinds]);
  if (ids) query.whereIn('n.id', [...ids]);
  if (recipients) {
    query.whereIn('n.recipient', [...recipients]);
    query.whereRaw("not (n.kind = 'copy' and n.is_closed)");
  }
  if (sender !== undefined) query.where('n.sender', sender);
  if (instanceId !== undefined) query.where('n.instance_id', instanceId);
  if (unread !== undefined) query.where('n.is_read', !unread);
  if (open !== undefined) query.where('n.is_closed', !open);
  if (waiting) query.whereRaw(WAITING);
  if (applicant !== undefined)
    query.where((any) =>
      any.where('n.for_applicant', true).orWhere('n.sender', applicant).orWhere('n.recipient', `user:${applicant}`),
    );
  if (seenBy && !seenBy.seesAllCases)
    query.where((any) => {
      any.where('n.sender', seenBy.id).orWhere((seen) => whereVisibleCase(seen, seenBy, 'n.instance_id'));
    });
  if (unrestricted) query.whereRaw("coalesce(n.content->>'level', '') <> 'sensitive'");
  return query;
}
