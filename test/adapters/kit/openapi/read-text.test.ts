import { expect } from 'chai';
import { contractFromOpenApi } from '../../../../adapters/kit/openapi/from-openapi.ts';
import { readText } from '../../../../adapters/kit/openapi/read-text.ts';

const YAML = `
openapi: 3.0.3
info: { title: Water, version: 1.2.0 }
x-no: &no
  '404': { description: none }
paths:
  /meters/{id}:
    get:
      operationId: getMeter
      summary: |
        Read a meter
      parameters:
        - { name: id, in: path, required: true, schema: { type: string, maxLength: 20 }, example: "012" }
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
                type: object
                required: [on]
                properties: { on: { type: string, example: 2026-03-02 } }
        '404': { description: none }
`;

/** Ten times ten times ten …: a thousand characters that would be a billion. */
const BOMB = ['a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]']
  .concat([...'bcdefghij'].map((name, index) => `${name}: &${name} [${Array(10).fill(`*${'abcdefghi'[index]}`)}]`))
  .join('\n');

describe('OpenAPI document as text', () => {
  it('should be read from YAML as what JSON would say', () => {
    const document = readText(YAML);

    expect(document).to.have.nested.property('info.version', '1.2.0');
    expect(JSON.stringify(document), 'a day is a text, a number in quotes too')
      .to.contain('"2026-03-02"')
      .and.contain('"012"');
    expect(contractFromOpenApi(document, { name: 'water', level: 2 }).contract.operations[0]?.topic).to.equal(
      'water.get-meter',
    );
  });

  it('should be read from JSON, blank lines before it or not', () => {
    expect(readText('\n {"openapi": "3.1.0"}')).to.deep.equal({ openapi: '3.1.0' });
  });

  for (const [what, text] of Object.entries({
    'a bomb of aliases': BOMB,
    'a circle': 'a: &a [1, *a]',
    'a name that is there twice': 'a: 1\na: 2',
    'several documents': 'a: 1\n---\nb: 2',
    'a tag of its own': 'a: !!js/function "function () { return 1 }"',
    'what JSON has no number for': 'a: .inf',
    'an alias to nothing': 'a: *b',
    'a list that does not end': 'a: [1,',
    'JSON that does not end': '{"a": 1',
    'very deep nesting': `a: ${'['.repeat(100_000)}`,
  })) {
    it(`should refuse ${what}, in one line`, () => {
      expect(() => readText(text))
        .to.throw(/^Expected an OpenAPI document in JSON or YAML, but it is neither: .+$/)
        .with.property('message')
        .that.does.not.include('\n');
    });
  }

  it('should give nobody another prototype', () => {
    const document = readText('__proto__: { polluted: true }\nconstructor: { prototype: { polluted: true } }');

    expect(({} as { polluted?: boolean }).polluted).to.equal(undefined);
    expect(Object.getPrototypeOf(document)).to.equal(Object.prototype);
  });
});
