import { type Fixtures, ROOTS, through } from './fixture.ts';

const task = (inside: string): string => through('a', `<task id="a">${inside}</task>`);

const standard = (attributes: string): string => task(`<standardLoopCharacteristics ${attributes}/>`);

const TWO = '<loopCardinality>2</loopCardinality>';

const multi = (inside: string, attributes = ''): string =>
  task(`<multiInstanceLoopCharacteristics ${attributes}>${inside}</multiInstanceLoopCharacteristics>`);

const LIST = '<dataObject id="list" isCollection="true"/>';

const overData = (inside: string): string => `${LIST}${multi(`<loopDataInputRef>list</loopDataInputRef>${inside}`)}`;

const SIGNAL = '<signalEventDefinition id="sd" signalRef="g"/>';

const complex = (inside: string): string =>
  multi(`${TWO}<complexBehaviorDefinition id="cb">${inside}</complexBehaviorDefinition>`, 'behavior="Complex"');

const CONDITION = '<condition xsi:type="tFormalExpression">done</condition>';
const EVENT = '<event id="ev"><signalEventDefinition signalRef="g"/></event>';

export const LOOPS: Fixtures = {
  'loop-one-kind': {
    valid: { body: multi(TWO) },
    invalid: {
      body: task(
        `<multiInstanceLoopCharacteristics>${TWO}</multiInstanceLoopCharacteristics><standardLoopCharacteristics loopMaximum="2"/>`,
      ),
      at: ['a'],
    },
  },
  'loop-maximum': {
    valid: { body: standard('loopMaximum="1"') },
    invalid: { body: standard('loopMaximum="0"'), at: ['a'] },
  },
  'loop-ends': { valid: { body: standard('loopMaximum="3"') }, invalid: { body: standard(''), at: ['a'] } },
  'multi-instance-count': { valid: { body: multi(TWO) }, invalid: { body: multi(''), at: ['a'] } },
  'multi-instance-one-count': {
    valid: { body: overData('') },
    invalid: {
      body: overData(TWO).replace(/(<loopDataInputRef>.*?<\/loopDataInputRef>)(.*?)(<\/multi)/, '$2$1$3'),
      at: ['a'],
    },
  },
  'multi-instance-sequential': {
    valid: { body: multi(TWO, 'isSequential="true"') },
    invalid: { body: multi(TWO, 'isSequential="maybe"'), at: ['a'] },
  },
  'multi-instance-collection': {
    valid: { body: overData('') },
    invalid: { body: overData('').replace('isCollection="true"', ''), at: ['a'] },
  },
  'multi-instance-input-item': {
    valid: { body: overData('<inputDataItem id="item"/>') },
    invalid: { body: multi(`${TWO}<inputDataItem id="item"/>`), at: ['a'] },
  },
  'multi-instance-output-item': {
    valid: {
      body: `${LIST}${multi(`${TWO}<loopDataOutputRef>list</loopDataOutputRef><outputDataItem id="item"/>`)}`,
    },
    invalid: { body: multi(`${TWO}<outputDataItem id="item"/>`), at: ['a'] },
  },
  'multi-instance-input-kind': {
    valid: { body: overData('') },
    invalid: { body: multi('<loopDataInputRef>s</loopDataInputRef>'), at: ['a'] },
  },
  'multi-instance-none-event': {
    valid: { body: multi(TWO, 'behavior="None" noneBehaviorEventRef="sd"'), definitions: `${ROOTS}${SIGNAL}` },
    invalid: { body: multi(TWO, 'behavior="None"'), at: ['a'] },
  },
  'multi-instance-one-event': {
    valid: { body: multi(TWO, 'behavior="One" oneBehaviorEventRef="sd"'), definitions: `${ROOTS}${SIGNAL}` },
    invalid: { body: multi(TWO, 'behavior="One"'), at: ['a'] },
  },
  'multi-instance-complex': {
    valid: { body: complex(`${CONDITION}${EVENT}`), definitions: ROOTS },
    invalid: { body: multi(TWO, 'behavior="Complex"'), at: ['a'] },
  },
  'multi-instance-complex-condition': {
    valid: { body: complex(`${CONDITION}${EVENT}`), definitions: ROOTS },
    invalid: { body: complex(EVENT), definitions: ROOTS, at: ['cb'] },
  },
  'multi-instance-all': {
    valid: { body: multi(TWO, 'behavior="All"') },
    invalid: {
      body: multi(TWO, 'behavior="All" noneBehaviorEventRef="sd"'),
      definitions: `${ROOTS}${SIGNAL}`,
      at: ['a'],
    },
  },
  'multi-instance-event-kind': {
    valid: { body: multi(TWO, 'behavior="One" oneBehaviorEventRef="sd"'), definitions: `${ROOTS}${SIGNAL}` },
    invalid: { body: multi(TWO, 'behavior="One" oneBehaviorEventRef="g"'), definitions: ROOTS, at: ['a'] },
  },
};
