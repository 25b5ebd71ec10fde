import type { Database } from '../people/database.ts';

export interface OpinionRow {
  readonly taskId: string;
  /** The process the step is of: the case's own, or one it called. */
  readonly definitionId: string;
  readonly elementId: string;
  readonly taskName: string;
  readonly at: number;
  readonly by: string;
  readonly onBehalfOf?: string;
  readonly verb: string;
  readonly text: string;
  readonly evidence?: string;
}

interface EndedTask {
  readonly id: string;
  readonly definition_id: string;
  readonly element_id: string;
  readonly name: string;
  readonly ended_at: number;
  readonly ended_by: string | null;
  readonly on_behalf_of: string | null;
  readonly verb: string;
  readonly comments: readonly {
    at: number;
    by: string;
    onBehalfOf?: string;
    verb: string;
    text: string;
    evidence?: string;
  }[];
}

/** What was said and decided in a case so far, oldest first: remarks, and decisions made without a word. */
export async function readOpinions(database: Database, instanceId: string): Promise<readonly OpinionRow[]> {
  const { rows } = await database.query<EndedTask>(
    `select id, definition_id, element_id, name, ended_at, ended_by, on_behalf_of, verb, comments from task_history
     where instance_id = $1 order by ended_at, id limit 1000`,
    [instanceId],
  );
  return rows.flatMap(opinionsOf).sort((a, b) => a.at - b.at);
}

function opinionsOf(task: EndedTask): OpinionRow[] {
  const { id: taskId, definition_id: definitionId, element_id: elementId, name: taskName } = task;
  const place = { taskId, definitionId, elementId, taskName };
  const said = task.comments.map(({ at, by, onBehalfOf, verb, text, evidence }) => ({
    ...place,
    at,
    by,
    ...(onBehalfOf && { onBehalfOf }),
    verb,
    text,
    ...(evidence && { evidence }),
  }));
  const decided = said.some(({ verb, at }) => verb === task.verb && at === task.ended_at);
  if (decided || task.ended_by === null) return said;
  const { ended_by: by, on_behalf_of: principal } = task;
  return [
    ...said,
    { ...place, at: task.ended_at, by, ...(principal && { onBehalfOf: principal }), verb: task.verb, text: '' },
  ];
}
