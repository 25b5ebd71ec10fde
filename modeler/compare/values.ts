/** What a value that was chosen is called, as the panel calls it. */
import type { ModdleElement } from '../../engine/model/moddle.ts';
import { GROUPS } from '../properties/groups.ts';

/** Says nothing: what is offered whatever stands there. */
const BLANK = {
  $type: 'bpmn:Activity',
  $attrs: {},
  $descriptor: { properties: [] },
  get: () => undefined,
  $instanceOf: () => false,
} as unknown as ModdleElement;

const LABELS: ReadonlyMap<string, string> = new Map(
  GROUPS.flatMap(({ fields }) =>
    fields.flatMap(({ id, options }) =>
      (options?.(BLANK) ?? [])
        .filter(({ fixed, value }) => fixed && value !== '')
        .map(({ value, label }) => [`${id} ${value}`, `modeler.option.${label}`] as const),
    ),
  ),
);

/** Key of the dictionary; undefined where the value is no choice of the field. */
export const optionLabel = (field: string, value: string): string | undefined => LABELS.get(`${field} ${value}`);
