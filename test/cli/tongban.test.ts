import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { bpmn, flowIf, flows } from '../support/bpmn.ts';
import { createTestDatabase, type TestDatabase, useDatabase, withClient } from '../support/database.ts';
import { type Exit, tongban } from './support/tongban.ts';

const COMMANDS = [
  'start',
  'migrate',
  'deploy',
  'check',
  'test-process',
  'layout',
  'pictures',
  'replay',
  'verify-audit',
  'verify-clocks',
  'repair',
  'bench',
];

const TASK = bpmn(
  `<startEvent id="start"/><userTask id="work" name="Work"/><endEvent id="end"/>${flows('start work end')}`,
  { key: 'small' },
);

const HALTING = bpmn(
  `<startEvent id="start"/><endEvent id="end"/><userTask id="a"/><userTask id="b"/><inclusiveGateway id="s" default="s_b"/>
  <parallelGateway id="j"/>${flows('start s b j end', 'a j')}${flowIf('s', 'a', 'f')}${flowIf('a', 'b', 'g')}`,
  { key: 'halting' },
);

const LOG = `case:concept:name,concept:name,time:timestamp,org:resource,org:group,case:startdate,case:deadline,case:channel,case:department,case:responsible
case-1,Confirmation of receipt,2011-01-03T09:00:00+01:00,r1,g1,2011-01-03T08:00:00+01:00,2011-03-01T00:00:00+01:00,Internet,General,r1
case-1,T02 Check confirmation of receipt,2011-01-04T09:00:00+01:00,r2,g1,2011-01-03T08:00:00+01:00,2011-03-01T00:00:00+01:00,Internet,General,r1
case-2,Confirmation of receipt,2011-01-05T09:00:00+01:00,r1,g1,2011-01-05T08:00:00+01:00,2011-03-01T00:00:00+01:00,Desk,General,r1
`;

describe('cli', function () {
  this.timeout(120_000);
  const database = useDatabase();
  let folder: string;
  let good: string;
  let bad: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tongban-cli-'));
    good = file('good.bpmn', TASK);
    bad = file('bad.bpmn', TASK.replace('targetRef="work"', 'targetRef="nowhere"'));
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  function file(name: string, content: string): string {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  }

  const run = (...args: readonly string[]): Promise<Exit> => tongban(database.url, ...args);
  const sql = (text: string) => withClient(database.url, (client) => client.query(text));
  const versions = async () => (await sql("select version from definition where key = 'small' order by 1")).rows;
  const json = async (...args: readonly string[]) => {
    const { code, stdout } = await run(...args, '--json');
    return { code, answer: JSON.parse(stdout) };
  };

  describe('help', () => {
    for (const command of COMMANDS) {
      it(`should say in both languages what ${command} does`, async () => {
        const { code, stdout } = await run(command, '--help');

        expect(code).to.equal(0);
        expect(stdout)
          .to.contain(`Usage: tongban ${command}`)
          .and.to.match(/\p{Script=Han}/u);
      });
    }

    it('should name every command', async () => {
      const { code, stdout } = await run('--help');

      expect(code).to.equal(0);
      for (const command of COMMANDS) expect(stdout).to.match(new RegExp(`^  ${command}\\b`, 'm'));
    });
  });

  describe('what cannot be run', () => {
    const WRONG: readonly (readonly [name: string, args: readonly string[], says: RegExp])[] = [
      ['an unknown command', ['fly'], /unknown command 'fly'/],
      ['an unknown option', ['migrate', '--fly'], /unknown option '--fly'/],
      ['a missing argument', ['check'], /missing required argument 'files'/],
      ['a missing option', ['replay', 'log.csv'], /required option '--map/],
      ['a file that is not there', ['check', 'nowhere.bpmn'], /nowhere\.bpmn/],
      [
        'a severity that is none',
        ['check', 'x.bpmn', '--soundness', 'loud'],
        /Allowed choices are warning, error, off/,
      ],
      ['a number of states that is none', ['check', 'x.bpmn', '--states', '0'], /Expected a whole number from 1/],
      ['a time that is none', ['deploy', 'x.bpmn', '--activate-at', 'soon'], /Expected a time/],
      ['a case that is not there', ['verify-audit', '--instance', 'nobody'], /nobody/],
    ];

    for (const [name, args, says] of WRONG) {
      it(`should exit with 2 for ${name}`, async () => {
        const { code, stdout, stderr } = await run(...args);

        expect(code).to.equal(2);
        expect(stderr).to.match(says);
        expect(stdout).to.equal('');
      });
    }

    it('should exit with 2 for a database that cannot be reached', async () => {
      const { code, stderr } = await tongban('postgresql://nobody@127.0.0.1:1/none', 'migrate');

      expect(code).to.equal(2);
      expect(stderr).to.contain('ECONNREFUSED');
    });
  });

  describe('check', () => {
    it('should exit with 0 where nothing is wrong', async () => {
      const { code, answer } = await json('check', good);

      expect(code).to.equal(0);
      expect(answer.problems.filter(({ severity }: { severity: string }) => severity === 'error')).to.deep.equal([]);
    });

    it('should exit with 1 and name file and place where something is', async () => {
      const { code, answer } = await json('check', good, bad);
      const words = await run('check', bad);

      expect(code).to.equal(1);
      expect(answer.problems.map((problem: { file: string }) => problem.file)).to.include(bad);
      expect(words.code).to.equal(1);
      expect(words.stdout).to.match(/bad\.bpmn:\d+:\d+ error/);
    });
  });

  describe('check of whether cases come to an end', () => {
    let halting: string;
    before(() => {
      halting = file('halting.bpmn', HALTING);
    });

    it('should print the run that shows it, step by step', async () => {
      const { code, stdout } = await run('check', halting);

      expect(code).to.equal(0);
      expect(stdout).to.match(/halting\.bpmn:\d+:\d+ warning j \[soundness\]\n.*\n.*\p{Script=Han}/u);
      expect(stdout).to.contain(
        '\n    1. start start → start (start_s), s (s_a), a ●\n    2. complete a → a (a_j), j ●',
      );
    });

    it('should exit with 1 where it is an error, and say nothing where it is off', async () => {
      const error = await run('check', halting, '--soundness', 'error');
      const off = await run('check', halting, '--soundness', 'off');

      expect(error.code).to.equal(1);
      expect(error.stdout).to.contain('error j [soundness]');
      expect(off.code).to.equal(0);
      expect(off.stdout).to.not.contain('[soundness]');
    });

    it('should warn that it was not decided where too few states are looked at', async () => {
      const { code, stdout } = await run('check', halting, '--soundness', 'error', '--states', '1');

      expect(code).to.equal(0);
      expect(stdout).to.contain('warning halting [soundness]');
    });
  });

  describe('pictures', () => {
    it('should draw every process of a folder', async () => {
      const { code } = await tongban(database.url, 'pictures', 'processes', '--out', join(folder, 'pictures'));

      const drawn = readdirSync(join(folder, 'pictures'));
      expect(code).to.equal(0);
      expect(drawn).to.include.members(['street-vending.svg', 'policy-cash-in.svg', 'government-service.svg']);
      for (const name of drawn) expect(readFileSync(join(folder, 'pictures', name), 'utf8'), name).to.match(/^<svg /);
    });
  });

  describe('migrate', () => {
    let empty: TestDatabase;
    before(async () => {
      empty = await createTestDatabase({ empty: true });
    });
    after(() => empty.drop());

    it('should bring an empty database to the schema of today, and find nothing to do after that', async () => {
      const first = await tongban(empty.connectionString, 'migrate', '--json');
      const second = await tongban(empty.connectionString, 'migrate', '--json');
      const words = await tongban(empty.connectionString, 'migrate');

      expect(JSON.parse(first.stdout).applied).to.include.members(['001-engine', '002-people']);
      expect(JSON.parse(second.stdout)).to.deep.equal({ applied: [] });
      expect(words.stdout).to.contain('Nothing to do');
    });
  });

  describe('deploy', () => {
    it('should deploy once, and make no new version of what is unchanged', async () => {
      const first = await json('deploy', good, '--name', 'first');
      const second = await run('deploy', good);

      expect([first.code, second.code]).to.deep.equal([0, 0]);
      expect(first.answer.definitions[0]).to.include({ key: 'small', version: 1, unchanged: false });
      expect(second.stdout).to.contain('process small v1 (unchanged');
      expect(await versions()).to.deep.equal([{ version: 1 }]);
    });

    it('should exit with 1 and deploy nothing where one file has an error', async () => {
      const next = file('next.bpmn', TASK.replace('name="Work"', 'name="Next"'));

      const { code, stdout } = await run('deploy', next, bad);

      expect(code).to.equal(1);
      expect(stdout).to.contain('error');
      expect(await versions()).to.deep.equal([{ version: 1 }]);
    });

    it('should deploy for later', async () => {
      const later = file('later.bpmn', TASK.replace('name="Work"', 'name="Later"'));

      const { code } = await run('deploy', later, '--activate-at', '2100-01-01T00:00:00Z');

      const { rows } = await sql("select version from definition where activates_at = '2100-01-01T00:00:00Z'");
      expect(code).to.equal(0);
      expect(rows).to.deep.equal([{ version: 2 }]);
    });
  });

  describe('on cases that a log was lived through', () => {
    let log: string;
    /** Without an end: the cases of this log go on. */
    let map: string;
    let first: { code: number; answer: { cases: number; events: number; run: { casesOpened: number } } };

    const replay = () => json('replay', log, '--map', map);
    const written = async () => (await sql('select count(*)::int as rows from journal')).rows[0].rows;

    before(async () => {
      log = file('log.csv', LOG);
      const { end, ...open } = JSON.parse(readFileSync('processes/permit-receipt/map.json', 'utf8'));
      expect(end).to.equal('log');
      map = file('map.json', JSON.stringify(open));
      first = await replay();
    });

    it('should have opened its cases, and open and write nothing when it is lived again', async () => {
      const before = await written();

      const second = await replay();

      const { run: firstRun, ...found } = first.answer;
      const { run: secondRun, ...foundAgain } = second.answer;
      expect([first.code, second.code]).to.deep.equal([0, 0]);
      expect(found).to.include({ cases: 2, events: 3 });
      expect([firstRun.casesOpened, secondRun.casesOpened]).to.deep.equal([2, 0]);
      expect(foundAgain).to.deep.equal(found);
      expect(await written()).to.equal(before);
    });

    it('should report in words', async () => {
      const { stdout } = await run('replay', log, '--map', map);

      expect(stdout).to.match(/cases 办件\s+2 \(0 opened/);
    });

    it('should find every hash chain whole', async () => {
      const { code, answer } = await json('verify-audit');

      expect(code).to.equal(0);
      expect(answer).to.deep.equal({ checked: 2, broken: [] });
    });

    it('should find nothing to repair, and exit with 0', async () => {
      const { code, answer } = await json('repair', '--check');

      expect(code).to.equal(0);
      expect(answer).to.deep.equal({ cases: 2, differing: 0, differences: [], strays: 0, repaired: false });
    });

    it('should exit with 1 and change nothing when it checks lists that were edited, then repair them', async () => {
      const names = async () => (await sql('select name from task order by id')).rows;
      const before = await names();
      await sql("update task set name = 'edited'");
      const edited = await names();

      const check = await run('repair', '--check');
      const afterCheck = await names();
      const repaired = await json('repair');
      const again = await json('repair', '--check');

      expect(check.code).to.equal(1);
      expect(check.stdout).to.match(/: task \S+ different name\n/);
      expect(afterCheck).to.deep.equal(edited);
      expect(repaired.code).to.equal(0);
      expect(repaired.answer).to.include({ differing: edited.length, repaired: true });
      expect(again.code).to.equal(0);
      expect(await names()).to.deep.equal(before);
    });

    it('should name the broken row and exit with 1 where the journal was edited', async () => {
      const { rows } = await sql(
        `update journal set actor = 'mallory' where ctid in (select ctid from journal where seq = 1 order by instance_id limit 1) and seq = 1
         returning instance_id as id`,
      );

      const all = await json('verify-audit');
      const one = await run('verify-audit', '--instance', rows[0].id);

      expect(all.code).to.equal(1);
      expect(all.answer.broken).to.deep.equal([
        { instanceId: rows[0].id, found: { intact: false, seq: 1, reason: 'changed' } },
      ]);
      expect(one.code).to.equal(1);
      expect(one.stdout).to.contain(rows[0].id).and.to.contain('1 broken');
    });
  });
});
