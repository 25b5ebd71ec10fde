import { type Static, type TProperties, type TSchema, Type } from 'typebox';
import { operation } from './operation.ts';
import { DryRunQuery } from './rehearsal.ts';
import { closed, Id, listQuery, nullable, oneOf, page, Text, Time, VariableMap } from './schema.ts';

export const Said = closed({ at: Time, by: Id, byName: Type.String(), text: Type.String() });
export type Said = Static<typeof Said>;

const base = {
  id: Id,
  instanceId: Id,
  definitionKey: Type.String(),
  definitionName: Type.String(),
  businessKey: nullable(Type.String()),
  elementId: nullable(Type.String()),
  elementName: nullable(Type.String()),
  taskId: nullable(Id),
  by: Type.String({ description: 'Who sent it; `system` for what the model sends.' }),
  byName: Type.String(),
  at: Time,
  allowedActions: Type.Array(Type.String({ description: 'What the caller may do with it: verbs of its resource.' })),
};

const addressed = {
  ...base,
  to: Type.String({ description: '`user:<id>` or `group:<id>`.' }),
  toName: Type.String(),
  text: Type.String(),
  readAt: nullable(Time),
};

export const Copy = closed({
  ...addressed,
  when: oneOf(['entry', 'completion', 'end', 'manual']),
  fields: Type.Array(Type.String(), { description: 'Variables that may be read with it.' }),
  opinion: nullable(Said),
  recalledAt: nullable(Time),
  repeats: Type.Integer({ description: 'How often it would have come again while it lay unread.' }),
});
export type Copy = Static<typeof Copy>;

/** A copy with what it lets its reader see. */
export const CopyDetail = closed({
  ...Copy.properties,
  data: VariableMap,
  caseStatus: Type.String(),
  startedAt: Time,
});
export type CopyDetail = Static<typeof CopyDetail>;

export const Urge = closed({
  ...addressed,
  standing: oneOf(['applicant', 'predecessor', 'lead', 'administrator', 'owner', 'system']),
  level: Type.Integer({ minimum: 1, maximum: 4 }),
  channel: Type.String(),
  rating: nullable(
    Type.String({
      description:
        'The bad rating that waits, instead of a task: level 1 when something of it is due, 2 when it is overdue.',
    }),
  ),
  card: nullable(
    Type.String({
      description:
        'The number of the card that nobody has explained in time, instead of a task: level 1 for its addressee, 2 for those above.',
    }),
  ),
  lamp: nullable(oneOf(['yellow', 'red', 'double-red'])),
  clockId: nullable(Id),
  answer: nullable(Said),
});
export type Urge = Static<typeof Urge>;

export const Supervision = closed({
  ...addressed,
  dueAt: Time,
  colour: oneOf(['blue', 'orange', 'red']),
  overdue: Type.Boolean(),
  answer: nullable(Said),
  closed: nullable(Said),
});
export type Supervision = Static<typeof Supervision>;

export const Consultation = closed({
  ...addressed,
  thread: Id,
  dueAt: nullable(Time),
  answers: Type.Array(Said),
  closed: nullable(Said),
});
export type Consultation = Static<typeof Consultation>;

export const Visibility = oneOf(['internal', 'applicant']);

export const CaseComment = closed({
  ...base,
  visibility: Visibility,
  text: Type.String(),
  versions: Type.Array(Said, { description: 'Oldest first; the last one counts.' }),
});
export type CaseComment = Static<typeof CaseComment>;

export const CaseLink = closed({
  ...base,
  relation: Type.Unsafe<'master' | 'member' | 'origin' | 'part'>({
    type: 'string',
    enum: ['master', 'member', 'origin', 'part'],
    description:
      'What the other case is to this one: its master (this one is answered with it), its member, the one it was split from, or a part of it.',
  }),
  other: Id,
  text: Type.String(),
  closed: nullable(Said),
});
export type CaseLink = Static<typeof CaseLink>;

export const Objection = closed({
  ...base,
  subject: oneOf(['dispatch', 'rating', 'assessment']),
  text: Type.String(),
  decided: nullable(closed({ ...Said.properties, result: oneOf(['upheld', 'dismissed', 'withdrawn']) })),
});
export type Objection = Static<typeof Objection>;

const tag = 'notices';
const Remark = Type.String({ minLength: 1, maxLength: 4000 });
const listed = {
  box: Type.Optional(
    Type.Unsafe<'received' | 'sent'>({
      type: 'string',
      enum: ['received', 'sent'],
      description:
        'Received where nothing is said, unless a case is named: then all of that case that the caller may see.',
    }),
  ),
  instanceId: Type.Optional(Id),
  unread: Type.Optional(Type.Boolean()),
  open: Type.Optional(Type.Boolean({ description: 'Only what waits (true) or what is closed (false).' })),
};

const waiting = Type.Optional(
  Type.Boolean({
    description:
      'True: only what waits for the caller. Urges of people until they are answered, those of the engine until they are read; none of a task that is done.',
  }),
);

interface ListRow<P extends string, S extends TSchema> {
  readonly path: P;
  readonly item: S;
  readonly en: string;
  readonly zh: string;
}

const list = <const P extends string, S extends TSchema>({ path, item, en, zh }: ListRow<P, S>) =>
  operation({
    method: 'get',
    path,
    tag,
    summary: { en, zh },
    right: 'notice.use',
    query: listQuery(listed, ['-at']),
    answer: { status: 200, schema: page(item) },
  });

interface VerbRow<P extends string, S extends TSchema, B extends TProperties> {
  readonly path: P;
  readonly answer: S;
  readonly body: B;
  readonly en: string;
  readonly zh: string;
}

/** A verb on one of them, for whom it concerns. */
const verb = <const P extends string, S extends TSchema, B extends TProperties>(row: VerbRow<P, S, B>) =>
  operation({
    method: 'post',
    path: row.path,
    tag,
    summary: { en: row.en, zh: row.zh },
    right: 'notice.use',
    body: closed(row.body),
    answer: { status: 200, schema: row.answer },
    problems: ['notice-not-yours', 'notice-closed'],
  });

const said = { text: Remark };

export const noticeOperations = {
  listCopies: list({ path: '/copies', item: Copy, en: 'Copies to be read, newest first', zh: '抄送列表（新的在前）' }),
  getCopy: operation({
    method: 'get',
    path: '/copies/{id}',
    tag,
    summary: { en: 'A copy with the data it lets its reader see', zh: '抄送详情及可读数据' },
    right: 'notice.use',
    answer: { status: 200, schema: CopyDetail },
  }),
  readCopy: verb({ path: '/copies/{id}/read', answer: Copy, body: {}, en: 'Receipt of a copy', zh: '抄送已阅' }),
  answerCopy: verb({
    path: '/copies/{id}/answer',
    answer: Copy,
    body: said,
    en: 'Opinion about a copy',
    zh: '填写传阅意见',
  }),
  recallCopy: verb({
    path: '/copies/{id}/recall',
    answer: Copy,
    body: {},
    en: 'Take back a copy that is unread',
    zh: '撤回未读抄送',
  }),
  listUrges: operation({
    method: 'get',
    path: '/urges',
    tag,
    summary: { en: 'Urges, newest first', zh: '催办列表' },
    right: 'notice.use',
    query: listQuery({ ...listed, waiting }, ['-at']),
    answer: { status: 200, schema: page(Urge) },
  }),
  readUrge: verb({ path: '/urges/{id}/read', answer: Urge, body: {}, en: 'Receipt of an urge', zh: '催办已阅' }),
  answerUrge: verb({ path: '/urges/{id}/answer', answer: Urge, body: said, en: 'Answer an urge', zh: '答复催办' }),
  listSupervisions: list({
    path: '/supervisions',
    item: Supervision,
    en: 'Supervision sheets, newest first',
    zh: '督办单列表',
  }),
  readSupervision: verb({
    path: '/supervisions/{id}/read',
    answer: Supervision,
    body: {},
    en: 'Receipt of a supervision sheet',
    zh: '督办单已阅',
  }),
  answerSupervision: verb({
    path: '/supervisions/{id}/answer',
    answer: Supervision,
    body: said,
    en: 'Answer a supervision sheet',
    zh: '答复督办单',
  }),
  closeSupervision: verb({
    path: '/supervisions/{id}/close',
    answer: Supervision,
    body: { text: Type.Optional(Text(4000)) },
    en: 'Close a supervision sheet',
    zh: '督办单销号',
  }),
  listConsultations: list({
    path: '/consultations',
    item: Consultation,
    en: 'Questions, newest first',
    zh: '征求意见列表',
  }),
  readConsultation: verb({
    path: '/consultations/{id}/read',
    answer: Consultation,
    body: {},
    en: 'Receipt of a question',
    zh: '征求意见已阅',
  }),
  answerConsultation: verb({
    path: '/consultations/{id}/answer',
    answer: Consultation,
    body: said,
    en: 'Answer a question, or ask on',
    zh: '答复或追问',
  }),
  closeConsultation: verb({
    path: '/consultations/{id}/close',
    answer: Consultation,
    body: { text: Type.Optional(Text(4000)) },
    en: 'Close a question',
    zh: '结束征求意见',
  }),
  listObjections: list({ path: '/objections', item: Objection, en: 'Objections, newest first', zh: '异议申诉列表' }),
  decideObjection: operation({
    method: 'post',
    path: '/objections/{id}/decide',
    tag,
    summary: {
      en: 'Uphold or dismiss an objection (who leads there or manages the case, and has no part in it), or withdraw it (who raised it)',
      zh: '裁定异议（与本件无关的上级或管理者）或撤回异议（提出人）',
    },
    right: 'notice.use',
    body: closed({ result: oneOf(['upheld', 'dismissed', 'withdrawn']), text: Type.Optional(Text(4000)) }),
    answer: { status: 200, schema: Objection },
    problems: ['objection-own', 'notice-closed'],
  }),
  reviseComment: operation({
    method: 'post',
    path: '/comments/{id}/revise',
    tag,
    summary: { en: 'A new version of a comment of one’s own', zh: '修改本人的意见（保留旧版）' },
    right: 'notice.use',
    body: closed(said),
    answer: { status: 200, schema: CaseComment },
    problems: ['notice-not-yours'],
  }),
  listComments: operation({
    method: 'get',
    path: '/process-instances/{id}/comments',
    tag,
    summary: {
      en: 'Comments on a case, newest first; applicants see those meant for them',
      zh: '办件意见（申请人只见对其公开的）',
    },
    right: 'notice.use',
    query: listQuery({}, ['-at']),
    answer: { status: 200, schema: page(CaseComment) },
  }),
  createComment: operation({
    method: 'post',
    path: '/process-instances/{id}/comments',
    tag,
    summary: { en: 'Comment on a case, also after its end', zh: '填写办件意见（办结后也可）' },
    right: 'notice.use',
    body: closed({ text: Remark, visibility: Type.Optional(Visibility) }),
    answer: { status: 201, schema: CaseComment },
  }),
  listLinks: operation({
    method: 'get',
    path: '/process-instances/{id}/links',
    tag,
    summary: { en: 'Cases it was merged with or split from', zh: '并案与拆分关联' },
    right: 'case.details',
    query: listQuery({}, ['-at']),
    answer: { status: 200, schema: page(CaseLink) },
  }),
  urgeProcessInstance: operation({
    method: 'post',
    path: '/process-instances/{id}/urge',
    tag,
    summary: {
      en: 'Urge whoever has open work in the case; an applicant every four hours',
      zh: '催办办件（申请人每四小时一次）',
    },
    right: 'notice.use',
    body: closed({ comment: Type.Optional(Text(4000)) }),
    answer: { status: 200, schema: closed({ urged: Type.Integer({ minimum: 1 }) }) },
    problems: ['urged-too-soon', 'nothing-to-urge'],
  }),
  superviseProcessInstance: operation({
    method: 'post',
    path: '/process-instances/{id}/supervise',
    tag,
    summary: { en: 'Open a supervision sheet with a limit of its own', zh: '下发督办单' },
    right: 'case.direct',
    body: closed({ to: Id, text: Remark, dueAt: Time, taskId: Type.Optional(Id) }),
    answer: { status: 201, schema: Supervision },
    problems: ['user-unknown'],
  }),
  consultProcessInstance: operation({
    method: 'post',
    path: '/process-instances/{id}/consult',
    tag,
    summary: { en: 'Ask officials a question without giving them a task', zh: '征求意见（不产生任务）' },
    right: 'case.direct',
    body: closed({
      users: Type.Array(Id, { minItems: 1, maxItems: 50, uniqueItems: true }),
      text: Remark,
      dueAt: Type.Optional(Time),
      taskId: Type.Optional(Id),
    }),
    answer: { status: 201, schema: closed({ items: Type.Array(Consultation) }) },
    problems: ['user-unknown'],
  }),
  objectToProcessInstance: operation({
    method: 'post',
    path: '/process-instances/{id}/object',
    tag,
    summary: {
      en: 'Object to a dispatch, a rating or an assessment; meanwhile the case does not count in assessments',
      zh: '对派发、评价或考核提出异议（期间不计入考核）',
    },
    right: 'notice.use',
    body: closed({
      subject: oneOf(['dispatch', 'rating', 'assessment']),
      text: Remark,
      taskId: Type.Optional(Id),
    }),
    answer: { status: 201, schema: Objection },
  }),
  mergeProcessInstance: operation({
    method: 'post',
    path: '/process-instances/{id}/merge',
    tag,
    summary: { en: 'Have the case answered with another one', zh: '并案：并入另一办件' },
    right: 'case.direct',
    query: DryRunQuery,
    rehearsable: true,
    body: closed({ into: Id, text: Type.Optional(Text(4000)) }),
    answer: { status: 200, schema: CaseLink },
    problems: ['case-merged', 'case-link-invalid'],
  }),
  unmergeProcessInstance: operation({
    method: 'post',
    path: '/process-instances/{id}/unmerge',
    tag,
    summary: { en: 'Let a merged case go on by itself', zh: '解除并案' },
    right: 'case.direct',
    body: closed({ text: Type.Optional(Text(4000)) }),
    answer: { status: 200, schema: CaseLink },
    problems: ['case-link-invalid'],
  }),
  splitProcessInstance: operation({
    method: 'post',
    path: '/process-instances/{id}/split',
    tag,
    summary: { en: 'Open a case for each matter of one call', zh: '拆分：按事项分别立案' },
    right: 'case.direct',
    body: closed({
      parts: Type.Array(
        closed({
          definitionKey: Id,
          businessKey: Type.Optional(nullable(Type.String({ minLength: 1, maxLength: 200 }))),
          variables: Type.Optional(VariableMap),
          carry: Type.Optional(
            Type.Boolean({
              description:
                'With what this case knows of what the other process asks for at its start, also of what the caller sees masked; files stay. `variables` go before.',
            }),
          ),
          text: Type.Optional(Text(4000)),
        }),
        { minItems: 1, maxItems: 20 },
      ),
    }),
    answer: { status: 201, schema: closed({ items: Type.Array(CaseLink) }) },
    problems: ['case-merged'],
  }),
} as const;
