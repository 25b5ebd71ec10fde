import { type Static, Type } from 'typebox';
import { TASK_VERBS as VERBS } from '../../tasks/verbs.ts';
import { Lamp, TaskRung } from './clocks.ts';
import { operation } from './operation.ts';
import { Problem } from './problem.ts';
import { procedureInput } from './procedure-input.ts';
import { DryRunQuery } from './rehearsal.ts';
import { closed, Id, listQuery, nullable, oneOf, page, Text, Time, VariableMap } from './schema.ts';

export const TASK_VERBS = [...VERBS, 'retrieve', 'open'] as const;
export const TaskVerb = oneOf(TASK_VERBS);
export type TaskVerb = Static<typeof TaskVerb>;

/** Why somebody is a candidate or the assignee. */
export const TaskReason = closed({
  principal: Type.String({ description: 'user:<id> or group:<id>; empty where nobody was found.' }),
  rule: Type.String(),
  params: Type.Unsafe<Readonly<Record<string, string>>>({ type: 'object', additionalProperties: { type: 'string' } }),
  organisationVersion: Type.Integer({ description: 'The organisation the rule was asked of.' }),
  inWords: closed({ zh: Type.String(), en: Type.String() }),
});
export type TaskReason = Static<typeof TaskReason>;

const Words = closed({ zh: Type.String(), en: Type.String() });
const VariableWords = closed({
  ...Words.properties,
  values: Type.Optional(Type.Record(Type.String(), Words, { description: 'What stands for the values of a choice.' })),
});

export const Task = closed({
  id: Id,
  elementId: Type.String(),
  elementInstanceId: Id,
  name: Type.String(),
  instanceId: Id,
  definitionId: Id,
  definitionKey: Type.String(),
  definitionName: Type.String({ description: 'The process of the step, which the case may only have called.' }),
  serviceName: Type.String({
    description: 'What was applied for: the service item, else the process that the case began with.',
  }),
  businessKey: nullable(Type.String()),
  applicant: nullable(Type.String({ description: 'Who began the case.' })),
  variables: nullable(
    Type.Unsafe<Readonly<Record<string, unknown>>>({
      type: 'object',
      additionalProperties: true,
      description: 'What the process of the case declares with tb:inboxVariables; null where it declares nothing.',
    }),
  ),
  variableWords: Type.Record(Type.String(), VariableWords, {
    description: 'What the forms of the case call `variables`; those that no form asks for are missing.',
  }),
  state: Type.String({
    description:
      'Open: offered, claimed, working, delegated, consulting, held, awaitingSupplement, inProcedure, handedOn. Ended: how (approved, rejected, disagreed, abstained, returned, voided:…).',
  }),
  assignee: nullable(Type.String()),
  owner: nullable(Type.String({ description: 'Who remains responsible while somebody else works.' })),
  candidates: closed({ users: Type.Array(Id), groups: Type.Array(Id) }),
  department: nullable(Type.String()),
  assignedByLane: nullable(
    Type.String({ description: 'The lane of the model that says who does it, where the task itself does not.' }),
  ),
  createdAt: Time,
  dueAt: nullable(Time),
  endedAt: nullable(Time),
  endedBy: nullable(Type.String()),
  onBehalfOf: nullable(Type.String({ description: 'Whom `endedBy` acted for as a proxy.' })),
  lamp: nullable(Lamp),
  provisional: Type.Boolean({ description: 'dueAt reaches into a year whose holidays are not published.' }),
  remainingWorkingDays: nullable(
    Type.Integer({
      description:
        'Working days from today to the last day; negative once the limit is passed. Null without a limit, and for ended tasks.',
    }),
  ),
  nextRung: nullable(TaskRung),
  priority: Type.Integer(),
  visit: Type.Integer(),
  formKey: nullable(Type.String()),
  actingFor: nullable(
    Type.String({ description: 'The principal through whom an open task concerns the caller, who is the proxy.' }),
  ),
  allowedActions: Type.Array(Type.String({ description: 'Verbs the caller may use on it now.' })),
  bulkActions: Type.Array(Type.String({ description: 'Those of them that may be used on many tasks at once.' })),
  reasons: Type.Optional(
    Type.Array(TaskReason, { description: 'Why each of its people is one of them, oldest first. Not in lists.' }),
  ),
});
export type Task = Static<typeof Task>;

/** Who may use a verb on the task, and why the caller may not. */
export const WhyNot = closed({
  verb: Type.String(),
  allowed: Type.Boolean({ description: 'Whether the caller may; what the verb needs besides is not looked at.' }),
  problem: Type.Optional(Problem),
  users: Type.Array(Id),
  groups: Type.Array(Id),
  administrators: Type.Boolean(),
  owners: Type.Array(Type.String({ description: 'Owners of the process, by user or group.' })),
  barred: Type.Array(Id, { description: 'Who may not, whatever group they are in.' }),
  waiting: Type.Boolean({
    description:
      'Also who waits for the task: who asked for the case, did a step of it before, or leads those who have it.',
  }),
});
export type WhyNot = Static<typeof WhyNot>;

export const Opinion = closed({
  taskId: Id,
  elementId: Type.String(),
  taskName: Type.String(),
  at: Time,
  by: Type.String(),
  onBehalfOf: Type.Optional(Type.String({ description: 'Whom `by` acted for as a proxy.' })),
  verb: Type.String(),
  text: Type.String(),
  evidence: Type.Optional(
    Type.String({
      description: 'What was on the screen when it was decided: the hash of the form, and that of form and data.',
    }),
  ),
});
export type Opinion = Static<typeof Opinion>;

/** How several people decide the task's visit together, and how far they are. */
export const TaskRound = closed({
  rule: oneOf(['all', 'any', 'ratio', 'weighted', 'lead']),
  order: oneOf(['parallel', 'sequence']),
  share: nullable(Type.String({ description: 'The share that has to agree, exact: "2/3".' })),
  quorum: nullable(Type.String({ description: 'The share that has to answer.' })),
  adHoc: Type.Boolean({ description: 'No rule of the model: who has the task decides and has asked others.' }),
  inWords: Type.String({ description: 'The rule in the language of the request.' }),
  /** How the voters were drawn by lot; null where they were not. */
  draw: nullable(
    closed({
      number: Type.Integer(),
      pool: Type.Array(Type.String()),
      excluded: Type.Array(
        closed({
          person: Type.String(),
          why: oneOf(['conflict-of-interest', 'separation-of-duties', 'department', 'named', 'declared']),
          of: Type.Optional(Type.String({ description: 'The department.' })),
        }),
      ),
      seed: Type.String({
        description: 'In the order of SHA-256 (hexadecimal) of the seed, a space and the person, the first were drawn.',
      }),
    }),
  ),
  seats: Type.Array(
    closed({
      taskId: nullable(Id),
      user: nullable(Type.String()),
      group: nullable(Type.String()),
      weight: Type.Integer(),
      veto: Type.Boolean(),
      lead: Type.Boolean(),
      coordinator: Type.Boolean({ description: 'Has no vote, and decides where the votes do not agree.' }),
      added: nullable(
        closed({ by: Type.String(), kind: oneOf(['before', 'after', 'parallel']), opinionOnly: Type.Boolean() }),
      ),
      state: oneOf(['waiting', 'asked', 'answered', 'removed']),
      vote: nullable(oneOf(['for', 'against', 'abstain'])),
      by: nullable(Type.String()),
      at: nullable(Time),
      allowedActions: Type.Array(
        Type.String({
          description:
            'What the caller may do with it: add-signer (who leads or coordinates the round, into the vote), remove-signer, retrieve.',
        }),
      ),
    }),
  ),
});
export type TaskRound = Static<typeof TaskRound>;

/** What the caller has prepared and not sent yet. Nobody else sees it. */
export const Draft = closed({
  variables: VariableMap,
  comment: Type.String(),
  outcome: nullable(Type.String()),
  revision: Type.Integer(),
  savedAt: Time,
  outdated: Type.Boolean({ description: 'It was made on another version of the form.' }),
});
export type Draft = Static<typeof Draft>;

export const TaskForm = closed({
  task: Task,
  formKey: nullable(Type.String()),
  schema: Type.Unsafe<unknown>({ description: 'form-js JSON; null where the task has no form.' }),
  fields: Type.Array(Type.String(), { description: 'Variables the form may write.' }),
  masked: Type.Array(Type.String(), { description: 'Paths of personal data that the caller sees masked here.' }),
  data: VariableMap,
  doubts: Type.Array(closed({ path: Type.String(), message: Type.String() }), {
    description:
      'What to look at in the data, such as an identity number that is mistyped. None of it hinders anything.',
  }),
  opinions: Type.Array(Opinion, { description: 'What was said and decided so far in the case, oldest first.' }),
  round: nullable(TaskRound),
  evidence: Type.String({
    description:
      'Stands for what is shown: send it with the verb that decides, and it is kept with the decision. A decision on another version of the form is refused with form-outdated.',
  }),
  saved: nullable(Draft),
  returnTargets: Type.Array(
    closed({
      elementId: Type.String(),
      name: Type.String(),
      block: Type.Boolean({ description: 'Branches met in between: `block` chooses between one of them and all.' }),
    }),
    { description: 'Where the task may be returned to, nearest first.' },
  ),
  returnPolicy: closed({
    resubmit: oneOf(['choose', 'again', 'straight']),
    signers: nullable(oneOf(['choose', 'onlyRejecter', 'allSigners'])),
  }),
  jumpTargets: Type.Array(closed({ elementId: Type.String(), name: Type.String() }), {
    description: 'Where its handler may send the case besides the flows (tb:freeFlow).',
  }),
  draft: nullable(Type.String({ description: 'The opinion that was given here before it was taken back.' })),
  retrievable: Type.Boolean({ description: 'The caller has done it and may take it back now.' }),
});
export type TaskForm = Static<typeof TaskForm>;

/** What a verb takes. Which of these a verb admits and needs is judged by the command of that verb. */
const verbInput = {
  variables: Type.Optional(VariableMap),
  outcome: Type.Optional(Text(100)),
  comment: Type.Optional(Text(4000)),
  to: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      description: 'transfer, delegate: the user id. return, jump: the element id.',
    }),
  ),
  users: Type.Optional(
    Type.Array(Id, {
      minItems: 1,
      maxItems: 50,
      uniqueItems: true,
      description: 'add-signer: who is asked as well. copy: who gets it.',
    }),
  ),
  fields: Type.Optional(
    Type.Array(Text(200), {
      maxItems: 50,
      uniqueItems: true,
      description: 'copy: variables that may be read with it.',
    }),
  ),
  visibility: Type.Optional(
    Type.Unsafe<'internal' | 'applicant'>({
      type: 'string',
      enum: ['internal', 'applicant'],
      description: 'comment: whether who asked for the case may read it; internal unless said otherwise.',
    }),
  ),
  evidence: Type.Optional(
    Type.String({
      pattern: '^[0-9a-f]{16}\\.[0-9a-f]{64}$',
      description: 'Of the form on which it was decided, or the draft was made.',
    }),
  ),
  conflict: Type.Optional(
    Type.Boolean({
      description: 'abstain, where the voters were drawn by lot: a conflict of interest; somebody else is drawn.',
    }),
  ),
  resubmit: Type.Optional(
    Type.Union([Type.Literal('again'), Type.Literal('straight')], {
      description: 'return: what happens afterwards; everything between again, or straight back to who returned it.',
    }),
  ),
  signers: Type.Optional(
    Type.Union([Type.Literal('onlyRejecter'), Type.Literal('allSigners')], {
      description: 'return from a round, straight back: who answers again.',
    }),
  ),
  block: Type.Optional(
    Type.Union([Type.Literal('branch'), Type.Literal('whole')], {
      description: 'return after a join: only the branch of the target, or all branches.',
    }),
  ),
  kind: Type.Optional(
    Type.String({
      maxLength: 200,
      description:
        'add-signer: before, after, parallel. start-special-procedure: a kind of the item. issue-document: acceptance, grant, delivery.',
    }),
  ),
  opinionOnly: Type.Optional(
    Type.Boolean({
      description: 'add-signer: heard, but neither counting nor binding. Before a decision unless said otherwise.',
    }),
  ),
  ...procedureInput,
};

export const TaskVerbInput = closed(verbInput);
export type TaskVerbInput = Static<typeof TaskVerbInput>;

/** The task as it is now, and what the action opened. */
export const TaskVerbAnswer = closed({
  ...Task.properties,
  next: Type.Array(Task, { description: 'Tasks that this action opened for the caller.' }),
  request: Type.Optional(Type.String({ description: 'Nothing has moved: a second person must confirm this request.' })),
});
export type TaskVerbAnswer = Static<typeof TaskVerbAnswer>;

export const BulkAnswer = closed({
  results: Type.Array(
    closed({ taskId: Id, ok: Type.Boolean(), task: Type.Optional(Task), problem: Type.Optional(Problem) }),
  ),
});
export type BulkAnswer = Static<typeof BulkAnswer>;

/** What a list of tasks may be narrowed by. In a query `variables[name]=value`, `variables[name][from]=…`, `variables[name][to]=…`. */
const VariableTests = Type.Unsafe<Readonly<Record<string, VariableTest>>>({
  type: 'object',
  maxProperties: 10,
  additionalProperties: {
    anyOf: [
      { type: 'string', maxLength: 200 },
      {
        type: 'object',
        properties: { from: { type: 'string', maxLength: 200 }, to: { type: 'string', maxLength: 200 } },
        additionalProperties: false,
        minProperties: 1,
      },
    ],
  },
  description:
    'By variables that the process declares with tb:inboxVariables: a value, or from/to, both included. Numbers are compared as numbers, all else as texts: `to` 2026-03 admits all of March.',
});

/** A value, or a range with both ends in it. */
type VariableTest = string | { readonly from?: string; readonly to?: string };

export const taskCriteria = {
  instanceId: Type.Optional(Id),
  definitionKey: Type.Optional(Id),
  elementId: Type.Optional(Id),
  department: Type.Optional(Text(200)),
  assignee: Type.Optional(Id),
  businessKey: Type.Optional(Text(200)),
  lamp: Type.Optional(Lamp),
  dueBefore: Type.Optional(Time),
  dueAfter: Type.Optional(Time),
  minPriority: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_000_000_000 })),
  q: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 100,
      description:
        'Found in the task name or its English one, at the start of the business key, in the declared variables, in what was applied for or in the name of the applicant.',
    }),
  ),
  variables: Type.Optional(VariableTests),
};

export const TASK_VIEWS = ['mine', 'claimable', 'delegated', 'done', 'following'] as const;
export const TASK_SORTS = ['dueAt', '-dueAt', 'createdAt', '-createdAt', '-priority', '-endedAt'] as const;

const tag = 'tasks';

export const taskOperations = {
  listTasks: operation({
    method: 'get',
    path: '/tasks',
    tag,
    summary: { en: 'Tasks, the most urgent first', zh: '任务列表（最急的在前）' },
    right: 'task.read',
    query: listQuery({ view: Type.Optional(oneOf(TASK_VIEWS)), ...taskCriteria }, TASK_SORTS),
    answer: { status: 200, schema: page(Task) },
  }),
  getTask: operation({
    method: 'get',
    path: '/tasks/{id}',
    tag,
    summary: { en: 'One task', zh: '任务详情' },
    right: 'task.read',
    answer: { status: 200, schema: Task },
  }),
  getTaskForm: operation({
    method: 'get',
    path: '/tasks/{id}/form',
    tag,
    summary: { en: 'Form, data and opinions so far', zh: '任务表单、数据与意见' },
    right: 'task.read',
    answer: { status: 200, schema: TaskForm },
  }),
  getWhyNot: operation({
    method: 'get',
    path: '/tasks/{id}/why-not',
    tag,
    summary: { en: 'Why the caller may not use a verb on the task, and who may', zh: '为何不能办理：原因与有权人员' },
    right: 'task.read',
    query: closed({ verb: TaskVerb }),
    answer: { status: 200, schema: WhyNot },
  }),
  takeNextTask: operation({
    method: 'post',
    path: '/tasks/take-next',
    tag,
    summary: {
      en: 'Claim the most urgent task that one may claim and that meets the criteria; 204 where there is none',
      zh: '领取下一件：签收符合条件的最急任务，没有则返回 204',
    },
    right: 'inbox.use',
    body: closed(taskCriteria),
    answer: { status: 200, schema: Task },
    orNothing: true,
    example: { definitionKey: 'stall-permit', variables: { district: '滨江' } },
  }),
  actOnTasks: operation({
    method: 'post',
    path: '/tasks/bulk',
    tag,
    summary: { en: 'The same verb on several tasks; each has its own result', zh: '批量办理，逐项给出结果' },
    right: 'task.act',
    body: closed({
      verb: TaskVerb,
      taskIds: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }),
      ...verbInput,
    }),
    answer: { status: 200, schema: BulkAnswer },
    example: { verb: 'claim', taskIds: ['0198…', '0199…'] },
  }),
  actOnTask: operation({
    method: 'post',
    path: '/tasks/{id}/{verb}',
    tag,
    summary: {
      en: `Act on a task: ${TASK_VERBS.join(', ')}`,
      zh: '办理任务：签收、退签、办结、否决、退回、转办、委派、交回、挂起、恢复、备注、暂存、抄送、催办、不同意、弃权、加签、减签、拿回、自由流转、已阅、当场更正、补正告知、收取补正、不予受理、容缺受理、启动与结束特别程序、申请中止、移送、移送返回、不予许可、告知承诺、撤销、出具文书',
    },
    right: 'task.act',
    query: DryRunQuery,
    rehearsable: true,
    body: TaskVerbInput,
    answer: { status: 200, schema: TaskVerbAnswer },
    problems: ['action-not-allowed', 'user-unknown', 'form-outdated', 'urged-too-soon'],
    example: { comment: '材料齐全，同意。', variables: { approved: true } },
  }),
} as const;
