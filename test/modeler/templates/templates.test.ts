import { expect } from 'chai';
import fc from 'fast-check';
import { changesOf, isFor, valuesAt } from '../../../modeler/templates/apply-template.ts';
import { readTemplates } from '../../../modeler/templates/read-templates.ts';
import {
  activeProperties,
  type ElementTemplate,
  refusesValue,
  startValues,
} from '../../../modeler/templates/template.ts';
import { around, ModelEditor } from '../model-editor.ts';

const TASK = '<bpmn:serviceTask id="it" name="查询" tb:topic="old.topic"/>';

const template = (properties: readonly object[], rest: object = {}): string =>
  JSON.stringify({ id: 'low-income', name: 'Low income', appliesTo: ['bpmn:ServiceTask'], properties, ...rest });

const only = (text: string): ElementTemplate => {
  const { templates, refused } = readTemplates(text);
  expect(refused).to.deep.equal([]);
  return templates[0] as ElementTemplate;
};

/** A template of the newer and one of the older kind; they say the same. */
const NEWER = template([
  {
    type: 'Hidden',
    value: 'civil-affairs.check-low-income',
    binding: { type: 'zeebe:taskDefinition', property: 'type' },
  },
  {
    id: 'number',
    label: 'Number',
    type: 'String',
    value: '=applicant.number',
    feel: 'required',
    binding: { type: 'zeebe:input', name: 'number' },
  },
  { id: 'deep', label: 'Deep', type: 'Boolean', value: true, binding: { type: 'zeebe:input', name: 'deep' } },
  { id: 'years', label: 'Years', type: 'Number', value: 3, binding: { type: 'zeebe:input', name: 'years' } },
  { id: 'answer', label: 'Answer', value: 'lowIncome', binding: { type: 'zeebe:output', source: '=certified' } },
]);
const OLDER = template([
  { type: 'Hidden', value: 'civil-affairs.check-low-income', binding: { type: 'property', name: 'camunda:topic' } },
  { type: 'Hidden', value: 'external', binding: { type: 'property', name: 'camunda:type' } },
  {
    label: 'Number',
    type: 'String',
    value: `\${applicant.number}`,
    binding: { type: 'camunda:inputParameter', name: 'number' },
  },
  { label: 'Deep', type: 'Boolean', value: true, binding: { type: 'camunda:inputParameter', name: 'deep' } },
  { label: 'Years', type: 'Number', value: 3, binding: { type: 'camunda:inputParameter', name: 'years' } },
  { label: 'Answer', value: 'lowIncome', binding: { type: 'camunda:outputParameter', source: `\${certified}` } },
]);

async function applied(text: string, values: Record<string, string> = {}) {
  const editor = await ModelEditor.open(around(TASK));
  const read = only(text);
  const filled = { template: read, values: { ...startValues(read), ...values } };
  const undo = editor.apply(changesOf(editor.element('it'), filled, editor.create));
  return { editor, undo };
}

describe('modeler/templates', () => {
  for (const [kind, text] of Object.entries({ newer: NEWER, older: OLDER })) {
    it(`should put topic and mappings on a service task as the engine reads them: ${kind}`, async () => {
      const { editor } = await applied(text);
      const { job, inputs, outputs } = await editor.node('it');

      expect(job?.topic).to.deep.equal({ kind: 'literal', text: 'civil-affairs.check-low-income' });
      const told = inputs.map(({ target, source }) => [
        target,
        source.kind === 'feel' ? source.expression.source : source.text,
      ]);
      expect(told).to.deep.equal([
        ['number', '=applicant.number'],
        ['deep', '=true'],
        ['years', '=3'],
      ]);
      expect(outputs.map(({ target }) => target)).to.deep.equal(['lowIncome']);
    });
  }

  it('should be one step that is taken back whole, and take the place of what it put there before', async () => {
    const { editor, undo } = await applied(NEWER);
    const before = await ModelEditor.open(around(TASK));
    const read = only(NEWER);

    editor.apply(
      changesOf(
        editor.element('it'),
        { template: read, values: { ...startValues(read), years: '=age', answer: 'poor' } },
        editor.create,
      ),
    )();
    expect((await editor.node('it')).inputs).to.have.length(3);
    undo();

    expect(await editor.xml()).to.equal(await before.xml());
  });

  it('should begin with what the task says already, except where the template alone decides', async () => {
    const { editor } = await applied(NEWER, { number: '=other' });

    const said = valuesAt(editor.element('it'), only(NEWER));

    expect(said).to.deep.equal({ number: '=other', deep: 'true', years: '3', answer: 'lowIncome' });
  });

  it('should be offered where it is for the element', async () => {
    const editor = await ModelEditor.open(around(TASK));
    const element = editor.element('it');

    expect(isFor(element, only(template([])))).to.equal(true);
    expect(isFor(element, only(template([], { appliesTo: ['bpmn:Activity'] })))).to.equal(true);
    expect(isFor(element, only(template([], { appliesTo: ['bpmn:UserTask'] })))).to.equal(false);
    expect(
      isFor(element, only(template([], { appliesTo: ['bpmn:Task'], elementType: { value: 'bpmn:ServiceTask' } }))),
    ).to.equal(true);
  });

  it('should ask only for what its conditions ask for', () => {
    const read = only(
      template([
        {
          id: 'way',
          label: 'Way',
          type: 'Dropdown',
          value: 'a',
          choices: [
            { name: 'A', value: 'a' },
            { name: 'B', value: 'b' },
          ],
          binding: { type: 'zeebe:input', name: 'way' },
        },
        {
          id: 'forB',
          label: 'B',
          binding: { type: 'zeebe:input', name: 'b' },
          condition: { property: 'way', equals: 'b' },
        },
        {
          id: 'deep',
          label: 'Deep',
          binding: { type: 'zeebe:input', name: 'c' },
          condition: {
            allMatch: [
              { property: 'way', oneOf: ['b', 'c'] },
              { property: 'forB', isActive: true },
            ],
          },
        },
        {
          id: 'else',
          label: 'Else',
          binding: { type: 'zeebe:input', name: 'd' },
          condition: { property: 'forB', isActive: false },
        },
        {
          id: 'loop',
          label: 'Loop',
          binding: { type: 'zeebe:input', name: 'e' },
          condition: { property: 'loop', isActive: true },
        },
      ]),
    );
    const keys = (values: Record<string, string>) =>
      activeProperties(read, { ...startValues(read), ...values }).map(({ key }) => key);

    expect(keys({})).to.deep.equal(['way', 'else']);
    expect(keys({ way: 'b' })).to.deep.equal(['way', 'forB', 'deep']);
  });

  it('should say why a value will not do', () => {
    const [property] = only(
      template([
        {
          label: 'Number',
          type: 'Number',
          constraints: { notEmpty: true, minLength: 2, maxLength: { value: 3, message: 'x' } },
          binding: { type: 'zeebe:input', name: 'n' },
        },
      ]),
    ).properties;
    if (!property) throw new Error('Expected a property.');

    expect(
      ['', '1', '1234', '12a', '123', '=some.longer.path'].map((value) => refusesValue(property, value)),
    ).to.deep.equal(['empty', 'short', 'long', 'number', undefined, undefined]);
  });

  it('should leave out in words what a task here does not have, and keep the rest', () => {
    const read = only(
      template([
        { label: 'Header', value: 'x', binding: { type: 'zeebe:taskHeader', key: 'h' } },
        { label: 'Retries', value: '3', binding: { type: 'zeebe:taskDefinition', property: 'retries' } },
        { label: 'Expression', value: `\${a + b}`, binding: { type: 'camunda:inputParameter', name: 'sum' } },
        { label: 'Made', generatedValue: { type: 'uuid' }, binding: { type: 'zeebe:input', name: 'id' } },
        { label: 'Odd', binding: { type: 'zeebe:input', name: 'odd' }, condition: { property: 1 } },
        {
          label: 'Digits',
          constraints: { pattern: { value: '^(a+)+$', message: 'digits' } },
          binding: { type: 'zeebe:input', name: 'digits' },
        },
      ]),
    );

    expect(read.properties.map(({ label }) => label)).to.deep.equal(['Digits']);
    expect(read.doubts).to.have.length(6);
    expect(read.doubts.every(({ zh, en }) => /[\u4e00-\u9fff]/.test(zh) && !/[\u4e00-\u9fff]/.test(en))).to.equal(true);
  });

  describe('hostile files', () => {
    const CODE = [
      {
        type: 'Hidden',
        value: 'x',
        binding: { type: 'camunda:executionListener', event: 'start', scriptFormat: 'javascript' },
      },
      { type: 'Hidden', value: 'a.B', binding: { type: 'property', name: 'camunda:class' } },
      { type: 'Hidden', value: `\${bean.go()}`, binding: { type: 'property', name: 'camunda:delegateExpression' } },
      { type: 'Hidden', value: 'go()', binding: { type: 'camunda:inputParameter', name: 'x', scriptFormat: 'groovy' } },
      {
        type: 'Hidden',
        value: 'go()',
        binding: { type: 'camunda:outputParameter', source: 'go()', scriptFormat: 'groovy' },
      },
    ];

    for (const property of CODE) {
      it(`should be refused with code in them: ${JSON.stringify(property.binding)}`, () => {
        const { templates, refused } = readTemplates(template([property]));

        expect(templates).to.deep.equal([]);
        expect(refused.map(({ en }) => en).join()).to.contain('code');
      });
    }

    it('should write nothing but what a task says: no attribute of another kind, no name that is none', async () => {
      const names = ['__proto__', 'constructor', 'isForCompensation', 'id', '$type', 'tb:form', 'a"b', 'a b', ''];
      const read = only(
        template(
          names.flatMap((name) => [
            { label: name, value: 'x', binding: { type: 'property', name } },
            { label: name, value: 'x', binding: { type: 'zeebe:input', name } },
          ]),
        ),
      );

      const targets = read.properties.map(({ target }) => target);
      expect(targets).to.deep.equal([
        { kind: 'input', target: '__proto__' },
        { kind: 'input', target: 'constructor' },
        { kind: 'input', target: 'isForCompensation' },
        { kind: 'input', target: 'id' },
      ]);
      const { editor } = await applied(template([{ value: '<script>', binding: { type: 'property', name: 'name' } }]));
      expect(editor.read('it', 'name')).to.equal('<script>');
      expect(await editor.xml()).to.not.contain('<script>');
      expect(({} as Record<string, unknown>).x).to.equal(undefined);
    });

    it('should not follow conditions without end', () => {
      const nested = (depth: number): object =>
        depth === 0 ? { property: 'a', equals: 1 } : { allMatch: [nested(depth - 1)] };
      const property = (depth: number) => ({ binding: { type: 'zeebe:input', name: 'n' }, condition: nested(depth) });

      expect(only(template([property(5)])).properties).to.have.length(1);
      expect(only(template([property(500)])).properties).to.deep.equal([]);
    });

    it('should never throw, and take nothing that is no template', () => {
      for (const text of [
        '',
        'null',
        '[]',
        '3',
        '{',
        '{"id":1}',
        `[${'['.repeat(50_000)}`,
        'x'.repeat(2 ** 20 + 1),
        template([], { properties: {} }),
      ]) {
        const { templates, refused } = readTemplates(text);
        expect(templates, text.slice(0, 20)).to.deep.equal([]);
        expect(refused, text.slice(0, 20)).to.have.length(1);
      }
      expect(readTemplates(`${' '.repeat(2 ** 20)}${template([])}`).refused[0]?.en).to.contain('1 MB');
      fc.assert(
        fc.property(
          fc.json(),
          fc.array(
            fc.record(
              {
                binding: fc.anything(),
                condition: fc.anything(),
                constraints: fc.anything(),
                value: fc.anything(),
                choices: fc.anything(),
              },
              { requiredKeys: [] },
            ),
          ),
          (json, properties) => {
            readTemplates(json);
            const text = JSON.stringify(
              { id: 'a', name: 'b', appliesTo: ['bpmn:ServiceTask'], properties },
              (_, value) => (typeof value === 'bigint' ? 1 : value),
            );
            for (const each of readTemplates(text).templates) activeProperties(each, startValues(each));
          },
        ),
      );
    });
  });
});
