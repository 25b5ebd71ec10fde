import { expect } from 'chai';
import type { KnownContract } from '../../../modeler/contracts/known-contract.ts';
import { exampleDepartments } from '../../../modeler/play/departments.ts';
import { nameWithin } from '../../../modeler/play/names.ts';
import { bpmn, compileXml, flows } from '../../support/bpmn.ts';

const operation = (topic: string, examples: object[]) => ({
  ...{ topic, title: { zh: '', en: '' }, effect: 'change', request: {}, levels: {}, errors: [], examples },
  answer: {
    type: 'object',
    required: ['signature', 'at', 'state', 'count', 'by'],
    properties: {
      signature: { type: 'string' },
      at: { type: 'string', format: 'date-time' },
      state: { enum: ['sealed', 'revoked'] },
      count: { type: 'integer', minimum: 1 },
      by: { type: 'object', required: ['valid'], properties: { valid: { type: 'boolean' } } },
      remark: { type: 'string' },
    },
  },
});
const CONTRACTS = [
  {
    operations: [
      operation('seal', [{ name: 'revoked', request: {}, error: 'seal.revoked' }]),
      operation('known', [
        { name: 'unknown', request: {}, error: 'none' },
        { name: 'found', request: {}, answer: { found: true } },
      ]),
    ],
  },
] as unknown as readonly KnownContract[];

describe('modeler/play/departments', () => {
  const ask = (topic: string) =>
    exampleDepartments(CONTRACTS).ask({ topic, variables: {} } as unknown as Parameters<
      ReturnType<typeof exampleDepartments>['ask']
    >[0]);

  it('should answer with an example that is an answer', async () => {
    expect(await ask('known')).to.deep.include({ kind: 'completed', variables: { found: true } });
  });

  it('should answer as the contract allows where its examples only fail', async () => {
    expect(await ask('seal')).to.deep.include({
      kind: 'completed',
      variables: { signature: '-', at: '2026-01-05T01:00:00Z', state: 'sealed', count: 1, by: { valid: true } },
    });
  });
});

describe('modeler/play/names', () => {
  it('should name the steps of called processes in the language of the reader, by id where they have no name', async () => {
    const task = '<userTask id="take" name="收件" tb:nameEn="Take in"/><userTask id="plain"/>';
    const graph = await compileXml(
      bpmn(`<startEvent id="start"/>${task}<endEvent id="end"/>${flows('start take plain end')}`),
    );
    const world = { others: [{ graph }] } as unknown as Parameters<typeof nameWithin>[0];

    expect(nameWithin(world, 'take', 'zh')).to.equal('收件');
    expect(nameWithin(world, 'take', 'en')).to.equal('Take in');
    expect(nameWithin(world, 'plain', 'zh')).to.equal('plain');
    expect(nameWithin(world, 'unknown', 'zh')).to.equal('unknown');
  });
});
