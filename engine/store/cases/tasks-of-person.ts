import type { Database } from '../people/database.ts';

export interface TaskOfPerson {
  readonly id: string;
  readonly name: string;
  readonly definitionId: string;
  readonly elementId: string;
  readonly businessKey: string | null;
  readonly as: 'assignee' | 'owner' | 'candidate';
}

/** Every open task that is assigned to a person, that the person answers for, or may take by name. */
export async function tasksOfPerson(database: Database, person: string): Promise<readonly TaskOfPerson[]> {
  const { rows } = await database.query<TaskOfPerson>(
    `select t.id, t.name, t.definition_id as "definitionId", t.element_id as "elementId", t.business_key as "businessKey",
       case when t.assignee = $1 then 'assignee' when t.owner = $1 then 'owner' else 'candidate' end as "as"
     from task t
     where t.id in (select id from task where assignee = $1 union all select id from task where owner = $1
       union all select id from task where $1 = any(candidate_users))
     order by t.id`,
    [person],
  );
  return rows;
}
