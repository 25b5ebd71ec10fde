/** What the events of `proceedings.ts` change; part of `apply.ts`. */
import type { DomainEvent } from './events.ts';
import type { Draft } from './fork.ts';
import { NO_PROCEEDINGS, type Proceedings } from './proceedings.ts';

type Applier<Type extends DomainEvent['type']> = (
  draft: Draft,
  event: Extract<DomainEvent, { type: Type }>,
  now: number,
) => void;

type ProceedingsEvent =
  | 'milestoneReached'
  | 'acceptanceDeemed'
  | 'documentIssued'
  | 'supplementRequested'
  | 'supplementReceived'
  | 'fieldsCorrected'
  | 'materialsPromised'
  | 'materialsDelivered'
  | 'procedureStarted'
  | 'procedureEnded'
  | 'suspensionBegan'
  | 'suspensionEnded'
  | 'limitExtended'
  | 'handedOn'
  | 'confirmationAsked'
  | 'confirmationAnswered'
  | 'alarmSet'
  | 'alarmCleared';

export const PROCEEDINGS_APPLIERS: { readonly [Type in ProceedingsEvent]: Applier<Type> } = {
  milestoneReached: (draft, _event, now) => change(draft, (kept) => ({ acceptedAt: kept.acceptedAt ?? now })),
  acceptanceDeemed: (draft, { at, basis, document }) =>
    change(draft, () => ({ acceptedAt: at, deemed: { basis, document } })),
  documentIssued: (draft, { document }) => change(draft, ({ documents }) => ({ documents: [...documents, document] })),
  supplementRequested: (draft, { notice }) => change(draft, ({ notices }) => ({ notices: [...notices, notice] })),
  supplementReceived: (draft, { by, materials }, now) =>
    change(draft, ({ notices }) => ({
      notices: notices.map((notice, index) =>
        index === notices.length - 1 ? { ...notice, received: { at: now, by, materials } } : notice,
      ),
    })),
  fieldsCorrected: () => undefined,
  materialsPromised: (draft, { promises }) => change(draft, (kept) => ({ promises: [...kept.promises, ...promises] })),
  materialsDelivered: (draft, { by, materials }, now) =>
    change(draft, ({ promises }) => ({
      promises: promises.map((promise) =>
        materials.includes(promise.material) && !promise.delivered
          ? { ...promise, delivered: { at: now, by } }
          : promise,
      ),
    })),
  procedureStarted: (draft, { procedure }) =>
    change(draft, ({ procedures }) => ({ procedures: [...procedures, procedure] })),
  procedureEnded: (draft, { id, by, result }, now) =>
    change(draft, ({ procedures }) => ({
      procedures: procedures.map((one) => (one.id === id ? { ...one, ended: { at: now, by, result } } : one)),
    })),
  suspensionBegan: (draft, { suspension }) =>
    change(draft, ({ suspensions }) => ({ suspensions: [...suspensions, suspension] })),
  suspensionEnded: (draft, { by }, now) =>
    change(draft, ({ suspensions }) => ({
      suspensions: suspensions.map((one) => (one.ended ? one : { ...one, ended: { at: now, by } })),
    })),
  limitExtended: (draft, { extension }) => change(draft, () => ({ extension })),
  handedOn: (draft, { organ, receivedAt, task }, now) =>
    change(draft, () => ({ handedOn: { organ, at: now, receivedAt, task } })),
  confirmationAsked: (draft, { request }) =>
    change(draft, ({ requests }) => ({ requests: { ...requests, [request.id]: request } })),
  confirmationAnswered: (draft, { request }) =>
    change(draft, ({ requests }) => ({ requests: without(requests, request.id) })),
  alarmSet: (draft, { alarm }) => change(draft, ({ alarms }) => ({ alarms: { ...alarms, [alarm.id]: alarm } })),
  alarmCleared: (draft, { id }) => change(draft, ({ alarms }) => ({ alarms: without(alarms, id) })),
};

function change({ state }: Draft, by: (kept: Proceedings) => Partial<Proceedings>): void {
  const kept = state.proceedings ?? NO_PROCEEDINGS;
  state.proceedings = { ...kept, ...by(kept) };
}

function without<T>(entries: Readonly<Record<string, T>>, id: string): Readonly<Record<string, T>> {
  const { [id]: _gone, ...others } = entries;
  return others;
}
