/** What narrows a list of tasks. */
import type { Lamp } from '../../sla/lamp.ts';
import type { Query } from './paging.ts';

/** A value, or a range with both ends in it. */
type VariableTest = string | { readonly from?: string; readonly to?: string };

export interface TaskFilter {
  readonly id?: string;
  readonly instanceId?: string;
  readonly definitionKey?: string;
  readonly definitionId?: string;
  readonly elementId?: string;
  readonly department?: string;
  readonly assignee?: string;
  readonly businessKey?: string;
  readonly lamp?: Lamp;
  readonly dueBefore?: string;
  readonly dueAfter?: string;
  readonly minPriority?: number;
  readonly q?: string;
  readonly variables?: Readonly<Record<string, VariableTest>>;
}

const EQUAL = {
  instanceId: 't.instance_id',
  definitionKey: 't.definition_key',
  definitionId: 't.definition_id',
  elementId: 't.element_id',
  department: 't.department',
  assignee: 't.assignee',
  businessKey: 't.business_key',
} as const;

export const isFiltered = (filter: TaskFilter): boolean => Object.values(filter).some((value) => value !== undefined);

/** Of open or ended tasks, alias `t`. `now` is the engine's clock, epoch ms: lamps are judged by it. */
export function whereFilter(query: Query, filter: TaskFilter, now: number): void {
  for (const [field, column] of Object.entries(EQUAL)) {
    const value = filter[field as keyof typeof EQUAL];
    if (value !== undefined) query.where(column, value);
  }
  if (filter.dueBefore !== undefined) query.where('t.due_at', '<', filter.dueBefore);
  if (filter.dueAfter !== undefined) query.where('t.due_at', '>=', filter.dueAfter);
  if (filter.minPriority !== undefined) query.where('t.priority', '>=', filter.minPriority);
  if (filter.q !== undefined) whereText(query, filter.q);
  for (const [name, test] of Object.entries(filter.variables ?? {})) whereVariable(query, name, test);
  whereLamp(query, filter.lamp, now);
}

/** The name in either language, the beginning of the business key, what the list shows of the case, what was applied for, or the applicant. */
function whereText(query: Query, q: string): void {
  query.where((either) =>
    either
      .whereRaw('strpos(t.name, ?) > 0', [q])
      .orWhereRaw(
        '(t.definition_id, t.element_id) in (select definition_id, element_id from step_name where strpos(lower(name_en), lower(?)) > 0)',
        [q],
      )
      .orWhereRaw('starts_with(t.business_key, ?)', [q])
      .orWhereRaw('exists (select from jsonb_each_text(t.variables) v where strpos(v.value, ?) > 0)', [q])
      .orWhereRaw(
        `exists (select from (select initiator, variables from instance where id = t.instance_id
           union all select initiator, variables from instance_history where id = t.instance_id) i left join account a on a.id = i.initiator
         where a.id = ? or strpos(a.name, ?) > 0 or strpos(a.name_en, ?) > 0
           or strpos(i.variables #>> '{serviceItem,name,zh}', ?) > 0 or strpos(lower(i.variables #>> '{serviceItem,name,en}'), lower(?)) > 0)`,
        [q, q, q, q, q],
      ),
  );
}

const NUMBER = /^-?(0|[1-9]\d{0,40})(\.\d{1,40})?$/;

/** A text in a request may mean a text, a number or a truth value. */
function whereVariable(query: Query, name: string, test: VariableTest): void {
  if (typeof test === 'string') {
    const key = JSON.stringify(name);
    const values = [JSON.stringify(test), ...(NUMBER.test(test) || test === 'true' || test === 'false' ? [test] : [])];
    query.where((any) => {
      for (const value of values) any.orWhereRaw('t.variables @> ?::jsonb', [`{${key}:${value}}`]);
    });
    return;
  }
  if (test.from !== undefined) whereEnd(query, name, { end: test.from, sign: '>=' });
  if (test.to !== undefined) whereEnd(query, name, { end: test.to, sign: '<=' });
}

/**
 * Numbers are compared with numbers; texts, which dates are too, as texts: `2026-03` at the upper end admits all of March, because as much of
 * the value is compared as there is of the end.
 */
function whereEnd(query: Query, name: string, { end, sign }: { end: string; sign: '>=' | '<=' }): void {
  const text = sign === '<=' ? 'left(t.variables ->> ?, length(?))' : 't.variables ->> ?';
  const bound = sign === '<=' ? [name, end, end] : [name, end];
  const asNumber = NUMBER.test(end) ? ` when 'number' then (t.variables ->> ?)::numeric ${sign} ?::numeric` : '';
  query.whereRaw(
    `case jsonb_typeof(t.variables -> ?)${asNumber} when 'string' then ${text} ${sign} ? collate "C" else false end`,
    [name, ...(asNumber === '' ? [] : [name, end]), ...bound],
  );
}

/** What is stored; of a task that was opened before there were clocks by how much of the time has passed. */
function whereLamp(query: Query, lamp: Lamp | undefined, now: number): void {
  if (lamp === undefined) return;
  const at = new Date(now).toISOString();
  const yellowFrom = 't.created_at + (t.due_at - t.created_at) * 0.7';
  const before: Partial<Record<Lamp, string>> = {
    grey: "t.state = 'held'",
    red: "t.state <> 'held' and t.due_at < :at::timestamptz",
    yellow: `t.state <> 'held' and t.due_at >= :at::timestamptz and ${yellowFrom} <= :at::timestamptz`,
    green: `t.state <> 'held' and ${yellowFrom} > :at::timestamptz`,
  };
  query.where((either) => {
    either.where('t.lamp', lamp);
    const rule = before[lamp];
    if (rule !== undefined) either.orWhereRaw(`(t.lamp is null and t.due_at < 'infinity' and ${rule})`, { at });
  });
}
