/** Which steps make an applicant come in person, over a catalogue of items: what has to change for "nobody has to come" is read from it. */
import type { ServiceItem, Words } from './item.ts';

type ForcedBy = 'visit' | 'original' | 'paper' | 'channel';

interface ForcingItem {
  readonly key: string;
  readonly name: Words;
  readonly department: string;
  readonly why: Words;
  /** Only where this holds. */
  readonly when: string | null;
}

export interface ForcedVisit {
  readonly by: ForcedBy;
  readonly step: Words;
  readonly items: readonly ForcingItem[];
}

interface Cause {
  readonly by: ForcedBy;
  readonly step: Words;
  readonly why: Words;
  readonly when: string | null;
}

const ORIGINAL: Words = { zh: '核对原件', en: 'showing the original' };
const PAPER: Words = { zh: '提交纸质材料', en: 'handing in paper' };
const WINDOW: Words = { zh: '现场申请', en: 'applying in person' };
const WHY_WINDOW: Words = { zh: '只能在窗口或自助终端申请', en: 'can only be applied for at a window or a terminal' };

/** The steps with the items that have them, those with most items first. */
export function forcedVisits(items: readonly ServiceItem[]): readonly ForcedVisit[] {
  const rows = new Map<string, ForcedVisit & { items: ForcingItem[] }>();
  for (const item of items) {
    for (const { by, step, why, when } of causesOf(item)) {
      const id = `${by} ${step.zh}`;
      const row = rows.get(id) ?? { by, step, items: [] };
      rows.set(id, row);
      row.items.push({ key: item.key, name: item.name, department: item.organ.department, why, when });
    }
  }
  return [...rows.values()].sort(
    (a, b) => new Set(b.items.map(keyOf)).size - new Set(a.items.map(keyOf)).size || compare(a.step.zh, b.step.zh),
  );
}

const keyOf = ({ key }: ForcingItem): string => key;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What comes by post or is waived forces nobody to come. */
function causesOf({ visits = [], materials, channels }: ServiceItem): readonly Cause[] {
  const said = visits.map(({ step, why, when = null }): Cause => ({ by: 'visit', step, why, when }));
  const handed = materials.filter(({ source, waiver }) => source !== 'government' && waiver === undefined);
  const originals = handed
    .filter(({ original }) => original === true)
    .map(({ name, appliesWhen = null }): Cause => ({ by: 'original', step: ORIGINAL, why: name, when: appliesWhen }));
  const papers = handed
    .filter(({ original, forms }) => original !== true && !forms.includes('electronic'))
    .map(({ name, appliesWhen = null }): Cause => ({ by: 'paper', step: PAPER, why: name, when: appliesWhen }));
  const isRemote = channels.includes('online') || channels.includes('post');
  const window: readonly Cause[] = isRemote ? [] : [{ by: 'channel', step: WINDOW, why: WHY_WINDOW, when: null }];
  return [...said, ...originals, ...(channels.includes('post') ? [] : papers), ...window];
}
