import { expect } from 'chai';
import fc from 'fast-check';
import { type CompiledModel, compileModel } from '../../engine/model/compile.ts';
import { xmlOf } from './catalogue/fixture.ts';
import { FIXTURES } from './catalogue/fixtures.ts';

const MODELS = Object.values(FIXTURES).map(({ valid }) => xmlOf(valid));

const idsOf = (xml: string): string[] => [...xml.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id ?? '');

/** Every value of the file that could be another: attributes but for names and ids, and texts. */
const values = (xml: string): { at: number; length: number }[] =>
  [...xml.matchAll(/(?<= (?!id=|xmlns|targetNamespace)[\w:]+=")[^"]*(?=")|(?<=>)[^<>\s]+(?=<\/)/g)].map((match) => ({
    at: match.index,
    length: match[0].length,
  }));

const BAD = [
  '',
  ' ',
  'yes',
  '-1',
  '1e9',
  'Foo',
  '__proto__',
  'constructor',
  'ns:x',
  ':',
  '=',
  '=(',
  'null',
  '受理',
  '9'.repeat(400),
];

interface Damage {
  readonly model: number;
  readonly place: number;
  readonly value: number;
}

const damage: fc.Arbitrary<Damage> = fc.record({
  model: fc.nat(MODELS.length - 1),
  place: fc.nat(10_000),
  value: fc.nat(10_000),
});

/** The model with one value replaced: by the id of something else in the file, or by something that is no value at all. */
function replaced({ model, place, value }: Damage): string {
  const xml = MODELS[model] ?? '';
  const places = values(xml);
  const target = places[place % Math.max(places.length, 1)];
  const candidates = [...idsOf(xml), ...BAD];
  if (!target) return xml;
  return xml.slice(0, target.at) + candidates[value % candidates.length] + xml.slice(target.at + target.length);
}

/** The model without one of its elements, or with one of them twice, or with one moved into another. */
function moved({ model, place, value }: Damage): string {
  const xml = MODELS[model] ?? '';
  const elements = [...xml.matchAll(/<(\w+)(?: [^<>]*)?\/>|<(\w+)(?: [^<>]*)?>[^<>]*<\/\2>/g)];
  const element = elements[place % Math.max(elements.length, 1)];
  if (!element) return xml;
  const without = xml.slice(0, element.index) + xml.slice(element.index + element[0].length);
  const gaps = [...without.matchAll(/>(?=\s*<)/g)].slice(1);
  const gap = gaps[value % Math.max(gaps.length, 1)];
  if (!gap || value % 3 === 0) return without;
  const at = gap.index + 1;
  return (value % 3 === 1 ? xml : without).slice(0, at) + element[0] + (value % 3 === 1 ? xml : without).slice(at);
}

function expectAnAnswer({ graphs, problems }: CompiledModel): void {
  expect(problems.filter(({ rule }) => rule === 'rule-error')).to.deep.equal([]);
  expect(graphs.length === 0).to.equal(problems.some(({ severity }) => severity === 'error'));
}

describe('model under damage', () => {
  it('should answer with problems or a graph, whatever one value of a model is replaced by', async () => {
    await fc.assert(
      fc.asyncProperty(damage, async (seed) => expectAnAnswer(await compileModel(replaced(seed)))),
      { numRuns: 300 },
    );
  });

  it('should answer with problems or a graph, whatever element is missing, doubled or elsewhere', async () => {
    await fc.assert(
      fc.asyncProperty(damage, async (seed) => expectAnAnswer(await compileModel(moved(seed)))),
      { numRuns: 300 },
    );
  });
});
