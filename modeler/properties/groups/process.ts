import { isDuration } from '../../../engine/model/time/duration.ts';
import { type FieldGroup, field, type Place } from '../field.ts';
import { processOf } from '../moddle.ts';
import { attribute, flag, within } from '../places.ts';
import { refusesId } from './general.ts';

const ofProcess = (place: Place): Place => within(processOf, place);

/** The process as a whole; a pool shows the process it stands for. */
export const process: FieldGroup = {
  id: 'process',
  appliesTo: (element) => processOf(element) !== undefined,
  fields: [
    field(ofProcess(attribute('name')), { id: 'processName', kind: 'text' }),
    field(ofProcess(attribute('tb:nameEn')), { id: 'processNameEn', kind: 'text', hint: true }),
    field(ofProcess(attribute('id')), {
      id: 'processKey',
      kind: 'text',
      hint: true,
      refuses: (value, element) => refusesId(value, processOf(element) ?? element),
    }),
    field(ofProcess(flag('isExecutable')), { id: 'executable', kind: 'flag' }),
    field(ofProcess(attribute('tb:versionTag')), { id: 'versionTag', kind: 'text' }),
    field(ofProcess(attribute('tb:serviceItem')), { id: 'serviceItem', kind: 'text', hint: true }),
    field(ofProcess(attribute('tb:withdrawal')), { id: 'withdrawal', kind: 'text', syntax: 'value', hint: true }),
    field(ofProcess(attribute('tb:starters')), { id: 'starters', kind: 'text', hint: true, suggest: 'groups' }),
    field(ofProcess(attribute('tb:owners')), { id: 'owners', kind: 'text', hint: true, suggest: 'groups' }),
    field(ofProcess(attribute('tb:published')), { id: 'published', kind: 'text', hint: true }),
    field(ofProcess(attribute('tb:inboxVariables')), { id: 'inboxVariables', kind: 'text', hint: true }),
    field(ofProcess(attribute('tb:parties')), { id: 'parties', kind: 'text', hint: true }),
    field(ofProcess(attribute('tb:applicant')), { id: 'applicant', kind: 'text', hint: true }),
    field(ofProcess(attribute('tb:historyTtl')), {
      id: 'historyTtl',
      kind: 'text',
      hint: true,
      refuses: (value) => (isDuration(value) ? undefined : 'duration'),
    }),
  ],
};
