import { expect } from 'chai';
import { readDataContracts, readDepartmentContracts } from '../../adapters/contracts.ts';
import type { Operation } from '../../adapters/kit/contract.ts';
import { documentContract } from '../../adapters/kit/document.ts';
import { keepContract } from '../../adapters/kit/keep-contract.ts';
import { runMappingTests } from '../../adapters/kit/mapping.ts';
import { toContract } from '../../adapters/kit/read-contract.ts';
import { entriesOf } from '../../engine/sharing/from-contract.ts';
import { requestOf } from './contract.ts';

const contracts = readDepartmentContracts();
const mapped = contracts.flatMap((contract) =>
  contract.operations.flatMap(({ mapping, ...operation }) => (mapping ? [{ contract, operation, mapping }] : [])),
);
const THE_TAX_OF = (value: number) =>
  keepContract(named('tax'), { call: async () => ({ kind: 'completed', variables: { qsje: value } }) });
const named = (name: string) => {
  const found = contracts.find((contract) => contract.name === name);
  if (!found) throw new Error(`no contract ${name}`);
  return found;
};

describe('departments', () => {
  it('should each provide something to the catalogue of shared data', () => {
    const providers = new Set(
      readDataContracts().flatMap((contract) => entriesOf(contract, 0).map(({ provider }) => provider)),
    );

    expect(contracts).to.have.length(42);
    expect(contracts.map(({ name }) => name).filter((name) => !providers.has(name))).to.deep.equal([]);
  });

  it('should come with mapping tables, of several departments', () => {
    expect(new Set(mapped.map(({ contract }) => contract.name)).size).to.be.at.least(3);
  });

  for (const { contract, operation, mapping } of mapped) {
    describe(`the mapping of ${operation.topic}`, () => {
      it('should pass the tests that come with it, both ways', () => {
        expect(runMappingTests(mapping).filter(({ got }) => got !== null)).to.deep.equal([]);
        expect(new Set(mapping.tests.map(({ direction }) => direction)).size).to.equal(2);
      });

      it('should have a test that notices when any of its rows is another', () => {
        const sides = (['request', 'answer'] as const).flatMap((side) =>
          (mapping[side] ?? []).map((row) => ({ side, row })),
        );
        for (const { side, row } of sides) {
          const rows = (mapping[side] ?? []).map((each) => (each === row ? { ...row, from: '"another"' } : each));
          const failed = runMappingTests({ ...mapping, [side]: rows }).filter(({ got }) => got !== null);

          expect(failed, `${side} ${row.to}`).to.not.deep.equal([]);
        }
      });

      it('should give what the contract allows, for all it was tested with', async () => {
        const [example] = operation.examples.filter(({ answer }) => answer !== undefined);
        for (const { given, direction } of mapping.tests) {
          if (direction !== 'answer') continue;
          const adapter = keepContract(contract, { call: async () => ({ kind: 'completed', variables: given }) });
          const answer = await adapter.call(requestOf({ topic: operation.topic, variables: example?.request ?? {} }));

          expect(answer.kind, JSON.stringify(given)).to.equal('completed');
        }
      });

      it('should send the words of the department and none of ours', async () => {
        const seen: object[] = [];
        const adapter = keepContract(contract, {
          call: async ({ values }) => {
            seen.push(values);
            return { kind: 'error', code: 'unknown' };
          },
        });
        await adapter.call(requestOf({ topic: operation.topic, variables: operation.examples[0]?.request ?? {} }));

        expect(Object.keys(seen[0] ?? {})).to.deep.equal((mapping.request ?? []).map(({ to }) => to));
      });

      it('should be in the page for the other side', () => {
        const page = documentContract(contract, 'zh');

        for (const { to } of [...(mapping.request ?? []), ...(mapping.answer ?? [])])
          expect(page).to.contain(`| \`${to}\` |`);
      });
    });
  }

  it('should say a sum in another unit, whatever it is', async () => {
    const ask = requestOf({ topic: 'tax.check-debt', variables: { creditCode: '91350100M000100Y43' } });

    expect(await THE_TAX_OF(0.1).call(ask)).to.deep.include({ variables: { clear: false, debtAmount: 10 } });
    expect((await THE_TAX_OF(-5).call(ask)).kind, 'a negative debt is none').to.equal('failed');
  });

  it('should not start with a mapping whose test fails', () => {
    const contract = named('tax');
    const spoilt = contract.operations.map(
      (operation): Operation =>
        operation.mapping
          ? { ...operation, mapping: { ...operation.mapping, answer: [{ to: 'clear', from: 'true' }] } }
          : operation,
    );

    expect(() => toContract({ ...contract, operations: spoilt })).to.throw(/mapping test/);
  });
});
