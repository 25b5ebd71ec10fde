import { requireDirector } from '../../commands/direct.ts';
import { activitiesFor } from '../../commands/inner-activities.ts';
import { itemNameOf } from '../../commands/item-materials.ts';
import { awaitedFrom } from '../../commands/message-senders.ts';
import { mayWithdraw } from '../../commands/withdraw-instance.ts';
import type { ClockCode, ClockReading } from '../../core/clock-record.ts';
import type { InnerActivity } from '../../core/inner-activities.ts';
import type { InstanceState } from '../../core/state.ts';
import { type Language, refuse } from '../../errors.ts';
import type { Right } from '../../rights/table.ts';
import type { Runtime } from '../../runtime/engine.ts';
import { worstLamp } from '../../sla/lamp.ts';
import { decodeState } from '../../store/codec.ts';
import { loadParts } from '../../store/load-parts.ts';
import { findNames } from '../../store/people/users.ts';
import { incidentsOf } from '../../store/read/incidents.ts';
import { findInstance, type InstanceRow } from '../../store/read/instances.ts';
import type { Incident } from '../contract/incidents.ts';
import type { ProcessInstance } from '../contract/instances.ts';
import { timeText, timeTextOrNull } from '../formats.ts';
import { actorIn, nameIn } from '../names.ts';
import { actorOf, isOfficial, type Principal } from '../principal.ts';
import type { Services } from '../services.ts';
import { requestsOf } from './confirmation.ts';
import { elementViews } from './elements.ts';
import { graphOf, startFormOf } from './graph.ts';
import { incidentViews } from './incident.ts';
import { judging } from './judging.ts';
import { publishedOf } from './published.ts';
import { readerOf } from './reader.ts';
import { serviceNameOf } from './service-name.ts';
import { type CaseShield, caseShield } from './shield.ts';
import type { Viewer } from './viewer.ts';

export interface Seen {
  readonly rows: readonly InstanceRow[];
  /** With the items of large multi-instance activities. */
  readonly whole: boolean;
}

/** Cases as the caller sees them; incidents and names of all of them are read at once. */
export async function instanceViews(
  services: Services,
  viewer: Viewer,
  { rows, whole }: Seen,
): Promise<ProcessInstance[]> {
  const open = rows.filter(({ endedAt }) => endedAt === null).map(({ id }) => id);
  const failed = open.length > 0 ? await incidentsOf(services.database, open) : [];
  const incidents = await incidentViews(services, viewer.language, failed);
  const names = await findNames(
    services.database,
    rows.map(({ initiator }) => initiator),
  );
  const nameOf = (id: string | null): string | null => {
    return id === null ? null : actorIn(viewer.language, names.get(id), id);
  };
  const views: ProcessInstance[] = [];
  for (const row of rows) {
    const state = whole ? await stateOf(services, row) : decodeState(row.state, row.variables);
    const shield = await caseShield(services, viewer.principal, { row, state, variables: row.variables });
    views.push(
      await instanceView(services, viewer, {
        row,
        state,
        shield,
        incidents: incidents.filter(({ instanceId }) => instanceId === row.id).map((one) => shield.anything(one)),
        initiatorName: nameOf(row.initiator),
      }),
    );
  }
  return views;
}

interface Shown {
  readonly row: InstanceRow;
  readonly state: InstanceState;
  readonly shield: CaseShield;
  readonly incidents: readonly Incident[];
  readonly initiatorName: string | null;
}

async function instanceView(
  services: Services,
  viewer: Viewer,
  { row, state, shield, incidents, initiatorName }: Shown,
): Promise<ProcessInstance> {
  const { runtime } = services;
  const { principal } = viewer;
  const { definitions } = runtime;
  const head = definitions.head(row.definitionId);
  const elements =
    row.endedAt === null ? await definitions.withLoaded(() => elementViews(state, definitions, viewer.language)) : [];
  const awaits =
    row.endedAt === null ? await definitions.withLoaded(() => awaitedFrom(actorOf(principal), state, definitions)) : [];
  const activities = row.endedAt === null ? await activitiesOf(runtime, principal, state) : [];
  const { names: published, values } = await publishedOf(runtime, row, state);
  const variables = isOfficial(principal)
    ? row.variables
    : { ...only(row.variables, [...(await startFields(runtime, row)), 'serviceItem']), ...values };
  return {
    id: row.id,
    definitionId: row.definitionId,
    definitionKey: row.definitionKey,
    definitionName: head ? nameIn(viewer.language, head) : row.definitionKey,
    serviceName: serviceNameOf(runtime, viewer.language, {
      definitionId: row.definitionId,
      item: itemNameOf(state),
    }),
    version: head?.version ?? 0,
    businessKey: shield.anything(row.businessKey),
    status: row.status === 'active' && incidents.length > 0 ? 'incident' : row.status,
    closedAs: state.closedAs ?? state.ending ?? null,
    initiator: row.initiator,
    initiatorName,
    variables: shield.variables(variables),
    masked: [...shield.masked],
    dataStates: isOfficial(principal) ? { ...state.elements[state.root]?.dataStates } : {},
    published,
    startedAt: timeText(row.startedAt),
    endedAt: timeTextOrNull(row.endedAt),
    ...limitOf(state),
    elements,
    incidents: [...incidents],
    activities: activities.map((activity) => activityView(activity, viewer.language)),
    requests: isOfficial(principal) ? await requestsOf(services, viewer, { state, row }) : [],
    mayWithdraw: row.endedAt === null && (await mayWithdrawOwn(runtime, judging(runtime, principal), state)),
    mayDirect: row.endedAt === null && (await mayDirect(runtime, judging(runtime, principal), state)),
    awaits: awaits.map((awaited) => ({ ...awaited, since: timeText(awaited.since) })),
  };
}

/** What the clocks of the whole case say, as it is stored. */
export function limitOf({ readings = {} }: InstanceState): Pick<ProcessInstance, 'lamp' | 'dueAt' | 'provisional'> {
  const latest = (code: ClockCode): ClockReading[] =>
    Object.values(readings)
      .filter(({ clock, element }) => clock === code && element === null)
      .sort((a, b) => b.startedAt - a.startedAt)
      .slice(0, 1);
  const ofCase = [...latest('promised'), ...latest('statutory')];
  const lamp = worstLamp(ofCase.map((reading) => reading.lamp));
  const [first] = ofCase;
  return { lamp, dueAt: timeTextOrNull(first?.dueAt ?? null), provisional: first?.provisional ?? false };
}

/** What the caller may begin in ad-hoc sub-processes. */
export function activitiesOf({ definitions }: Runtime, principal: Principal, state: InstanceState) {
  return definitions.withLoaded(() => activitiesFor(actorOf(principal), state, definitions));
}

export const activityView = (
  { scope, node }: InnerActivity,
  language: Language,
): ProcessInstance['activities'][number] => ({
  elementInstanceId: scope,
  elementId: node.id,
  name: nameIn(language, node),
  type: node.type,
});

/** Everything that is true of the case, the items of large multi-instance activities included. */
export async function stateOf({ runtime }: Services, row: InstanceRow): Promise<InstanceState> {
  const state = decodeState(row.state, row.variables);
  if (!state.split || row.endedAt !== null) return state;
  const whole = await loadParts(runtime.pool, new Map([[row.id, 'all']]));
  return whole.get(row.id)?.state ?? state;
}

/** What an applicant has filled in is theirs; what officials wrote down besides is not shown unless the process publishes it. */
async function startFields(runtime: Runtime, row: InstanceRow): Promise<readonly string[]> {
  const { definitions } = runtime;
  const key = startFormOf(await graphOf(runtime, row.definitionId));
  if (key === null) return [];
  const deploymentId = definitions.head(row.definitionId)?.deploymentId ?? '';
  return (await definitions.withLoaded(() => definitions.find(key, deploymentId)))?.fields ?? [];
}

const only = (variables: InstanceRow['variables'], names: readonly string[]): InstanceRow['variables'] =>
  Object.fromEntries(Object.entries(variables).filter(([name]) => names.includes(name)));

/** The case, or 404: whether a case exists that the caller may not see is not told. 403 where it is seen, but the right does not reach it. */
export async function requireInstance(
  services: Services,
  principal: Principal,
  id: string,
  right: Right = 'case.read',
): Promise<InstanceRow> {
  const { database } = services;
  const found = await findInstance(database, await readerOf(services, principal), id);
  if (!found) refuse('not-found', { kind: 'instance', id });
  if (
    right === 'case.read' ||
    (await findInstance(database, await readerOf(services, principal, { cases: right }), id))
  )
    return found;
  return refuse('forbidden', { right, actor: principal.id });
}

/** Whether the table of rights lets the caller operate the case: what owners of the process may is the command's matter. */
export async function operates(services: Services, principal: Principal, id: string): Promise<boolean> {
  const reader = await readerOf(services, principal, { cases: 'case.operate' });
  return (await findInstance(services.database, { ...reader, seesOwn: false }, id)) !== undefined;
}

/** Whether the caller may withdraw as the applicant; officials need a signed request, which is judged when they have one. */
function mayWithdrawOwn(
  { definitions }: Runtime,
  context: ReturnType<typeof judging>,
  state: InstanceState,
): Promise<boolean> {
  return definitions.withLoaded(() => mayWithdraw(state, context).ok);
}

function mayDirect(
  { definitions }: Runtime,
  context: ReturnType<typeof judging>,
  state: InstanceState,
): Promise<boolean> {
  return definitions.withLoaded(() => requireDirector(state, context).ok);
}
