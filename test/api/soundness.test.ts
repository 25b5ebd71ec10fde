import { expect } from 'chai';
import { compilersWith } from '../../engine/boot/compilers.ts';
import { bpmn, flowIf, flows } from '../support/bpmn.ts';
import { useServer } from './support/server.ts';

/** The join may fire, if both ways are chosen. */
const MODEL = bpmn(
  `<startEvent id="start"/><endEvent id="end"/><userTask id="a"/><userTask id="b"/><inclusiveGateway id="s" default="s_b"/>
  <parallelGateway id="j"/>${flows('start s b j end', 'a j')}${flowIf('s', 'a', 'f')}${flowIf('a', 'b', 'g')}`,
  { key: 'halting' },
);
const NEVER = bpmn(
  `<startEvent id="start"/><endEvent id="end"/><userTask id="a"/><userTask id="b"/><exclusiveGateway id="x" default="x_b"/>
  <parallelGateway id="j"/>${flows('start x b j end', 'a j')}${flowIf('x', 'a', 'f')}`,
  { key: 'never' },
);
const LINE_OF_JOIN = MODEL.split('<parallelGateway')[0]?.split('\n').length;

interface Told {
  readonly rule: string;
  readonly severity: string;
  readonly elementId: string;
  readonly line: number | null;
  readonly run?: readonly unknown[];
}

const deployment = (content: string) => ({ name: 'x', resources: [{ name: 'halting.bpmn', content }] });
const onRuns = (problems: readonly Told[]) =>
  problems.filter(({ rule }) => rule === 'soundness' || rule === 'join-never-fires');

describe('api/soundness', function () {
  this.timeout(60_000);

  describe('where it is a warning', () => {
    const server = useServer();

    it('should deploy, and tell with the run and the place in the file', async () => {
      const { status, body } = await server.as('root').post('/deployments', deployment(MODEL));

      const [told] = onRuns(body.warnings);
      expect(status).to.equal(201);
      expect(told).to.include({ severity: 'warning', elementId: 'j', line: LINE_OF_JOIN });
      expect(told?.run).to.have.length(2);
    });

    it('should refuse a join that can never fire, and tell it once', async () => {
      const { status, body } = await server.as('root').post('/deployments', deployment(NEVER));

      expect(status).to.equal(422);
      expect(onRuns(body.problems)).to.have.length(1);
      expect(onRuns(body.problems)[0]).to.include({ rule: 'join-never-fires', severity: 'error', elementId: 'j' });
    });

    it('should answer it for what is deployed', async () => {
      const { body: deployed } = await server.as('root').post('/deployments', deployment(MODEL));
      const path = `/process-definitions/${deployed.definitions[0].id}/soundness`;

      const official = await server.as('wang').get(path);
      const applicant = await server.as('li').get(path);
      const unknown = await server.as('wang').get('/process-definitions/nothing/soundness');

      expect(official.body).to.include({ verdict: 'unsound', limit: 20_000 });
      expect(onRuns(official.body.problems)[0]).to.include({ elementId: 'j', line: LINE_OF_JOIN });
      expect([applicant.status, unknown.status]).to.deep.equal([403, 404]);
    });
  });

  describe('where it is an error', () => {
    const server = useServer({ runtime: { compilers: compilersWith({ soundness: 'error', soundnessStates: null }) } });

    it('should refuse the deployment with the run', async () => {
      const { status, body } = await server.as('root').post('/deployments', deployment(MODEL));

      const [told] = onRuns(body.problems);
      expect([status, body.code]).to.deep.equal([422, 'deployment-invalid']);
      expect(told).to.include({ rule: 'soundness', severity: 'error', elementId: 'j' });
      expect(told?.run).to.have.length(2);
    });
  });

  describe('where it is off', () => {
    const server = useServer({ runtime: { compilers: compilersWith({ soundness: 'off', soundnessStates: null }) } });

    it('should deploy without a word', async () => {
      const { status, body } = await server.as('root').post('/deployments', deployment(MODEL));

      expect(status).to.equal(201);
      expect(onRuns(body.warnings)).to.deep.equal([]);
    });
  });

  describe('where few states are looked at', () => {
    const server = useServer({ runtime: { compilers: compilersWith({ soundness: 'error', soundnessStates: 1 }) } });

    it('should deploy, and warn that it was not decided', async () => {
      const { status, body } = await server.as('root').post('/deployments', deployment(MODEL));

      expect(status).to.equal(201);
      expect(onRuns(body.warnings)[0]).to.include({ severity: 'warning', elementId: 'halting' });
    });
  });
});
