import type { NodeDraft } from '../compile/draft.ts';
import { textOf } from '../moddle.ts';
import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** A gateway has somewhere to go, and as many flows as its gatewayDirection says (BPMN 2.0.2 Table 8.46). */
export const gatewayDirection: Rule = {
  id: 'gateway-direction',
  check({ drafts, report }) {
    for (const node of drafts.flatMap(({ nodes }) => nodes)) {
      if (!node.type.endsWith('Gateway')) continue;
      const direction = textOf(node.source, 'gatewayDirection') ?? 'Unspecified';
      if (!FITS[direction]?.(node)) report(node.source, doesNotFit(node.id, direction), 'warning');
      if (node.outgoing.length === 0 && node.type !== 'eventBasedGateway')
        report(node.source, leadsNowhere(node.id), 'warning');
    }
  },
};

const FITS: Readonly<Record<string, (node: NodeDraft) => boolean>> = {
  Unspecified: () => true,
  Converging: ({ outgoing }) => outgoing.length <= 1,
  Diverging: ({ incoming }) => incoming.length <= 1,
  Mixed: ({ incoming, outgoing }) => incoming.length > 1 && outgoing.length > 1,
};

const doesNotFit = (id: string, direction: string) =>
  text(
    `Expected the flows of "${id}" to fit gatewayDirection="${direction}", but they do not; they are what counts.`,
    `“${id}”的流应与 gatewayDirection="${direction}" 一致，但不一致；以流为准。`,
  );

const leadsNowhere = (id: string) =>
  text(`Expected a flow out of the gateway "${id}", but there is none.`, `网关“${id}”应有流出，但没有。`);
