/** How each material of the item stands in a case, by what the case keeps of notices and promises. */
import type { Proceedings } from '@shared/api/types.ts';

export interface MaterialRow {
  readonly code: string;
  readonly name: string;
  readonly tolerated: boolean;
  readonly held: boolean;
  readonly state: 'missing' | 'defective' | 'received' | 'promised' | null;
  /** Why it was asked for. */
  readonly reason: string;
  /** Until when it was promised. */
  readonly until: string | null;
}

type Told = Pick<Proceedings, 'materials' | 'itemMaterials' | 'notices' | 'promises'>;

/** Of what the model lists, else of what the service item asks for. The last word on each material counts. */
export function materialStates({ materials, itemMaterials, notices, promises }: Told): MaterialRow[] {
  const listed = materials.length > 0 ? materials : itemMaterials.map((one) => ({ ...one, tolerated: one.follows }));
  return listed.map(({ code, name, tolerated, held }) => ({
    code,
    name,
    tolerated,
    held,
    ...(promiseOf(promises, code) ?? noticeOf(notices, code) ?? { state: null, reason: '', until: null }),
  }));
}

type State = Pick<MaterialRow, 'state' | 'reason' | 'until'>;

function promiseOf(promises: Told['promises'], code: string): State | undefined {
  const promise = promises.findLast(({ material }) => material === code);
  if (!promise) return undefined;
  return promise.deliveredAt
    ? { state: 'received', reason: '', until: null }
    : { state: 'promised', reason: '', until: promise.dueAt };
}

function noticeOf(notices: Told['notices'], code: string): State | undefined {
  const notice = notices.findLast(({ materials }) => materials.some(({ material }) => material === code));
  const found = notice?.materials.find(({ material }) => material === code);
  if (!found) return undefined;
  if (notice?.received?.materials.includes(code)) return { state: 'received', reason: '', until: null };
  return { state: found.result === 'defective' ? 'defective' : 'missing', reason: found.reason, until: null };
}
