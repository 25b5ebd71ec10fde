/** What changes of the organisation were about, by the names of today. */
import type { Database } from '../people/database.ts';
import type { Names } from '../people/names.ts';

export interface ChangeSubject extends Names {
  readonly id: string;
  /** As operations name it: `Department` of `putDepartment`. */
  readonly kind: string;
}

/** Whatever has one of these ids; what is gone is not among it. Two kinds may have the same id. */
export async function changeSubjects(database: Database, ids: readonly string[]): Promise<readonly ChangeSubject[]> {
  const { rows } = await database.query<ChangeSubject>(
    `select 'User' as kind, id, name, name_en as "nameEn" from account where id = any($1)
     union all select 'Department', id, name_zh, name_en from department where id = any($1)
     union all select 'Group', id, name, name_en from account_group where id = any($1)
     union all select 'Post', id, name_zh, name_en from post where id = any($1)
     union all select 'Position', p.id, a.name, a.name_en from position p join account a on a.id = p.account_id where p.id = any($1)
     union all select 'Proxy', x.id, a.name, a.name_en from proxy x join account a on a.id = x.principal where x.id = any($1)
     union all select 'Responsibility', id, coalesce(matter, basis), null from responsibility where id = any($1)
     union all select 'Demand', d.id, coalesce(e.name_zh, d.description), e.name_en
       from data_demand d left join data_entry e on e.code = d.code where d.id = any($1)
     union all select 'Grant', g.id, e.name_zh, e.name_en from data_grant g join data_entry e on e.code = g.code where g.id = any($1)
     union all select 'Block', b.id, coalesce(e.name_zh, b.element), e.name_en
       from data_block b left join data_entry e on e.element = b.element and e.copy_of is null and e.until is null where b.id = any($1)`,
    [ids],
  );
  return rows;
}
