import { flows } from '../../support/bpmn.ts';
import { verify } from './verify.ts';

verify('quantities', {
  valid: [
    {
      name: 'activities between flows',
      body: `<startEvent id="s"/><task id="a" completionQuantity="2"/><task id="b" startQuantity="2"/>${flows('s a b')}`,
    },
  ],
  invalid: [
    { name: 'no flows to count on', body: '<task id="a" startQuantity="2" completionQuantity="2"/>', at: ['a', 'a'] },
    {
      name: 'numbers out of range',
      body: `<startEvent id="s"/><task id="a" startQuantity="0"/><task id="b" completionQuantity="101"/><task id="c"/>${flows('s a b c')}`,
      at: ['a', 'b'],
    },
  ],
});

const loop = (attributes: string, inside = '') =>
  `<task id="a"><multiInstanceLoopCharacteristics ${attributes}><loopCardinality>2</loopCardinality>${inside}</multiInstanceLoopCharacteristics></task>`;
const definitions =
  '<signal id="sig" name="S"/><signalEventDefinition id="ev" signalRef="sig"/><errorEventDefinition id="er" errorRef="e"/><error id="e" errorCode="E"/>';
const complex = (inside: string) => `<complexBehaviorDefinition>${inside}</complexBehaviorDefinition>`;

verify('loop-behavior', {
  valid: [
    { name: 'nothing', body: loop('') },
    { name: 'an event for each', body: loop('behavior="None" noneBehaviorEventRef="ev"'), definitions },
  ],
  invalid: [
    { name: 'an event that the behavior does not use', body: loop('oneBehaviorEventRef="ev"'), definitions, at: ['a'] },
    { name: 'a behavior without its event', body: loop('behavior="One"'), definitions, at: ['a'] },
    { name: 'an error', body: loop('behavior="One" oneBehaviorEventRef="er"'), definitions, at: ['a'] },
    { name: 'Complex without definitions', body: loop('behavior="Complex"'), at: ['a'] },
    {
      name: 'a definition without event',
      body: loop('behavior="Complex"', complex('<condition xsi:type="tFormalExpression">true</condition>')),
      at: ['a'],
    },
  ],
});

const adHoc = (inside: string) => `<adHocSubProcess id="h">${inside}</adHocSubProcess>`;
const CONDITION = '<completionCondition>done</completionCondition>';

verify('ad-hoc-content', {
  valid: [{ name: 'activities', body: adHoc(`<task id="a"/>${CONDITION}`) }],
  invalid: [
    { name: 'nothing', body: adHoc(CONDITION), at: ['h'] },
    {
      name: 'a start event',
      body: adHoc(`<startEvent id="s"/><task id="a"/><task id="b"/>${flows('s a')}${CONDITION}`),
      at: ['s'],
    },
  ],
});

verify('completion-condition-missing', {
  valid: [{ name: 'a condition', body: adHoc(`<task id="a"/>${CONDITION}`) }],
  invalid: [{ name: 'none', body: adHoc('<task id="a"/>'), at: ['h'] }],
});
