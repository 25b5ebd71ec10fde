import { expect } from 'chai';
import fc from 'fast-check';
import { Coverage } from './coverage.ts';
import { runZoo, zoo } from './zoo-run.ts';

/** What the models must have met; a row must contain all parts. */
const FLOORS: readonly (readonly [what: string, ...row: string[]])[] = [
  ...[
    'userTask',
    'serviceTask',
    'receiveTask',
    'sendTask',
    'subProcess',
    'transaction',
    'adHocSubProcess',
    'callActivity',
  ].map((type) => ['enter', type] as const),
  ...['parallelGateway', 'inclusiveGateway', 'exclusiveGateway', 'complexGateway', 'eventBasedGateway'].map(
    (type) => ['enter', type] as const,
  ),
  ...['timer', 'message', 'signal', 'conditional', 'link'].map(
    (kind) => ['enter', 'intermediateCatchEvent', kind] as const,
  ),
  ...['compensat', 'link', 'signal', 'escalation'].map((kind) => ['enter', 'intermediateThrowEvent', kind] as const),
  ...['subProcess', 'transaction', 'adHocSubProcess'].map(
    (scope) => ['completeElement', 'userTask', `in ${scope}`] as const,
  ),
  ['completeElement', 'userTask', '(item)'],
  ['fireTimer', 'userTask'],
  ['fireTimer', 'intermediateCatchEvent'],
  ['receive', 'receiveTask'],
  ['receive', 'subProcess'],
  ['completeEffect', 'serviceTask'],
  ['failEffect', 'serviceTask'],
  ['throwError', 'serviceTask'],
  ['retryIncident', 'serviceTask'],
  ['startInner', 'adHocSubProcess'],
  ['writeVariables', 'process'],
  ['enter', 'endEvent cancel'],
  ['enter', 'endEvent error'],
];

describe('property/zoo', function () {
  this.timeout(300_000);

  it('should keep every invariant in random models of everything, whole and in parts', async () => {
    const coverage = new Coverage();

    await fc.assert(
      fc.asyncProperty(zoo, (run) => runZoo(run, coverage)),
      { numRuns: 1_400 },
    );

    console.log(`${coverage}`);
    const missed = FLOORS.filter(([what, ...row]) => coverage.hits(what, ...row) === 0);
    expect(missed).to.deep.equal([]);
  });
});
