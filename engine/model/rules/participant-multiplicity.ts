import { localName, type ModdleElement, numberOf, oneOf } from '../moddle.ts';
import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** How many of a participant there are is a range: from 0 or more to at least 1, and not to less (BPMN 2.0.2 Table 9.4). */
export const participantMultiplicity: Rule = {
  id: 'participant-multiplicity',
  check({ document, report }) {
    for (const element of document.elements) {
      const multiplicity = localName(element) === 'participant' ? oneOf(element, 'participantMultiplicity') : null;
      if (!multiplicity) continue;
      const minimum = numberOf(multiplicity, 'minimum') ?? 0;
      const maximum = numberOf(multiplicity, 'maximum') ?? Math.max(1, minimum);
      if (minimum < 0 || maximum < 1 || maximum < minimum) report(element, noRange(element, minimum, maximum));
    }
  },
};

const noRange = ({ id }: ModdleElement, minimum: number, maximum: number) =>
  text(
    `Expected the multiplicity of the participant "${id}" to go from 0 or more to at least 1, but it goes from ${minimum} to ${maximum}.`,
    `参与者“${id}”的多重性应从 0 或更大到至少 1，但为 ${minimum} 至 ${maximum}。`,
  );
