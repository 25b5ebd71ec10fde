import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { zh as shared } from '../../../apps/shared/i18n/zh.ts';
import { wordFor } from '../../../modeler/compare/words.ts';
import { en } from '../../../modeler/i18n/en.ts';
import { zh } from '../../../modeler/i18n/zh.ts';
import type { Field } from '../../../modeler/properties/field.ts';
import { GROUPS } from '../../../modeler/properties/groups.ts';
import { ModelEditor } from '../model-editor.ts';

const FIELDS: readonly Field[] = GROUPS.flatMap(({ fields }) => fields);

const LANGUAGES = { zh: { ...shared, ...zh }, en: { ...shared, ...en } };

function textOf(dictionary: object, key: string): unknown {
  return key.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], dictionary);
}

const missing = (keys: readonly string[]): string[] =>
  Object.entries(LANGUAGES).flatMap(([language, dictionary]) =>
    keys.filter((key) => typeof textOf(dictionary, key) !== 'string').map((key) => `${language}: ${key}`),
  );

/** Every source of the application, by its path. */
const SOURCES = readdirSync('modeler', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(vue|ts)$/.test(name) && !name.startsWith('i18n'))
  .map((name) => [name, readFileSync(join('modeler', name), 'utf8')] as const);

/** Keys that are asked for as they stand, and those with a part that is known only when they are asked for. */
const ASKED = SOURCES.flatMap(([, text]) =>
  [...text.matchAll(/\bt\(\s*[`']([\w.${}()-]+)[`']/g)].map(([, key]) => key ?? ''),
);

describe('modeler/i18n', () => {
  it('should have in both languages every text that a page asks for', () => {
    const whole = ASKED.filter((key) => key.includes('.') && !key.includes('$'));
    const begun = ASKED.filter((key) => key.includes('${')).map((key) => key.slice(0, key.indexOf('${')));
    const lacking = Object.entries(LANGUAGES).flatMap(([language, dictionary]) =>
      begun
        .filter((start) => start.endsWith('.') && typeof textOf(dictionary, start.slice(0, -1)) !== 'object')
        .map((start) => `${language}: ${start}`),
    );

    expect(whole).to.have.length.above(200);
    expect(missing([...new Set(whole)])).to.deep.equal([]);
    expect(lacking).to.deep.equal([]);
  });

  it('should write no text into a page that is in one language only', () => {
    const pages = SOURCES.filter(([name]) => name.endsWith('.vue'));
    const written = pages.flatMap(([name, text]) => {
      const template = /<template>([\s\S]*)<\/template>/.exec(text)?.[1] ?? '';
      const words = template
        .replace(/<!--[\s\S]*?-->/g, '')
        .replace(/\{\{[\s\S]*?\}\}/g, '')
        .replace(/<[a-zA-Z/](?:"[^"]*"|'[^']*'|[^>"'])*>/g, '\n');
      const named = [...template.matchAll(/\s(?:aria-label|title|placeholder|alt)="([^"]+)"/g)].map(
        ([, label]) => label ?? '',
      );
      return [...words.split('\n'), ...named]
        .filter((one) => /[\u4e00-\u9fff]|[A-Za-z]{2}/.test(one))
        .map((one) => `${name}: ${one.trim()}`);
    });

    expect(pages).to.have.length.above(20);
    expect(written).to.deep.equal([]);
  });

  it('should have a heading for every group', () => {
    expect(missing(GROUPS.map(({ id }) => `modeler.group.${id}`))).to.deep.equal([]);
  });

  it('should have a label, and an explanation where one is promised, for every field', () => {
    const labels = FIELDS.map(({ id, label }) => label ?? `modeler.field.${id}`);
    const hints = FIELDS.filter(({ hint }) => hint).map(({ id }) => `modeler.hint.${id}`);

    expect(missing([...labels, ...hints])).to.deep.equal([]);
  });

  it('should have a text for every fixed choice and every refusal', async () => {
    const editor = await ModelEditor.open(readFileSync('processes/government-service/government-service.bpmn', 'utf8'));
    const element = editor.element('Task_Examine');
    const options = FIELDS.flatMap(({ options: of }) => of?.(element) ?? []).filter(({ fixed }) => fixed);
    const refusals = FIELDS.map(({ refuses }) => refuses?.('—', element)).filter((reason) => reason !== undefined);

    expect(options).to.have.length.above(10);
    expect(missing(options.map(({ label }) => `modeler.option.${label}`))).to.deep.equal([]);
    expect(missing(refusals.map((reason) => `modeler.invalid.${reason}`))).to.deep.equal([]);
  });

  it('should call what differs as the panel calls it', () => {
    const properties = [
      'name',
      'conditionExpression',
      'assignment.groups',
      'timer.timeDate',
      'type',
      'output.x',
      'standard',
    ];

    expect(missing(properties.map((property) => wordFor(property).key ?? property))).to.deep.equal([]);
    expect(wordFor('output.x').name).to.equal('x');
    expect(wordFor('camunda:delegate')).to.deep.equal({ key: null, name: 'camunda:delegate' });
  });

  it('should not use signs that the dictionary reads as its own', () => {
    const texts = (value: unknown): string[] =>
      typeof value === 'string' ? [value] : Object.values(value as object).flatMap(texts);

    const odd = [zh, en].flatMap(texts).filter((text) => /@|\{(?!\w+\})/.test(text));

    expect(odd).to.deep.equal([]);
  });
});
