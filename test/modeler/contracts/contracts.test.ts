import { expect } from 'chai';
import { readContracts } from '../../../adapters/contracts.ts';
import { runMappingTests as runAsTheEngine } from '../../../adapters/kit/mapping.ts';
import { compileExpression } from '../../../engine/feel/compile.ts';
import type { KnownContract, KnownOperation } from '../../../modeler/contracts/known-contract.ts';
import { runMappingTests } from '../../../modeler/contracts/run-mapping-tests.ts';
import { schemaDoubts } from '../../../modeler/contracts/schema-doubts.ts';
import { around, ModelEditor } from '../model-editor.ts';

const CONTRACTS = JSON.parse(JSON.stringify(readContracts())) as readonly KnownContract[];

async function open(attributes = '', inside = ''): Promise<ModelEditor> {
  const editor = await ModelEditor.open(
    around(
      `<bpmn:serviceTask id="it" ${attributes}><bpmn:extensionElements>${inside}</bpmn:extensionElements></bpmn:serviceTask>`,
    ),
  );
  editor.contracts = CONTRACTS;
  return editor;
}

describe('modeler/contracts', () => {
  it('should choose department and operation, and write the topic that the engine reads', async () => {
    const editor = await open();
    expect(editor.shown('it')).to.not.include('departmentOperation');

    editor.write('it', 'askedDepartment', 'tax');
    expect(editor.read('it', 'topic')).to.equal('tax.check-debt');
    editor.write('it', 'departmentOperation', 'tax.register');

    expect(editor.read('it', 'askedDepartment')).to.equal('tax');
    expect((await editor.node('it')).job?.topic).to.deep.equal({ kind: 'literal', text: 'tax.register' });
    expect(editor.shown('it')).to.include.members(['request-creditCode', 'request-companyName', 'answer-recordNumber']);
  });

  it('should write one mapping for each value, and take it away again', async () => {
    const editor = await open('tb:topic="tax.register"');

    editor.write('it', 'request-companyName', '=applicant.name');
    editor.write('it', 'answer-recordNumber', 'taxNumber');
    const xml = await editor.xml();
    editor.write('it', 'request-companyName', undefined);
    editor.write('it', 'answer-recordNumber', undefined);

    expect(xml).to.match(/<tb:input [^>]*source="=applicant.name"/);
    expect(xml).to.match(/<tb:input [^>]*target="companyName"/);
    expect(xml).to.match(/<tb:output [^>]*target="taxNumber"/);
    expect(xml).to.match(/<tb:output [^>]*source="=recordNumber"/);
    expect(await editor.xml()).to.not.contain('<tb:');
  });

  it('should read what is written by hand, and leave other mappings alone', async () => {
    const own =
      '<tb:input source="=1" target="other" /><tb:input source="=code" target="creditCode" /><tb:output source="= recordNumber" target="n" />';
    const editor = await open('tb:topic="tax.register"', own);

    expect(editor.read('it', 'request-creditCode')).to.equal('=code');
    expect(editor.read('it', 'answer-recordNumber')).to.equal('n');
    editor.write('it', 'request-creditCode', '=c2');
    editor.write('it', 'answer-recordNumber', undefined);

    const xml = await editor.xml();
    expect(xml)
      .to.contain('source="=1" target="other"')
      .and.contain('source="=c2" target="creditCode"')
      .and.not.contain('tb:output');
  });

  it('should offer nothing where nothing is known, and nothing to what is done inside', async () => {
    const nothing = await open();
    nothing.contracts = [];
    const inside = await ModelEditor.open(around('<bpmn:userTask id="it" />'));
    inside.contracts = CONTRACTS;

    for (const editor of [nothing, inside]) expect(editor.shown('it')).to.not.include('askedDepartment');
  });

  it('should doubt what cannot fit the schema, and nothing else', () => {
    const doubt = (schema: object, source: string): string | undefined =>
      schemaDoubts(schema as Record<string, unknown>, source, compileExpression)?.en;
    const text = { type: 'string', maxLength: 3, pattern: '^[A-Z]*$' };

    expect(doubt(text, 'AB')).to.equal(undefined);
    expect(doubt(text, '="AB"')).to.equal(undefined);
    expect(doubt(text, '=5')).to.equal('The contract asks for a text.');
    expect(doubt(text, 'ABCD')).to.equal('The contract admits 3 characters at most.');
    expect(doubt(text, '="ab"')).to.equal('The contract asks for the form ^[A-Z]*$.');
    expect(doubt({ type: 'integer', minimum: 1, maximum: 9 }, '=1.5')).to.equal(
      'The contract asks for a whole number.',
    );
    expect(doubt({ type: 'integer', minimum: 1, maximum: 9 }, '=0')).to.equal('The contract asks for 1 or more.');
    expect(doubt({ type: 'integer', minimum: 1, maximum: 9 }, '=10')).to.equal('The contract asks for 9 or less.');
    expect(doubt({ enum: ['a', 'b'] }, 'c')).to.equal('The contract knows only: a, b.');
    expect(doubt({ type: 'array' }, '={a: 1}')).to.equal('The contract asks for a list.');
    expect(doubt({ type: ['integer', 'null'] }, '=null')).to.equal(undefined);
    for (const unknown of ['=applicant.age', '=1 +', '=amount + 1'])
      expect(doubt({ type: 'boolean' }, unknown)).to.equal(undefined);
  });

  it('should run the tests of a mapping as the engine does', () => {
    const mapping = {
      request: [{ to: 'NSRMC', from: 'upper case(companyName)' }],
      tests: [
        { name: 'good', direction: 'request', given: { companyName: 'ab' }, expected: { NSRMC: 'AB' } },
        { name: 'bad', direction: 'request', given: { companyName: 'ab' }, expected: { NSRMC: 'ab' } },
        { name: 'as it is', direction: 'answer', given: { a: 1, b: 2 }, expected: { b: 2, a: 1 } },
      ],
    } as const;
    const operation = { mapping } as unknown as KnownOperation;

    const results = runMappingTests(operation, compileExpression);

    expect(results).to.deep.equal([
      { name: 'good', passed: true, got: '{"NSRMC":"AB"}' },
      { name: 'bad', passed: false, got: '{"NSRMC":"AB"}' },
      { name: 'as it is', passed: true, got: '{"a":1,"b":2}' },
    ]);
    expect(results.map(({ passed }) => passed)).to.deep.equal(runAsTheEngine(mapping).map(({ got }) => got === null));
  });

  it('should pass every mapping test of the installation', () => {
    const operations = CONTRACTS.flatMap((contract) => contract.operations);

    expect(
      operations.flatMap((each) => runMappingTests(each, compileExpression)).filter(({ passed }) => !passed),
    ).to.deep.equal([]);
  });
});
