import { expect } from 'chai';
import { compileForm } from '../../engine/forms/compile-form.ts';
import type { Form } from '../../engine/forms/form.ts';
import type { FieldRule } from '../../engine/model/graph.ts';

const FORM = {
  type: 'default',
  id: 'f',
  schemaVersion: 16,
  components: [
    { type: 'textfield', id: 'a', key: 'a', validate: { required: true } },
    { type: 'textfield', id: 'b', key: 'b' },
    {
      type: 'group',
      id: 'g',
      path: 'person',
      components: [
        { type: 'textfield', id: 'c', key: 'phone' },
        { type: 'textfield', id: 'd', key: 'name' },
      ],
    },
    {
      type: 'dynamiclist',
      id: 'l',
      path: 'children',
      components: [
        { type: 'textfield', id: 'e', key: 'id' },
        { type: 'number', id: 'h', key: 'age' },
      ],
    },
  ],
};

const form = (schema: object = FORM): Form => {
  const compiled = compileForm(JSON.stringify(schema));
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.failure));
  return compiled.value;
};
const narrowed = (...rules: readonly FieldRule[]): Form => form().narrowed(rules);
const paths = (one: Form, values: Readonly<Record<string, unknown>>): string[] =>
  one.validate(values).map(({ path }) => path);

describe('forms/field rights', () => {
  it('should leave as it is what no rule names', () => {
    expect(paths(narrowed(), { a: 'x', b: 'y', person: { phone: '1' }, children: [{ id: '2' }] })).to.deep.equal([]);
  });

  it('should take no value for what is read or hidden, and name the field', () => {
    const one = narrowed(
      { name: 'b', right: 'read' },
      { name: 'person.phone', right: 'hidden' },
      { name: 'children.age', right: 'read' },
    );

    const found = paths(one, { a: 'x', b: 'y', person: { phone: '1', name: 'n' }, children: [{ id: '2', age: 3 }] });

    expect(found).to.have.members(['b', 'person.phone', 'children[0].age']);
  });

  it('should ask neither for what is read nor for what is hidden, though the form requires it', () => {
    expect(paths(narrowed({ name: 'a', right: 'read' }), {})).to.deep.equal([]);
    expect(paths(narrowed({ name: 'a', right: 'hidden' }), {})).to.deep.equal([]);
  });

  it('should demand what is required here, also inside groups and in each entry of a list', () => {
    const one = narrowed(
      { name: 'b', right: 'required' },
      { name: 'person.phone', right: 'required' },
      { name: 'children.id', right: 'required' },
    );

    expect(paths(one, { a: 'x', children: [{ age: 1 }, { id: '2' }] })).to.have.members([
      'b',
      'person.phone',
      'children[0].id',
    ]);
  });

  it('should mean all fields of a group or list by its name', () => {
    expect(paths(narrowed({ name: 'person', right: 'read' }), { a: 'x', person: { name: 'n' } })).to.deep.equal([
      'person.name',
    ]);
    expect(paths(narrowed({ name: 'children', right: 'read' }), { a: 'x', children: [] })).to.deep.equal([]);
    expect(paths(narrowed({ name: 'children', right: 'read' }), { a: 'x', children: [{ id: '1' }] })).to.deep.equal([
      'children',
    ]);
  });

  it('should show nothing of what is hidden, and what is read as disabled', () => {
    const { schema, fields } = narrowed(
      { name: 'a', right: 'hidden' },
      { name: 'b', right: 'read' },
      { name: 'person.phone', right: 'hidden' },
    );

    const text = JSON.stringify(schema);
    expect(text).to.not.contain('"key":"a"').and.not.contain('phone');
    expect(text).to.contain('"disabled":true');
    expect(fields).to.deep.equal(['b', 'person', 'children']);
  });

  it('should be made once for each node', () => {
    const rules = [{ name: 'b', right: 'read' }] as const;
    const one = form();

    expect(one.narrowed(rules)).to.equal(one.narrowed(rules));
  });
});

describe('forms/grades of data', () => {
  const graded = (properties: object, other: object = { level: '1' }) =>
    compileForm(
      JSON.stringify({
        ...FORM,
        components: [
          { type: 'textfield', id: 'a', key: 'a', properties },
          { type: 'textfield', id: 'b', key: 'b', properties: other },
        ],
      }),
    );

  it('should mask levels 3 and 4 and sensitive personal information, and nothing below', () => {
    const masks = [
      { level: '1' },
      { level: '2' },
      { level: 3 },
      { level: '4', mask: 'phone' },
      { level: '1', sensitive: 'true', purpose: '核验' },
    ].map((properties) => {
      const compiled = graded(properties);
      return compiled.ok ? compiled.value.masks.get('a') : compiled.failure.code;
    });

    expect(masks).to.deep.equal([undefined, undefined, 'text', 'phone', 'text']);
  });

  it('should refuse grades that are wrong, without effect or without purpose, and fields that were forgotten', () => {
    const wrong = [
      graded({ level: '5' }),
      graded({ level: '4', mask: 'blur' }),
      graded({ level: '1', mask: 'phone' }),
      graded({ level: '1', sensitive: true }),
      graded({ level: '1' }, {}),
    ];

    expect(wrong.map(({ ok }) => ok)).to.deep.equal([false, false, false, false, false]);
  });
});

describe('forms/JSON Schema', () => {
  const SCHEMA = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'application',
    type: 'object',
    required: ['name', 'kind'],
    properties: {
      name: { type: 'string', title: '名称', 'x-title-en': 'Name', maxLength: 10, 'x-level': 2 },
      kind: { type: 'string', oneOf: [{ const: 'a', title: '甲' }, { const: 'b' }], 'x-level': 1 },
      born: { type: 'string', format: 'date', 'x-level': 3 },
      fee: { type: 'number', minimum: 0, multipleOf: 0.01, 'x-level': 1 },
      note: { type: 'string', 'x-hide': '=kind = "a"', 'x-level': 1 },
      address: {
        type: 'object',
        required: ['city'],
        properties: { city: { type: 'string', 'x-level': 3, 'x-mask': 'address' } },
      },
      children: {
        type: 'array',
        items: { type: 'object', required: ['age'], properties: { age: { type: 'integer', 'x-level': 1 } } },
      },
    },
  };

  it('should ask for the same as the schema says', () => {
    const one = form(SCHEMA);

    expect(one.key).to.equal('application');
    expect(one.fields).to.deep.equal(['name', 'kind', 'born', 'fee', 'note', 'address', 'children']);
    expect(
      one.validate({
        name: 'x',
        kind: 'a',
        born: '2026-02-28',
        fee: 1.25,
        address: { city: '某市' },
        children: [{ age: 3 }],
      }),
    ).to.deep.equal([]);
    expect(paths(one, {})).to.have.members(['name', 'kind', 'address.city']);
    expect(
      paths(one, {
        name: 'longer than ten',
        kind: 'c',
        born: '2026-02-30',
        fee: -1,
        address: { city: 'x' },
        children: [{}, { age: 1.5 }],
      }),
    ).to.have.members(['name', 'kind', 'born', 'fee', 'children[0].age', 'children[1].age']);
    expect(paths(one, { name: 'x', kind: 'a', note: 'hidden', address: { city: 'x' } })).to.deep.equal(['note']);
    expect([...one.masks]).to.deep.equal([
      ['born', 'text'],
      ['address.city', 'address'],
    ]);
  });

  for (const [what, properties] of Object.entries({
    'references elsewhere': { a: { $ref: 'https://evil.example/x.json' } },
    'alternatives without a field': { a: { type: 'string', anyOf: [] } },
    'several types': { a: { type: ['string', 'null'] } },
    'unknown formats': { a: { type: 'string', format: 'uri' } },
    'names that mean something to JavaScript': JSON.parse('{"__proto__":{"type":"string"}}') as object,
    'patterns that cannot be matched in linear time': { a: { type: 'string', pattern: '(a+)+\\1' } },
  }))
    it(`should refuse ${what}`, () => {
      const compiled = compileForm(JSON.stringify({ $id: 'x', type: 'object', properties }));

      expect(compiled.ok).to.equal(false);
    });
});
