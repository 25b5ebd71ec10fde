/** Which department is asked for what, and which variables go there and come back: chosen from its contract, written as topic and mappings. */
import { extensionsOf, type ModdleElement } from '../../../engine/model/moddle.ts';
import { GRADE, SENSITIVE } from '../../contracts/dictionary.ts';
import { type KnownContract, type KnownOperation, propertiesOf, type Schema } from '../../contracts/known-contract.ts';
import { schemaDoubts } from '../../contracts/schema-doubts.ts';
import { type Field, type FieldGroup, field, type Place, type Words } from '../field.ts';
import { addExtension, attributeText, change, removeExtension } from '../moddle.ts';
import { attribute } from '../places.ts';

const always = (): boolean => true;

/** None where nothing is known of any department. */
export function operationGroups(element: ModdleElement, contracts: readonly KnownContract[]): readonly FieldGroup[] {
  if (contracts.length === 0) return [];
  const contract = contractOf(element, contracts);
  const operation = operationOf(element, contract);
  const choices = [departmentField(contracts), ...(contract ? [operationField(contract)] : [])];
  const groups: FieldGroup[] = [{ id: 'department', appliesTo: always, fields: choices }];
  if (!operation) return groups;
  const [asked, answered] = [requestFields(operation), answerFields(operation)];
  if (asked.length > 0) groups.push({ id: 'departmentRequest', appliesTo: always, fields: asked });
  if (answered.length > 0) groups.push({ id: 'departmentAnswer', appliesTo: always, fields: answered });
  return groups;
}

const topicOf = (element: ModdleElement): string => attributeText(element, 'tb:topic') ?? '';

const contractOf = (element: ModdleElement, contracts: readonly KnownContract[]): KnownContract | undefined =>
  contracts.find(({ operations }) => operations.some(({ topic }) => topic === topicOf(element)));

const operationOf = (element: ModdleElement, contract: KnownContract | undefined): KnownOperation | undefined =>
  contract?.operations.find(({ topic }) => topic === topicOf(element));

/** Choosing a department chooses the first thing it can be asked for. */
const departmentField = (contracts: readonly KnownContract[]): Field =>
  field(
    {
      read: (element) => contractOf(element, contracts)?.name,
      write: (element, value) => [
        change(element, { 'tb:topic': contracts.find(({ name }) => name === value)?.operations[0]?.topic }),
      ],
    },
    {
      id: 'askedDepartment',
      kind: 'choice',
      options: () => [
        { value: '', label: 'department-none', fixed: true },
        ...contracts.map(({ name, title }) => ({ value: name, label: title.zh, words: title })),
      ],
    },
  );

const operationField = ({ operations }: KnownContract): Field =>
  field(attribute('tb:topic'), {
    id: 'departmentOperation',
    kind: 'choice',
    options: () => operations.map(({ topic, title }) => ({ value: topic, label: title.zh, words: title })),
  });

/** The panel looks its entries up by their ids, in quotation marks. */
const quotable = (name: string): string => name.replace(/["\\]/g, '_');

const requestFields = ({ request, levels }: KnownOperation): Field[] =>
  propertiesOf(request).map(({ name, schema, required }) =>
    field(mapping('tb:Input', { key: 'target', is: name, holds: 'source' }), {
      id: `request-${quotable(name)}`,
      kind: 'text',
      syntax: 'value',
      title: titleOf(name, required),
      note: noteOf(schema, levels[name]),
      doubts: (value, compile) => schemaDoubts(schema, value, compile),
    }),
  );

const answerFields = ({ answer, levels }: KnownOperation): Field[] =>
  propertiesOf(answer).map(({ name, schema }) =>
    field(mapping('tb:Output', { key: 'source', is: `=${name}`, holds: 'target' }), {
      id: `answer-${quotable(name)}`,
      kind: 'text',
      title: titleOf(name, false),
      note: noteOf(schema, levels[name]),
    }),
  );

const titleOf = (name: string, required: boolean): Words => ({
  zh: name + (required ? ' *' : ''),
  en: name + (required ? ' *' : ''),
});

function noteOf(schema: Schema, level: KnownOperation['levels'][string] | undefined): Words {
  const shape = [schema.type, schema.format].flat().filter(Boolean).join(', ');
  const allowed = Array.isArray(schema.enum) ? `: ${schema.enum.join(', ')}` : '';
  const of = (language: keyof Words): string => {
    const grade = level ? ` · ${GRADE[language]} ${level.level}` : '';
    return `${shape}${allowed}${grade}${level?.sensitive ? ` · ${SENSITIVE[language]}` : ''}`;
  };
  return { zh: of('zh'), en: of('en') };
}

interface Row {
  /** The attribute by which the row is found, and what it says there. */
  readonly key: 'source' | 'target';
  readonly is: string;
  /** The attribute that is edited. */
  readonly holds: 'source' | 'target';
}

/** One row among the mappings of an element; it comes and goes with its value. Other rows are left alone. */
function mapping(type: 'tb:Input' | 'tb:Output', { key, is, holds }: Row): Place {
  const find = (element: ModdleElement): ModdleElement | undefined =>
    extensionsOf(element).find((row) => row.$type === type && spaceless(attributeText(row, key)) === is);
  return {
    read: (element) => {
      const row = find(element);
      return row && attributeText(row, holds);
    },
    write(element, value, create) {
      const row = find(element);
      if (!row)
        return value === undefined ? [] : [addExtension(element, create(type, { [key]: is, [holds]: value }), create)];
      return value === undefined ? [removeExtension(element, row)] : [change(row, { [holds]: value })];
    },
  };
}

/** `= number` and `=number` are one. */
const spaceless = (text: string | undefined): string | undefined => text?.replace(/^=\s*/, '=').trim();
