import type { Report } from '../../../store/intake/rows.ts';
import type { IntakeEvent } from '../../contract/intake.ts';
import type { Handler } from '../../route.ts';

export const takeIntakeEvents: Handler<'takeIntakeEvents'> = async ({ body }, { runtime }) => {
  const answers = await runtime.intake.take(body.events.map(reportOf));
  return {
    results: answers.map(
      (answer) => answer ?? { outcome: 'class-unknown' as const, incidentId: null, repeated: false },
    ),
  };
};

const reportOf = ({ source, eventId, class: name, position, at, confidence = 1, data = {} }: IntakeEvent): Report => ({
  source,
  eventId,
  class: name,
  ...position,
  at: Date.parse(at),
  confidence,
  data,
});
