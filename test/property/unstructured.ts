/** Random drawings without any structure: gateways and tasks joined by whatever flows. */
import fc from 'fast-check';
import { flowIf } from '../support/bpmn.ts';
import { FLAGS } from './blocks.ts';

const KINDS = ['userTask', 'userTask', 'task', 'exclusiveGateway', 'parallelGateway', 'inclusiveGateway'] as const;

interface Drawn {
  readonly kind: (typeof KINDS)[number];
  /** Where its flows go, as distances; the first is its default. */
  readonly targets: readonly number[];
  readonly flags: readonly string[];
}

export type Drawing = readonly Drawn[];

export const drawing: fc.Arbitrary<Drawing> = fc.array(
  fc.record({
    kind: fc.constantFrom(...KINDS),
    targets: fc.uniqueArray(fc.nat({ max: 20 }), { minLength: 1, maxLength: 3 }),
    flags: fc.tuple(fc.constantFrom(...FLAGS), fc.constantFrom(...FLAGS), fc.constantFrom(...FLAGS)),
  }),
  { minLength: 2, maxLength: 9 },
);

/** Node i also flows to node i + 1, so that all can be reached; the last one flows to the end. */
export function renderDrawing(nodes: Drawing): string {
  return [
    '<startEvent id="start"/><endEvent id="end"/><sequenceFlow id="start_n0" sourceRef="start" targetRef="n0"/>',
    ...nodes.map((node, index) => renderNode(nodes, node, index)),
  ].join('\n');
}

function renderNode(nodes: Drawing, { kind, targets, flags }: Drawn, index: number): string {
  const id = `n${index}`;
  const next = index + 1 < nodes.length ? `n${index + 1}` : 'end';
  const others = targets
    .map((target) => `n${target % nodes.length}`)
    .filter((target) => target !== next && target !== id);
  const decides = kind !== 'parallelGateway' && kind !== 'task' && others.length > 0;
  const flows = [...new Set(others)].map((target, at) =>
    decides ? flowIf(id, target, flags[at] ?? 'f0') : plain(id, target),
  );
  return `<${kind} id="${id}" ${decides ? `default="${id}_${next}"` : ''}/>${plain(id, next)}${flows.join('')}`;
}

function plain(source: string, target: string): string {
  return `<sequenceFlow id="${source}_${target}" sourceRef="${source}" targetRef="${target}"/>`;
}
