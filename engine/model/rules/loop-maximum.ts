import { numberOf, oneOf } from '../moddle.ts';
import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** The cap of a standard loop counts its rounds (BPMN 2.0.2 Table 10.28): at least one. */
export const loopMaximum: Rule = {
  id: 'loop-maximum',
  check({ drafts, report }) {
    for (const { source, id } of drafts.flatMap(({ nodes }) => nodes)) {
      const loop = oneOf(source, 'loopCharacteristics');
      const maximum = loop?.$type === 'bpmn:StandardLoopCharacteristics' ? numberOf(loop, 'loopMaximum') : null;
      if (maximum !== null && maximum < 1) report(source, tooSmall(id, maximum));
    }
  },
};

const tooSmall = (id: string, maximum: number) =>
  text(
    `Expected loopMaximum of "${id}" to be 1 or more, but it is ${maximum}.`,
    `“${id}”的 loopMaximum 应为 1 或更大，但为 ${maximum}。`,
  );
