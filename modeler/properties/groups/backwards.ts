import { isPositiveDuration } from '../../../engine/model/time/duration.ts';
import { type Field, field, type Option, type Place } from '../field.ts';
import { attribute, extensionAttribute } from '../places.ts';

const ofReturn = (name: string): Place => extensionAttribute('tb:Return', name);
const ofRetrieve = (name: string): Place => extensionAttribute('tb:Retrieve', name);

const options = (id: string, values: readonly string[]): (() => readonly Option[]) => {
  const all = ['', ...values].map((value) => ({
    value,
    label: value === '' ? `${id}-default` : `${id}-${value}`,
    fixed: true,
  }));
  return () => all;
};

const choice = (place: Place, id: string, values: readonly string[]): Field =>
  field(place, { id, kind: 'choice', options: options(id, values) });

/** An attribute that is written as the text `true`, and not at all where it is not. */
const mark = (name: string): Place => ({
  at: name,
  read: (element) => (attribute(name).read(element) === 'true' ? 'true' : undefined),
  write: (element, value, create) => attribute(name).write(element, value === 'true' ? 'true' : undefined, create),
});

/** How the case may go backwards from the step, and past it. */
export const BACKWARDS: readonly Field[] = [
  field(ofReturn('targets'), { id: 'returnTargets', kind: 'text', hint: true }),
  choice(ofReturn('resubmit'), 'returnResubmit', ['again', 'straight']),
  choice(ofReturn('signers'), 'returnSigners', ['onlyRejecter', 'allSigners']),
  choice(ofReturn('seat'), 'returnSeat', ['before']),
  choice(ofReturn('applicant'), 'returnApplicant', ['false']),
  field(ofReturn('consent'), { id: 'returnConsent', kind: 'text', syntax: 'value', hint: true }),
  choice(ofRetrieve('until'), 'retrieveUntil', ['strict', 'untilHandled']),
  field(ofRetrieve('within'), {
    id: 'retrieveWithin',
    kind: 'text',
    hint: true,
    refuses: (value) => (isPositiveDuration(value) ? undefined : 'duration'),
  }),
  field(mark('tb:noSkip'), { id: 'noSkip', kind: 'flag' }),
  field(attribute('tb:freeFlow'), { id: 'freeFlow', kind: 'text', hint: true }),
];
