import { RUNG_ACTIONS } from '../../../engine/model/ladder.ts';
import { extensionsOf, type ModdleElement, manyOf } from '../../../engine/model/moddle.ts';
import { type Field, field, isAny, type ListGroup, type Option } from '../field.ts';
import { addExtension, change, processOf, removeExtension, under } from '../moddle.ts';
import { attribute, textFlag } from '../places.ts';

const options = (name: string, values: readonly string[]): (() => readonly Option[]) => {
  const all = ['', ...values].map((value) => ({
    value,
    label: value === '' ? 'unitNone' : name === '' ? value : `${name}-${value}`,
    fixed: true,
  }));
  return () => all;
};

const CLOCKS = ['promised', 'statutory', 'acceptance', 'correction', 'special', 'delivery'];
const UNITS = ['workingDay', 'day', 'workingHour', 'hour', 'minute'];

const text = (name: string, id: string): Field => field(attribute(name), { id, kind: 'text', hint: true });

/** The process of a pool, or the element itself. */
const holderOf = (element: ModdleElement): ModdleElement => processOf(element) ?? element;

/** What is set for every step of a process is written in the model only. */
const ladderOf = (element: ModdleElement): ModdleElement | undefined =>
  extensionsOf(holderOf(element)).find((one) => one.$type === 'tb:Ladder' && one.get('for') === undefined);

/** What happens by itself as a limit is used up, rung by rung. */
export const ladder: ListGroup = {
  id: 'ladder',
  tags: ['tb:rung', 'tb:ladder'],
  appliesTo: (element) =>
    processOf(element) !== undefined || isAny(element, ['bpmn:UserTask', 'bpmn:SubProcess', 'bpmn:CallActivity']),
  items(element) {
    const found = ladderOf(element);
    return found ? manyOf(found, 'rungs') : [];
  },
  add(element, create) {
    const rung = create('tb:Rung', { action: 'remind' });
    const found = ladderOf(element);
    if (found) return [change(found, { rungs: [...manyOf(found, 'rungs'), under(found, rung)] })];
    const made = create('tb:Ladder', { rungs: [rung] });
    under(made, rung);
    return [addExtension(holderOf(element), made, create)];
  },
  remove(element, item) {
    const found = ladderOf(element);
    if (!found) return [];
    const rest = manyOf(found, 'rungs').filter((one) => one !== item);
    return [rest.length === 0 ? removeExtension(holderOf(element), found) : change(found, { rungs: rest })];
  },
  fields: [
    field(attribute('action'), { id: 'rungAction', kind: 'choice', options: options('rung', RUNG_ACTIONS) }),
    text('used', 'rungUsed'),
    text('left', 'rungLeft'),
    text('after', 'rungAfter'),
    field(attribute('unit'), { id: 'rungUnit', kind: 'choice', options: options('', UNITS) }),
    field(attribute('clock'), { id: 'rungClock', kind: 'choice', options: options('limit-clock', CLOCKS) }),
    field(attribute('to'), { id: 'rungTo', kind: 'text', syntax: 'value', hint: true }),
    field(attribute('process'), { id: 'rungProcess', kind: 'text', suggest: 'processes', hint: true }),
    text('topic', 'rungTopic'),
    text('basis', 'rungBasis'),
    text('basisEn', 'basisEn'),
    field(textFlag('daily'), { id: 'rungDaily', kind: 'flag' }),
    text('name', 'rungName'),
  ],
};
