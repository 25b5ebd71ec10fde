import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { useDatabase } from '../support/database.ts';
import { tongban } from './support/tongban.ts';

const PROCESS = readFileSync('processes/permit-receipt/permit-receipt.bpmn', 'utf8');
const SCENARIOS = JSON.parse(readFileSync('processes/permit-receipt/scenarios.json', 'utf8')) as {
  readonly scenarios: readonly { readonly steps: readonly object[] }[];
};

describe('tongban test-process', function () {
  this.timeout(120_000);
  const database = useDatabase();
  let root: string;

  before(() => {
    root = mkdtempSync(join(tmpdir(), 'tongban-processes-'));
    mkdirSync(join(root, 'permit-receipt', 'forms'), { recursive: true });
    writeFileSync(join(root, 'permit-receipt', 'permit-receipt.bpmn'), PROCESS);
    for (const form of ['advice-necessity', 'document-check', 'external-advice', 'receipt-application']) copyForm(form);
    for (const form of ['receipt-check', 'stop-necessity']) copyForm(form);
  });

  after(() => rmSync(root, { recursive: true, force: true }));

  function copyForm(name: string): void {
    const file = join('permit-receipt', 'forms', `${name}.form`);
    writeFileSync(join(root, file), readFileSync(join('processes', file)));
  }

  const run = (scenarios: object, ...more: readonly string[]) => {
    writeFileSync(join(root, 'permit-receipt', 'scenarios.json'), JSON.stringify(scenarios));
    const people = join('processes', 'demo', 'organisation.json');
    const args = [join(root, 'permit-receipt'), '--organisation', people, '--out', join(root, 'out'), ...more];
    return tongban(database.url, 'test-process', ...args, '--json');
  };

  it('should be content where the scenarios hold and pass enough, and draw what they passed', async () => {
    const { code, stdout, stderr } = await run(
      { ...SCENARIOS, scenarios: SCENARIOS.scenarios.slice(0, 1) },
      '--min-coverage',
      '20',
    );

    expect(code, stderr).to.equal(0);
    const { scenarios, processes } = JSON.parse(stdout);
    expect(scenarios).to.have.length(1);
    expect(scenarios[0].problems).to.deep.equal([]);
    expect(processes[0]).to.have.property('key', 'permit-receipt');
    const { missing } = processes[0].coverage.flows;
    expect(missing).to.not.be.empty;
    expect(existsSync(processes[0].picture)).to.equal(true);
    expect(readFileSync(processes[0].picture, 'utf8')).to.include(`class="missed" data-element-id="${missing[0]}"`);
  });

  it('should say no where less is passed than is asked for', async () => {
    const { code } = await run({ ...SCENARIOS, scenarios: SCENARIOS.scenarios.slice(0, 1) });

    expect(code).to.equal(1);
  });

  it('should say no where a scenario and the engine part, and where', async () => {
    const [first] = SCENARIOS.scenarios;
    const wrong = { ...first, steps: [...(first?.steps ?? []), { expect: { status: 'terminated' } }] };

    const { code, stdout } = await run({ ...SCENARIOS, scenarios: [wrong] }, '--min-coverage', '0');

    expect(code).to.equal(1);
    expect(JSON.parse(stdout).scenarios[0].problems[0].en).to.include('terminated');
  });

  it('should say what is wrong with a folder that holds no diagram', async () => {
    const { code, stderr } = await tongban(database.url, 'test-process', join(root, 'nothing'));

    expect(code).to.equal(2);
    expect(stderr).to.include('to hold a .bpmn file');
  });
});
