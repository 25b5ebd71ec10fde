import type { Guidance, GuidedMaterial } from './guide.ts';
import type { Answers, ServiceItem, Words } from './item.ts';

/** What a case keeps of the item it was applied for: the version then, what was answered, and which materials follow from it. */
export interface AppliedFor {
  readonly key: string;
  readonly version: number;
  readonly code: string;
  readonly name: Words;
  /** Who answers for it 主办部门. */
  readonly department: string;
  /** What the item and its conditions rest on, each once: what a decision may name. */
  readonly legalBasis: readonly Words[];
  readonly answers: Answers;
  readonly channel: 'window' | 'online';
  readonly materials: readonly {
    readonly code: string;
    readonly name: Words;
    readonly required: boolean;
    readonly how: GuidedMaterial['how'];
  }[];
}

export interface Applying extends Pick<AppliedFor, 'answers' | 'channel'> {
  readonly guidance: Pick<Guidance, 'materials'>;
  /** Topics of what departments may not be asked: it is brought. */
  readonly refused?: ReadonlySet<string>;
}

export function appliedFor(
  item: ServiceItem,
  { answers, channel, guidance, refused = new Set() }: Applying,
): AppliedFor {
  const { key, version, code, name, organ } = item;
  return {
    ...{ key, version, code, name, department: organ.department, legalBasis: basesOf(item), answers, channel },
    materials: guidance.materials.map(({ material, how }) => ({
      ...{ code: material.code, name: material.name, required: material.required },
      how: how === 'held' && refused.has(material.waiver?.topic ?? '') ? 'bring' : how,
    })),
  };
}

function basesOf({ legalBasis = [], conditions = [] }: ServiceItem): readonly Words[] {
  const named = [...legalBasis, ...conditions.flatMap((condition) => condition.legalBasis ?? [])];
  return [...new Map(named.map((basis) => [basis.zh, basis])).values()];
}
