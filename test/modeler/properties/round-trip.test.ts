import { BpmnModdle } from 'bpmn-moddle';
import { expect } from 'chai';
import type { ModdleElement } from '../../../engine/model/moddle.ts';
import tongban from '../../../engine/model/tongban.moddle.json' with { type: 'json' };
import { compareModels } from '../../../modeler/compare/compare-models.ts';
import { optionLabel } from '../../../modeler/compare/values.ts';
import { wordFor } from '../../../modeler/compare/words.ts';
import type { Field } from '../../../modeler/properties/field.ts';
import { GROUPS, isList } from '../../../modeler/properties/groups.ts';
import { ModelEditor } from '../model-editor.ts';
import { SAMPLES, type Sample } from './samples.ts';

const FIELDS = GROUPS.flatMap((group) =>
  group.fields.map((field) => ({ group, field, name: `${group.id}.${field.id}` })),
);

/** What the ladder of all steps of a process says is written in the model only. */
const MODEL_ONLY = ['ladder.for'];

async function parsed(xml: string): Promise<ModdleElement> {
  return (await new BpmnModdle({ tb: tongban }).fromXML(xml)).rootElement;
}

/** What it is compiled into, as text that can be compared; problems belong to it. */
async function meaning(editor: ModelEditor): Promise<string> {
  const { graphs, problems } = await editor.compile();
  const errors = problems.filter(({ severity }) => severity === 'error').map(({ message }) => message.en);
  return JSON.stringify({ graphs, errors }, (_, value: unknown) => {
    if (typeof value === 'bigint') return String(value);
    return value instanceof Map || value instanceof Set ? [...value] : value;
  });
}

interface Opened {
  readonly editor: ModelEditor;
  /** What the field is at: the element, or an item of its list. */
  readonly at: ModdleElement;
  write(field: Field, value: string | undefined): () => void;
}

async function openFor(name: string, sample: Sample): Promise<Opened> {
  const [groupId] = name.split('.');
  const group = GROUPS.find(({ id }) => id === groupId);
  if (!group) throw new Error(`Expected a group ${groupId}, but there is none.`);
  const editor = await ModelEditor.open(sample.model);
  const element = editor.element(sample.at ?? 'it');
  expect(group.appliesTo(element), 'the group is shown').to.equal(true);
  if (isList(group)) editor.apply(group.add(element, editor.create));
  const at = isList(group) ? group.items(element).at(-1) : element;
  if (!at) throw new Error('Expected an item, but there is none.');
  const write = (field: Field, value: string | undefined) => editor.apply(field.write(at, value, editor.create));
  for (const [id, value] of Object.entries(sample.first ?? {})) {
    const other = group.fields.find((one) => one.id === id);
    if (!other) throw new Error(`Expected a field ${id} in ${groupId}, but there is none.`);
    write(other, value);
  }
  return { editor, at, write };
}

describe('modeler/properties: every field', () => {
  const touched = new Set<string>();

  it('should have a sample here, and no sample should be left over', () => {
    expect(Object.keys(SAMPLES).sort()).to.deep.equal(FIELDS.map(({ name }) => name).sort());
  });

  for (const { field, name } of FIELDS) {
    it(`should change what the engine reads, read back, be named in a comparison and be undone: ${name}`, async () => {
      const sample = SAMPLES[name];
      if (!sample) throw new Error('Expected a sample, but there is none.');
      const { editor, at, write } = await openFor(name, sample);
      const [before, meant] = [await editor.xml(), await meaning(editor)];
      expect(field.shown?.(at) ?? true, 'it is shown').to.equal(true);
      if (sample.value !== undefined)
        expect(field.refuses?.(sample.value, at), 'it takes the value').to.equal(undefined);
      if (field.kind === 'choice' && sample.value !== undefined)
        expect(
          field.options?.(at).map(({ value }) => value),
          'it offers the value',
        ).to.include(sample.value);

      const undo = write(field, sample.value);

      expect(field.read(at)).to.equal(sample.value);
      const after = await editor.xml();
      const given = dialectIn(sample.model);
      for (const [said, attribute] of dialectIn(after)) if (!given.has(said)) touched.add(attribute);
      expect(await meaning(editor), 'the engine reads something else').to.not.equal(meant);
      const differences = compareModels(await parsed(before), await parsed(after));
      expect(differences, 'a comparison shows it').to.not.deep.equal([]);
      const nameless = differences.flatMap(({ properties }) => properties.map(({ property }) => property));
      expect(
        nameless.filter((property) => wordFor(property).key === null),
        'in words',
      ).to.deep.equal([]);
      undo();
      expect(await editor.xml()).to.equal(before);
    });
  }

  it('should in a comparison call what was chosen as the panel calls it', () => {
    const chosen = FIELDS.filter(({ field, name }) => field.kind === 'choice' && SAMPLES[name]?.value !== undefined);
    // Which flow it is is told by the diagram.
    const coded = chosen.filter(({ field }) => field.id !== 'defaultFlow');

    expect(
      coded.filter(({ field, name }) => optionLabel(field.id, SAMPLES[name]?.value ?? '') === undefined),
    ).to.deep.equal([]);
  });

  it('should together write every attribute of the dialect', () => {
    const all = tongban.types.flatMap(({ name, properties, ...type }) =>
      (properties as { name: string; isAttr?: boolean }[])
        .filter(({ isAttr }) => isAttr)
        .map((property) => property.name.replace('tb:', ''))
        .map((property) => ('extends' in type ? property : `${name.replace('tb:', '').toLowerCase()}.${property}`)),
    );

    expect(
      [...new Set(all)].filter((attribute) => !touched.has(attribute) && !MODEL_ONLY.includes(attribute)),
    ).to.deep.equal([]);
  });
});

/** What attributes of ours say, each with its name: `operations` where one stands at an element of BPMN, `limit.value` at one of ours. */
function dialectIn(xml: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, element = '', attributes = ''] of xml.matchAll(/<([\w:]+)((?:\s+[\w:]+="[^"]*")*)\s*\/?>/g))
    for (const [said, attribute = ''] of attributes.matchAll(/([\w:]+)="[^"]*"/g)) {
      if (attribute.startsWith('tb:')) found.set(said, attribute.slice(3));
      else if (element.startsWith('tb:'))
        found.set(`${element} ${said}`, `${element.slice(3).toLowerCase()}.${attribute}`);
    }
  return found;
}
