import type { ModdleElement } from '../../engine/model/moddle.ts';
import { walk } from '../../engine/model/walk.ts';

/** What of a file is not to be seen in its drawing. It stays in the file. */
export interface Shown {
  /** Names of elements without a shape, or ids where they have none. */
  readonly missing: readonly string[];
  /** What the editor could not read, in its words. */
  readonly warnings: readonly string[];
}

const DRAWN = [
  'bpmn:FlowNode',
  'bpmn:SequenceFlow',
  'bpmn:DataObjectReference',
  'bpmn:DataStoreReference',
  'bpmn:Artifact',
  'bpmn:Participant',
  'bpmn:MessageFlow',
  'bpmn:ConversationNode',
];

interface Import {
  readonly drawnIds: ReadonlySet<string>;
  /** As the editor gives them: errors with a message, whatever its types say. */
  readonly warnings: readonly unknown[];
}

export function undrawn(definitions: ModdleElement, { drawnIds, warnings }: Import): Shown {
  const elsewhere = shownElsewhere(definitions);
  const missing: string[] = [];
  for (const element of walk(definitions)) {
    if (!element.id || drawnIds.has(element.id) || elsewhere.has(element.id)) continue;
    if (DRAWN.some((type) => element.$instanceOf(type))) missing.push(String(element.get('name') || element.id));
  }
  return { missing, warnings: warnings.map(messageOf) };
}

/** What another diagram of the file draws is not missing. */
function shownElsewhere(definitions: ModdleElement): ReadonlySet<string> {
  const diagrams = definitions.get('diagrams') as readonly ModdleElement[] | undefined;
  const planes = (diagrams ?? []).slice(1).map((diagram) => diagram.get('plane') as ModdleElement | undefined);
  const shapes = planes.flatMap((plane) => (plane?.get('planeElement') as readonly ModdleElement[] | undefined) ?? []);
  return new Set(shapes.flatMap((shape) => (shape.get('bpmnElement') as ModdleElement | undefined)?.id ?? []));
}

const messageOf = (warning: unknown): string =>
  String((warning as { readonly message?: string }).message ?? warning).split('\n')[0] ?? '';
