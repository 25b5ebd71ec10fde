/** Figures of the elements of a process on its diagram. */
import type { DefinitionStatistics } from '@shared/api/types.ts';
import type { DiagramBadge, DiagramMarks } from '@shared/components/diagram.ts';

export type ElementFigures = DefinitionStatistics['elements'][number];
export const LAMPS = ['red', 'yellow', 'green', 'grey'] as const;
export const WAITS = ['timer', 'outside', 'message'] as const;

interface Badge {
  readonly text: string;
  readonly title: string;
}

export const waitingAt = ({ waits }: Pick<ElementFigures, 'waits'>): number =>
  WAITS.reduce((sum, kind) => sum + waits[kind], 0);

/** What a badge means, in words. */
export interface FigureWords {
  readonly here: (n: number) => string;
  readonly failed: (n: number) => string;
  readonly lamps: (figures: ElementFigures) => Badge;
  readonly waits: (figures: ElementFigures) => Badge;
}

const isFailing = ({ incidents }: ElementFigures): boolean => incidents > 0;

export const figureMarks = (elements: readonly ElementFigures[]): DiagramMarks =>
  Object.fromEntries(elements.map((one) => [one.elementId, isFailing(one) ? 'incident' : 'active'] as const));

/** Letters beside the numbers: a colour alone says nothing to who does not see it. */
export function figureBadges(elements: readonly ElementFigures[], words: FigureWords): DiagramBadge[] {
  return elements.flatMap((figures): DiagramBadge[] => {
    const { elementId, active, incidents, overdue } = figures;
    const lamps = words.lamps(figures);
    const waits = words.waits(figures);
    return [
      ...(active > 0 ? [{ elementId, text: String(active), kind: 'info' as const, title: words.here(active) }] : []),
      ...(incidents > 0
        ? [
            {
              elementId,
              text: `! ${incidents}`,
              kind: 'bad' as const,
              corner: 'top-left' as const,
              title: words.failed(incidents),
            },
          ]
        : []),
      ...(lamps.text === ''
        ? []
        : [
            {
              elementId,
              text: lamps.text,
              kind: worstOf(figures, overdue),
              corner: 'bottom-left' as const,
              title: lamps.title,
            },
          ]),
      ...(waitingAt(figures) === 0
        ? []
        : [
            {
              elementId,
              text: waits.text,
              kind: 'idle' as const,
              corner: active > 0 ? ('bottom-right' as const) : ('top-right' as const),
              title: waits.title,
            },
          ]),
    ];
  });
}

function worstOf({ lamps }: ElementFigures, overdue: number): DiagramBadge['kind'] {
  if (overdue > 0 || lamps.red > 0) return 'bad';
  return lamps.yellow > 0 ? 'warn' : 'idle';
}
