/** Moving a case by hand: what can be asked of an element, and how a plan looks on the diagram. */
import type { ElementInstance } from '@shared/api/types.ts';
import type { DiagramBadge, DiagramMarks } from '@shared/components/diagram.ts';

export const MODIFICATIONS = ['startBefore', 'startAfter', 'cancel'] as const;
export interface Modification {
  readonly type: (typeof MODIFICATIONS)[number];
  readonly elementId: string;
}

type Here = Pick<ElementInstance, 'elementId' | 'state'>;

/** Only what is there can be cancelled. */
export function offeredFor(elementId: string, elements: readonly Here[]): readonly Modification['type'][] {
  if (elementId === '') return [];
  const isHere = elements.some((element) => element.elementId === elementId);
  return MODIFICATIONS.filter((type) => type !== 'cancel' || isHere);
}

const SIGN: Readonly<Record<Modification['type'], string>> = { startBefore: '→|', startAfter: '|→', cancel: '×' };

interface Scene {
  readonly elements: readonly Here[];
  readonly plan: readonly Modification[];
  readonly chosen: string;
}

/** Where the case is, what is chosen, and what is planned. */
export function marksOf({ elements, plan, chosen }: Scene): { marks: DiagramMarks; badges: readonly DiagramBadge[] } {
  const marks: DiagramMarks = {
    ...Object.fromEntries(
      elements.map(({ elementId, state }) => [elementId, state === 'incident' ? 'incident' : 'active'] as const),
    ),
    ...(chosen ? { [chosen]: 'heat-2' } : {}),
  };
  const counts = new Map<string, number>();
  for (const { elementId } of elements) counts.set(elementId, (counts.get(elementId) ?? 0) + 1);
  return {
    marks,
    badges: [
      ...[...counts].map(([elementId, n]): DiagramBadge => ({ elementId, text: String(n), kind: 'info' })),
      ...plan.map(
        ({ type, elementId }): DiagramBadge => ({
          elementId,
          text: SIGN[type],
          kind: type === 'cancel' ? 'bad' : 'warn',
          corner: type === 'startAfter' ? 'bottom-left' : 'top-left',
        }),
      ),
    ],
  };
}
