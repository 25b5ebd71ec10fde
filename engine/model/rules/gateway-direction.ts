import type { NodeDraft } from '../compile/draft.ts';
import { textOf } from '../moddle.ts';
import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** A gateway has somewhere to go, parts or joins flows, and has as many as its gatewayDirection says (BPMN 2.0.2 §8.4.9, §10.6.1). */
export const gatewayDirection: Rule = {
  id: 'gateway-direction',
  needsAllFlows: true,
  check({ drafts, report }) {
    for (const node of drafts.flatMap(({ nodes }) => nodes)) {
      if (!node.type.endsWith('Gateway')) continue;
      const direction = textOf(node.source, 'gatewayDirection') ?? 'Unspecified';
      if (FITS[direction]?.(node) === false) report(node.source, doesNotFit(node.id, direction), 'warning');
      if (node.outgoing.length === 0 && node.type !== 'eventBasedGateway')
        report(node.source, leadsNowhere(node.id), 'warning');
      else if (direction === 'Unspecified' && node.incoming.length < 2 && node.outgoing.length === 1)
        report(node.source, doesNothing(node.id), 'warning');
    }
  },
};

const FITS: Readonly<Record<string, (node: NodeDraft) => boolean>> = {
  Unspecified: () => true,
  Converging: ({ incoming, outgoing }) => incoming.length > 1 && outgoing.length <= 1,
  Diverging: ({ incoming, outgoing }) => incoming.length <= 1 && outgoing.length > 1,
  Mixed: ({ incoming, outgoing }) => incoming.length > 1 && outgoing.length > 1,
};

const doesNotFit = (id: string, direction: string) =>
  text(
    `Expected the flows of "${id}" to fit gatewayDirection="${direction}", but they do not; they are what counts.`,
    `“${id}”的流应与 gatewayDirection="${direction}" 一致，但不一致；以流为准。`,
  );

const leadsNowhere = (id: string) =>
  text(`Expected a flow out of the gateway "${id}", but there is none.`, `网关“${id}”应有流出，但没有。`);

const doesNothing = (id: string) =>
  text(
    `Expected several flows into the gateway "${id}" or out of it, but there is one of each at most.`,
    `网关“${id}”应有多条流入或多条流出，但均不足。`,
  );
