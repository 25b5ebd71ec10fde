import { returnTargets } from '../../../commands/return-targets.ts';
import { splitBetween } from '../../../commands/whole-block.ts';
import { visibleVariables } from '../../../core/query.ts';
import type { InstanceState, Variables } from '../../../core/state.ts';
import { describeField, type Language } from '../../../errors.ts';
import type { Form } from '../../../forms/form.ts';
import { shownSchema } from '../../../forms/narrow.ts';
import type { FieldRule, ProcessGraph } from '../../../model/graph.ts';
import { type OpinionRow, readOpinions } from '../../../store/read/opinions.ts';
import type { TaskRow } from '../../../store/read/tasks.ts';
import type { Opinion, TaskForm } from '../../contract/tasks.ts';
import { evidenceOf } from '../../evidence.ts';
import { timeText } from '../../formats.ts';
import { nameIn } from '../../names.ts';
import { isOfficial } from '../../principal.ts';
import type { Handler } from '../../route.ts';
import type { Services } from '../../services.ts';
import { findAnyInstance } from '../../views/any-instance.ts';
import { backwardsView } from '../../views/backwards.ts';
import { graphOf } from '../../views/graph.ts';
import { stateOf } from '../../views/instance.ts';
import { roundView } from '../../views/round.ts';
import { caseShield, drop } from '../../views/shield.ts';
import { requireTask, taskWithReasons } from '../../views/task.ts';
import { formAtTask } from '../../views/task-form.ts';
import { draftView } from './draft.ts';

/** Applicants see the data of the form; officials see what is visible at the task. Whoever does it sees personal data that its form shows. */
export const getTaskForm: Handler<'getTaskForm'> = async ({ params, principal, language }, services) => {
  const row = await requireTask(services, principal, params.id);
  const { definitions } = services.runtime;
  const instance = await findAnyInstance(services.database, row.instanceId);
  const state = await stateOf(services, instance);
  const { form, rules } = await formAtTask(services, { row, state });
  const holds = row.endedAt === null && (row.assignee === principal.id || row.owner === principal.id);
  const needed = holds && form ? [...form.masks.keys()] : [];
  const shield = await caseShield(services, principal, { row: instance, state, variables: instance.variables, needed });
  const graph = await graphOf(services.runtime, row.definitionId);
  const hidden = rules.filter(({ right }) => right === 'hidden').map(({ name }) => name);
  const targets = await definitions.withLoaded(() => returnTargets(state, row.id, definitions));
  const all = hidden.reduce<Variables>(
    (rest, path) => drop(rest, path.split('.')) as Variables,
    shield.variables(dataAt(state, row)),
  );
  const data = isOfficial(principal) ? all : only(all, form?.fields ?? []);
  const schema = form?.schema ?? null;
  const past = await readOpinions(services.database, row.instanceId);
  return {
    task: await taskWithReasons(services, principal, row),
    formKey: row.formKey,
    schema: form ? shownSchema(form, [...rules, ...maskedRules(form, shield.masked)]) : null,
    fields: [...(form?.fields ?? [])],
    masked: [...shield.masked],
    data,
    doubts: doubtsOf(form, dataAt(state, row), language),
    opinions: shield.anything(await opinions(services, { past, state, row, language })),
    round: await definitions.withLoaded(() => roundView({ state, row, definitions }, { principal, language })),
    evidence: evidenceOf({ definitionId: row.definitionId, formKey: row.formKey, schema, data }),
    saved: await draftView(services, principal, row),
    returnTargets: targets.map(({ node }) => ({
      elementId: node.id,
      name: nameIn(language, node),
      block: splitBetween(graph, node.index, graph.byId.get(row.elementId) ?? -1) !== undefined,
    })),
    ...(await backwardsView(services, principal, { state, row })),
  };
};

/** What is masked cannot be entered: the mask would take the place of the value. */
const maskedRules = (form: Form, masked: readonly string[]): FieldRule[] =>
  masked.filter((path) => form.has(path)).map((name) => ({ name, right: 'read' as const }));

/** Of an ended task the case's own variables are left. */
function dataAt(state: InstanceState, { elementInstanceId }: TaskRow): Variables {
  return visibleVariables(state, state.elements[elementInstanceId] ? elementInstanceId : state.root);
}

function doubtsOf(form: Form | undefined, data: Variables, language: Language): TaskForm['doubts'] {
  const doubts = form?.doubts(only(data, form.fields)) ?? [];
  return doubts.map((doubt) => ({ path: doubt.path, message: describeField(doubt, language) }));
}

const only = (data: Variables, names: readonly string[]): Variables =>
  Object.fromEntries(Object.entries(data).filter(([name]) => names.includes(name)));

interface Trail {
  readonly past: readonly OpinionRow[];
  readonly state: InstanceState;
  readonly row: TaskRow;
  readonly language: Language;
}

/** With what words whoever has the task was added to it, while who added them has not decided: that task is another's, and not in the past yet. */
function askedWith(state: InstanceState, id: string) {
  const task = state.tasks[id];
  const seats = (task && state.elements[task.element]?.round?.seats) ?? [];
  const own = seats.find((seat) => seat.task === id);
  const asker = own?.added && state.tasks[seats.find((seat) => seat.id === own.added?.to)?.task ?? ''];
  const user = own?.user ?? '';
  return (asker?.comments ?? [])
    .filter(({ verb, text }) => verb === 'add-signer' && (text.split(': ')[0] ?? '').split(', ').includes(user))
    .map((comment) => ({ ...comment, taskId: asker?.id ?? id }));
}

/** Steps that have no English name are called as they were then. */
async function opinions({ runtime }: Services, { past, state, row, language }: Trail): Promise<Opinion[]> {
  const { id: taskId, definitionId, elementId, name: taskName } = row;
  const here = { definitionId, elementId, taskName };
  const current = (state.tasks[row.id]?.comments ?? []).map((comment) => ({ ...here, taskId, ...comment }));
  const asked = askedWith(state, row.id).map((comment) => ({ ...here, ...comment }));
  const all = [...past, ...asked, ...current].sort((a, b) => a.at - b.at);
  const graphs = new Map<string, ProcessGraph>();
  if (language === 'en')
    for (const { definitionId: id } of all)
      if (runtime.definitions.head(id)) graphs.set(id, graphs.get(id) ?? (await graphOf(runtime, id)));
  return all.map(({ definitionId: id, at, ...rest }) => {
    const graph = graphs.get(id);
    const english = graph?.nodes[graph.byId.get(rest.elementId) ?? -1]?.nameEn;
    return { ...rest, taskName: english ?? rest.taskName, at: timeText(at) };
  });
}
