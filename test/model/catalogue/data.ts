import { flows } from '../../support/bpmn.ts';
import { type Fixtures, PLAIN, ROOTS, through } from './fixture.ts';

const OBJECT = '<dataObject id="d" name="d"/>';

interface Data {
  readonly inputs?: string;
  readonly outputs?: string;
  readonly inputSet?: string;
  readonly outputSet?: string;
  readonly associations?: string;
  readonly around?: string;
}

const IN = '<dataInput id="x" name="x"/>';
const OUT = '<dataOutput id="y" name="y"/>';

const into = (inside: string): string => `<dataInputAssociation id="da">${inside}</dataInputAssociation>`;
const outOf = (inside: string): string => `<dataOutputAssociation id="da">${inside}</dataOutputAssociation>`;

const COPY_IN = into('<sourceRef>d</sourceRef><targetRef>x</targetRef>');
const COPY_OUT = outOf('<sourceRef>y</sourceRef><targetRef>d</targetRef>');

/** A task with a data input that is filled from the data object `d`. */
function reads({
  inputs = IN,
  inputSet = '<inputSet id="is"><dataInputRefs>x</dataInputRefs></inputSet>',
  outputSet = '<outputSet id="os"/>',
  associations = COPY_IN,
  around = OBJECT,
}: Data = {}): string {
  return `${around}${through('a', `<task id="a"><ioSpecification id="io">${inputs}${inputSet}${outputSet}</ioSpecification>${associations}</task>`)}`;
}

/** A task with a data output that is handed on to the data object `d`. */
function writes({
  outputs = OUT,
  inputSet = '<inputSet id="is"/>',
  outputSet = '<outputSet id="os"><dataOutputRefs>y</dataOutputRefs></outputSet>',
  associations = COPY_OUT,
  around = OBJECT,
}: Data = {}): string {
  return `${around}${through('a', `<task id="a"><ioSpecification id="io">${outputs}${inputSet}${outputSet}</ioSpecification>${associations}</task>`)}`;
}

const reference = (attributes: string, inside = ''): string =>
  `${PLAIN}<dataObject id="d" itemSubjectRef="i"/><dataObjectReference id="dr" ${attributes}>${inside}</dataObjectReference>`;

const typed = (type: string): string =>
  reads({
    around: '<dataObject id="d" name="d" itemSubjectRef="i"/>',
    inputs: `<dataInput id="x" name="x" itemSubjectRef="${type}"/>`,
  });

const valid = { body: reads() };

export const DATA: Fixtures = {
  'data-object-in-flow': {
    valid: { body: `${PLAIN}${OBJECT}` },
    invalid: { body: `${PLAIN}${OBJECT}${flows('a d')}`, at: ['a_d'] },
  },
  'data-object-reference': {
    valid: { body: reference('dataObjectRef="d"'), definitions: ROOTS },
    invalid: { body: reference(''), definitions: ROOTS, at: ['dr'] },
  },
  'data-object-reference-kind': {
    valid: { body: reference('dataObjectRef="d"'), definitions: ROOTS },
    invalid: { body: reference('dataObjectRef="a"'), definitions: ROOTS, at: ['dr'] },
  },
  'data-object-state': {
    valid: { body: reference('dataObjectRef="d"', '<dataState id="st" name="new"/>'), definitions: ROOTS },
    invalid: { body: `${PLAIN}<dataObject id="d"><dataState id="st" name="new"/></dataObject>`, at: ['d'] },
  },
  'data-object-reference-item': {
    valid: { body: reference('dataObjectRef="d"'), definitions: ROOTS },
    invalid: { body: reference('dataObjectRef="d" itemSubjectRef="i"'), definitions: ROOTS, at: ['dr'] },
  },
  'property-bearer': {
    valid: { body: through('a', '<task id="a"><property id="p" name="p"/></task>') },
    invalid: {
      body: `<startEvent id="s"><property id="p" name="p"/></startEvent><endEvent id="e"/>${flows('s e')}`,
      at: ['p'],
    },
  },
  'input-set': {
    valid,
    invalid: { body: reads({ inputSet: '' }), at: ['io'] },
  },
  'output-set': { valid, invalid: { body: reads({ outputSet: '' }), at: ['io'] } },
  'input-in-set': { valid, invalid: { body: reads({ inputSet: '<inputSet id="is"/>' }), at: ['x'] } },
  'output-in-set': {
    valid: { body: writes() },
    invalid: { body: writes({ outputSet: '<outputSet id="os"/>' }), at: ['y'] },
  },
  'set-own-items': {
    valid,
    invalid: {
      body: `${reads()}<task id="b"><ioSpecification id="io2"><inputSet id="is2"><dataInputRefs>x</dataInputRefs></inputSet><outputSet id="os2"/></ioSpecification></task>${flows('s b e')}`,
      at: ['io2'],
    },
  },
  'set-item-kind': {
    valid,
    invalid: {
      body: reads({
        inputSet: '<inputSet id="is"><dataInputRefs>x</dataInputRefs><dataInputRefs>d</dataInputRefs></inputSet>',
      }),
      at: ['is'],
    },
  },
  'set-single': {
    valid,
    invalid: {
      body: reads({ inputSet: '<inputSet id="is"><dataInputRefs>x</dataInputRefs></inputSet><inputSet id="is2"/>' }),
      at: ['io'],
    },
  },
  'association-target': {
    valid,
    invalid: {
      body: reads({ inputs: '', inputSet: '<inputSet id="is"/>', associations: into('<sourceRef>d</sourceRef>') }),
      at: ['da'],
    },
  },
  'association-source': {
    valid,
    invalid: { body: reads({ associations: into('<targetRef>x</targetRef>') }), at: ['da'] },
  },
  'association-drawn': {
    valid: { body: writes() },
    invalid: {
      body: `${OBJECT}${through('a', `<task id="a">${outOf('<targetRef>d</targetRef>')}</task>`)}`,
      at: ['a'],
    },
  },
  'association-placeholder': {
    valid,
    invalid: {
      body: `${OBJECT}${through('a', `<task id="a"><property id="p" name="__targetRef_placeholder"/>${into('<sourceRef>d</sourceRef><targetRef>p</targetRef>')}</task>`)}`,
      at: ['a'],
    },
  },
  'association-sources': {
    valid: {
      body: reads({
        associations: into(
          '<sourceRef>d</sourceRef><sourceRef>d2</sourceRef><targetRef>x</targetRef><transformation>d + d2</transformation>',
        ),
        around: `${OBJECT}<dataObject id="d2" name="d2"/>`,
      }),
    },
    invalid: {
      body: reads({
        associations: into('<sourceRef>d</sourceRef><sourceRef>d2</sourceRef><targetRef>x</targetRef>'),
        around: `${OBJECT}<dataObject id="d2" name="d2"/>`,
      }),
      at: ['da'],
    },
  },
  'association-end-kind': {
    valid,
    invalid: { body: reads({ associations: into('<sourceRef>s</sourceRef><targetRef>x</targetRef>') }), at: ['da'] },
  },
  'association-visible': {
    valid,
    invalid: {
      body: `${reads({ around: '' })}<subProcess id="sub">${OBJECT}</subProcess>${flows('a sub e')}`,
      at: ['da'],
    },
  },
  'association-input-target': {
    valid,
    invalid: {
      body: `${OBJECT}<dataObject id="d2" name="d2"/>${through('a', `<task id="a">${into('<sourceRef>d</sourceRef><targetRef>d2</targetRef>')}</task>`)}`,
      at: ['da'],
    },
  },
  'association-output-source': {
    valid: { body: writes() },
    invalid: {
      body: `${OBJECT}<dataObject id="d2" name="d2"/>${through('a', `<task id="a">${outOf('<sourceRef>d</sourceRef><targetRef>d2</targetRef>')}</task>`)}`,
      at: ['da'],
    },
  },
  'association-types': {
    valid: { body: typed('i'), definitions: ROOTS },
    invalid: { body: typed('i2'), definitions: `${ROOTS}<itemDefinition id="i2"/>`, at: ['da'] },
  },
  'assignment-complete': {
    valid: {
      body: reads({ associations: into('<targetRef>x</targetRef><assignment><from>1</from><to>x</to></assignment>') }),
    },
    invalid: {
      body: reads({ associations: into('<targetRef>x</targetRef><assignment><to>x</to></assignment>') }),
      at: ['da'],
    },
  },
  'input-used': { valid, invalid: { body: reads({ associations: '' }), at: ['x'] } },
  'output-used': { valid: { body: writes() }, invalid: { body: writes({ associations: '' }), at: ['y'] } },
};
