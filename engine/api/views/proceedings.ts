/** What is kept of a case by the law of procedure, as the caller sees it. */

import { rootDefinition } from '../../commands/case.ts';
import { deliverableBy, mayExtend, maySupplement, mayUrge } from '../../commands/case-actions.ts';
import { conductOf } from '../../commands/conduct.ts';
import { listedMaterials } from '../../commands/item-materials.ts';
import { proceedingsOf } from '../../commands/proceedings.ts';
import { requireManager } from '../../commands/rights.ts';
import { mayWithdraw } from '../../commands/withdraw-instance.ts';
import type { ClockRecord } from '../../core/clock-record.ts';
import { visibleScope } from '../../core/query.ts';
import type { InstanceState } from '../../core/state.ts';
import type { Language } from '../../errors.ts';
import { basisIn, basisInOrNull } from '../../law/basis.ts';
import type { ConductSpec, MaterialSpec } from '../../model/conduct.ts';
import type { InstanceRow } from '../../store/read/instances.ts';
import type { Proceedings } from '../contract/proceedings.ts';
import { timeText, timeTextOrNull } from '../formats.ts';
import { nameIn } from '../names.ts';
import { actorOf, isOfficial } from '../principal.ts';
import type { Services } from '../services.ts';
import { basesOf } from './graph.ts';
import { operates, stateOf } from './instance.ts';
import { itemMaterialsView } from './item-materials.ts';
import { judging } from './judging.ts';
import { type NameOf, nameOfAll } from './people.ts';
import type { Viewer } from './viewer.ts';

/** Asked is whether there may be a request at all; which one it is comes with it. */
const SIGNED = '-';

export async function proceedingsView(services: Services, viewer: Viewer, row: InstanceRow): Promise<Proceedings> {
  const state = await stateOf(services, row);
  const { definitions } = services.runtime;
  const actor = actorOf(viewer.principal);
  const bases = await basesOf(services.runtime, state);
  const [conduct, listed] = await definitions.withLoaded(() => [
    conductOf(state, { definitions }),
    listedMaterials(state, { definitions }),
  ]);
  const said: Said = { language: viewer.language, bases, listed };
  const now = services.runtime.clock.now();
  const open = row.endedAt === null;
  const kept = proceedingsOf(state);
  const official = isOfficial(viewer.principal);
  const clocks = official ? (state.clocks ?? []) : [];
  const nameOf = await nameOfAll(
    services,
    viewer.language,
    clocks.map(({ by }) => by),
  );
  const context = judging(services.runtime, viewer.principal);
  const operator = { ...actor, operates: await operates(services, viewer.principal, row.id) };
  const [operating, withdrawing, urging] = await definitions.withLoaded(() => {
    const manages = requireManager(operator, rootDefinition(state, context).graph).ok;
    return [manages, mayWithdraw(state, context, SIGNED).ok, mayUrge(state, context, manages)];
  });
  const awaitsSupplement = open && maySupplement(state, actor);
  return {
    result: state.closedAs ?? null,
    acceptedAt: timeTextOrNull(kept.acceptedAt ?? null),
    deemed: kept.deemed ? { ...kept.deemed, basis: basisIn(viewer.language, kept.deemed.basis, bases) } : null,
    ...told(state, conduct, said),
    awaitsSupplement,
    clocks: clocks.map((record) => clockView(record, { ...said, nameOf })),
    materials: conduct.materials.map(({ code, tolerated, held, ...names }) => ({
      ...{ code, tolerated, name: nameIn(viewer.language, names) },
      held: isHeld(held, state, now),
    })),
    itemMaterials: itemMaterialsView(state, viewer.language),
    specialProcedures: conduct.specialProcedures.map(({ kind, ...names }) => ({
      kind,
      name: nameIn(viewer.language, names),
    })),
    suspensionReasons: official
      ? conduct.suspensionReasons.map(({ code, basis, ...names }) => ({
          ...{ code, name: nameIn(viewer.language, names) },
          basis: basisInOrNull(viewer.language, basis, bases),
        }))
      : [],
    allowedActions: open
      ? [
          ...(official && mayExtend(state, actor, conduct) ? (['extend'] as const) : []),
          ...(actor.roles.includes('admin') ? (['void'] as const) : []),
          ...(deliverableBy(state, actor) ? (['deliver'] as const) : []),
          ...(awaitsSupplement ? (['supplement'] as const) : []),
          ...(operating ? (['operate'] as const) : []),
          ...(withdrawing ? (['withdraw'] as const) : []),
          ...(urging ? (['urge'] as const) : []),
        ]
      : actor.roles.includes('admin')
        ? ['reopen' as const]
        : [],
  };
}

/** Where the rule cannot be answered with the data there is, nothing is taken for granted. */
function isHeld(held: MaterialSpec['held'], state: InstanceState, now: number): boolean {
  const outcome = held?.evaluate(visibleScope(state, state.root), { now });
  return outcome?.ok === true && outcome.value === true;
}

type Told = Pick<
  Proceedings,
  'notices' | 'promises' | 'procedures' | 'suspensions' | 'extension' | 'reopenings' | 'handedOn'
>;

/** In which language, what the models say of their articles in it, and which materials are listed. */
interface Said {
  readonly language: Language;
  readonly bases: ReadonlyMap<string, string>;
  readonly listed: ReturnType<typeof listedMaterials>;
}

/** What the applicant has been told, too. */
function told(state: InstanceState, conduct: ConductSpec, { language, bases, listed }: Said): Told {
  const { notices, promises, procedures, suspensions, extension, reopenings = [], handedOn } = proceedingsOf(state);
  const entryIn = (found: Parameters<typeof nameIn>[1] | undefined) => found && nameIn(language, found);
  // What was written down then is what stands; the model only says it in the other language.
  const materialIn = ({ material, name }: { readonly material: string; readonly name: string }): string => {
    const known = listed.find(({ code }) => code === material);
    return nameIn(language, {
      name,
      ...(known?.name === name && known.nameEn !== undefined && { nameEn: known.nameEn }),
    });
  };
  return {
    notices: notices.map(({ document, at, materials, received }) => ({
      document,
      at: timeText(at),
      materials: materials.map((material) => ({ ...material, name: materialIn(material) })),
      received: received ? { at: timeText(received.at), materials: [...received.materials] } : null,
    })),
    promises: promises.map(({ material, name, dueAt, delivered }) => ({
      material,
      name: materialIn({ material, name }),
      dueAt: timeText(dueAt),
      deliveredAt: timeTextOrNull(delivered?.at ?? null),
    })),
    procedures: procedures.map(({ kind, days, at, ended }) => ({
      kind,
      name: entryIn(conduct.specialProcedures.find((one) => one.kind === kind)) ?? kind,
      days,
      at: timeText(at),
      endedAt: timeTextOrNull(ended?.at ?? null),
    })),
    suspensions: suspensions.map(({ at, reason, basis, until, ended }) => ({
      at: timeText(at),
      reason,
      name: entryIn(conduct.suspensionReasons.find(({ code }) => code === reason)) ?? reason,
      basis: basisInOrNull(language, basis, bases),
      until: timeTextOrNull(until),
      endedAt: timeTextOrNull(ended?.at ?? null),
    })),
    extension: extension
      ? { at: timeText(extension.at), days: extension.days, reason: extension.reason, document: extension.document }
      : null,
    reopenings: reopenings.map(({ at, ground, order, reason, elementId, ended, mark, documents }) => ({
      at: timeText(at),
      ground,
      order,
      reason,
      elementId,
      endedAt: timeText(ended.at),
      result: ended.result,
      mark,
      documents: [...documents],
    })),
    handedOn: handedOn
      ? { organ: handedOn.organ, at: timeText(handedOn.at), receivedAt: timeText(handedOn.receivedAt) }
      : null,
  };
}

function clockView(
  record: ClockRecord,
  { nameOf, language, bases }: Said & { readonly nameOf: NameOf },
): Proceedings['clocks'][number] {
  const { clock, effect, at, amount, reason, basis, document, verb, by } = record;
  return {
    clock,
    effect,
    at: timeText(at),
    amount: amount ? { ...amount } : null,
    reason,
    basis: basisInOrNull(language, basis, bases),
    document: document ?? null,
    verb,
    by: by === null ? null : nameOf(by),
  };
}
