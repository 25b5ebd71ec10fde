/** What was told, as the caller sees it: with names, and with what he may do about it. */
import type { Notice, NoticeOf, Said } from '../../core/notices.ts';
import { colourOf, SUPERVISION_COLOURS } from '../../core/supervision-colour.ts';
import type { Language } from '../../errors.ts';
import type { FlowNode, ProcessGraph } from '../../model/graph.ts';
import { findNames } from '../../store/people/users.ts';
import type { NoticeRow } from '../../store/read/notices.ts';
import { principalsOf } from '../../store/read/reader.ts';
import type {
  CaseComment,
  CaseLink,
  Consultation,
  Copy,
  Objection,
  Said as SaidView,
  Supervision,
  Urge,
} from '../contract/notices.ts';
import { timeText, timeTextOrNull } from '../formats.ts';
import { actorIn, nameIn } from '../names.ts';
import type { Principal } from '../principal.ts';
import type { Services } from '../services.ts';
import { graphsInside } from './data-words.ts';
import { graphOf } from './graph.ts';
import { objectionActions } from './objection.ts';
import { shieldsOf } from './shield.ts';

export interface Views {
  readonly copy: Copy;
  readonly urge: Urge;
  readonly supervision: Supervision;
  readonly consultation: Consultation;
  readonly comment: CaseComment;
  readonly link: CaseLink;
  readonly objection: Objection;
}

export type ViewedKind = keyof Views;

interface Viewer {
  readonly principal: Principal;
  readonly language: Language;
}

/** What all views of a page are made with. */
interface Setting extends Viewer {
  readonly nameOf: (id: string) => string;
  readonly now: number;
}

/** Rows of one kind. */
export async function noticeViews<Kind extends ViewedKind>(
  services: Services,
  viewer: Viewer,
  rows: readonly NoticeRow[],
): Promise<Views[Kind][]> {
  const names = await findNames(
    services.database,
    rows.flatMap(({ content }) => peopleIn(content)),
  );
  const nameOf = (id: string): string => {
    const found = names.get(id.replace(/^user:/, ''));
    return actorIn(viewer.language, found, id.replace(/^(user|group):/, ''));
  };
  const shieldFor = await shieldsOf(
    services,
    viewer.principal,
    rows.map(({ instanceId }) => instanceId),
  );
  const setting: Setting = { ...viewer, nameOf, now: services.runtime.clock.now() };
  const views: Views[Kind][] = [];
  for (const row of rows) {
    const place = await placeOf(services, viewer.language, row);
    const make = VIEWS[row.content.kind as ViewedKind] as (notice: Notice, setting: Setting) => object;
    const may = await actionsOn(services, viewer.principal, row);
    const view = { ...place, ...baseOf(row.content, setting), ...make(row.content, setting), ...may };
    views.push({ ...shieldFor(row.instanceId).anything(view), ...namesIn(view) } as Views[Kind]);
  }
  return views;
}

/** What names things and people is no text, and stays as it is whatever personal data look like. */
const NAMES = ['id', 'instanceId', 'definitionKey', 'elementId', 'taskId', 'by', 'to', 'other'] as const;

const namesIn = (view: object): object =>
  Object.fromEntries(Object.entries(view).filter(([name]) => NAMES.some((one) => one === name)));

/** What only the case itself can tell. */
async function actionsOn(
  services: Services,
  principal: Principal,
  { instanceId, content }: NoticeRow,
): Promise<{ allowedActions?: string[] }> {
  if (content.kind !== 'objection') return {};
  return { allowedActions: await objectionActions(services, principal, { instanceId, objection: content }) };
}

function peopleIn(notice: Notice): string[] {
  const text = JSON.stringify(notice);
  const speakers = [...text.matchAll(/"by":"((?:[^"\\]|\\.)*)"/g)].map(([, by]) => JSON.parse(`"${by}"`) as string);
  return 'to' in notice ? [...speakers, notice.to.replace(/^user:/, '')] : speakers;
}

/** The step in the process of the case or, where that has none of the id, in one it calls. */
async function nodeInside(services: Services, definitionId: string, elementId: string): Promise<FlowNode | undefined> {
  const own = await graphOf(services.runtime, definitionId);
  const nodeOf = ({ nodes, byId }: ProcessGraph) => nodes[byId.get(elementId) ?? -1];
  return nodeOf(own) ?? (await graphsInside(services, definitionId)).map(nodeOf).find((node) => node !== undefined);
}

async function placeOf(services: Services, language: Language, row: NoticeRow) {
  const { id, instanceId, definitionId, definitionKey, businessKey, elementId, taskId } = row;
  const node = elementId === null ? undefined : await nodeInside(services, definitionId, elementId);
  const head = services.runtime.definitions.head(definitionId);
  return {
    id,
    instanceId,
    definitionKey,
    definitionName: head ? nameIn(language, head) : definitionKey,
    businessKey,
    elementId,
    elementName: (node && nameIn(language, node)) || elementId,
    taskId,
  };
}

const baseOf = ({ by, at }: Notice, { nameOf }: Setting) => ({ by, byName: nameOf(by), at: timeText(at) });

const said = ({ at, by, text }: Said, { nameOf }: Setting): SaidView => ({
  at: timeText(at),
  by,
  byName: nameOf(by),
  text,
});

const saidOrNull = (one: Said | undefined, setting: Setting): SaidView | null => (one ? said(one, setting) : null);

/** The receiver, what is told, and which of the verbs are the caller's. */
function addressed(notice: NoticeOf<'copy' | 'urge' | 'supervision' | 'consultation'>, setting: Setting) {
  const { to, text, readAt = null } = notice;
  return {
    to,
    toName: setting.nameOf(to),
    text,
    readAt: timeTextOrNull(readAt),
    allowedActions: actions(notice, setting),
  };
}

function actions(notice: NoticeOf<'copy' | 'urge' | 'supervision' | 'consultation'>, { principal }: Setting): string[] {
  const mine = principalsOf(principal).includes(notice.to);
  const sent = notice.by === principal.id;
  const isOver = 'closed' in notice && notice.closed !== undefined;
  if (notice.kind === 'copy' && notice.recalledAt !== undefined) return [];
  const said = notice.kind === 'copy' ? notice.opinion : notice.kind === 'consultation' ? undefined : notice.answer;
  const canAnswer = !isOver && said === undefined && (mine || (notice.kind === 'consultation' && sent));
  const canClose = !isOver && sent && (notice.kind === 'supervision' || notice.kind === 'consultation');
  const administers = principal.roles.includes('admin');
  const canRecall = notice.kind === 'copy' && notice.readAt === undefined && (sent || administers);
  return [
    ...(mine && notice.readAt === undefined ? ['read'] : []),
    ...(canAnswer ? ['answer'] : []),
    ...(canRecall ? ['recall'] : []),
    ...(canClose ? ['close'] : []),
  ];
}

const VIEWS: { readonly [Kind in ViewedKind]: (notice: NoticeOf<Kind>, setting: Setting) => object } = {
  copy: (copy, setting) => ({
    ...addressed(copy, setting),
    when: copy.when,
    fields: [...copy.fields],
    opinion: saidOrNull(copy.opinion, setting),
    recalledAt: timeTextOrNull(copy.recalledAt ?? null),
    repeats: copy.repeats ?? 0,
  }),
  urge: (urge, setting) => ({
    ...addressed(urge, setting),
    standing: urge.standing,
    level: urge.level,
    channel: urge.channel,
    rating: urge.rating ?? null,
    card: urge.card ?? null,
    lamp: urge.lamp ?? null,
    clockId: urge.clock ?? null,
    answer: saidOrNull(urge.answer, setting),
  }),
  supervision: (sheet, setting) => ({
    ...addressed(sheet, setting),
    dueAt: timeText(sheet.dueAt),
    colour: SUPERVISION_COLOURS[colourOf(sheet, setting.now)] ?? 'red',
    overdue: (sheet.answer?.at ?? sheet.closed?.at ?? setting.now) > sheet.dueAt,
    answer: saidOrNull(sheet.answer, setting),
    closed: saidOrNull(sheet.closed, setting),
  }),
  consultation: (asked, setting) => ({
    ...addressed(asked, setting),
    thread: asked.thread,
    dueAt: timeTextOrNull(asked.dueAt),
    answers: asked.answers.map((one) => said(one, setting)),
    closed: saidOrNull(asked.closed, setting),
  }),
  comment: ({ by, visibility, versions }, setting) => ({
    allowedActions: by === setting.principal.id ? ['revise'] : [],
    visibility,
    text: versions.at(-1)?.text ?? '',
    versions: versions.map((one) => said(one, setting)),
  }),
  link: ({ relation, other, text, closed }, setting) => ({
    allowedActions: relation === 'master' && !closed ? ['unmerge'] : [],
    relation,
    other,
    text,
    closed: saidOrNull(closed, setting),
  }),
  objection: ({ subject, text, decided }, setting) => ({
    subject,
    text,
    decided: decided ? { ...said(decided, setting), result: decided.result } : null,
  }),
};
