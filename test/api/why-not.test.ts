/** Every verb, in every position of a task: what is not offered is refused, and the question why is answered in words. */
import { expect } from 'chai';
import { ERRORS } from '../../engine/errors.ts';
import { TASK_VERBS, type TaskVerb } from '../../engine/tasks/verbs.ts';
import { BY_LAW } from '../browser/support/models.ts';
import { bpmn, flows } from '../support/bpmn.ts';
import { deploy } from './support/models.ts';
import { type PersonId, useServer } from './support/server.ts';

const step = (id: string, assignment: string, attributes = '', more = '') =>
  `<userTask id="${id}" ${attributes}><extensionElements><tb:assignment ${assignment}/>${more}</extensionElements></userTask>`;
const model = (key: string, ...steps: readonly string[]) => {
  const ids = steps.map((one) => /id="(\w+)"/.exec(one)?.[1] ?? '').join(' ');
  return bpmn(`<startEvent id="start"/>${steps.join('')}<endEvent id="end"/>${flows(`start ${ids} end`)}`, {
    key,
    attributes: 'tb:starters="applicant,clerk"',
  });
};

const MODELS = [
  model('plain', step('work', 'groups="window"')),
  model('narrow', step('work', 'groups="window"', 'tb:operations="claim,complete"')),
  model('together', step('work', 'users="wang,zhao"', '', '<tb:approval rule="all"/>')),
  model('own', step('work', 'groups="window,tax"', 'tb:decides="case"')),
  BY_LAW.replaceAll('groups="deciders"', 'groups="window"'),
  model('deciding', step('work', 'groups="window"', 'tb:operations="claim,complete,refuse,revoke" tb:deciders="tax"')),
];

const CHECKS = ['M01', 'M02', 'M03'].map((material) => ({ material, result: 'missing', reason: '未提交' }));

/** What is asked of, by whom, and what has happened to the task before. */
interface Situation {
  readonly key: string;
  readonly asks: PersonId;
  readonly before?: readonly (readonly [PersonId, TaskVerb | 'case', object?])[];
  readonly starter?: PersonId;
}

const SITUATIONS: Readonly<Record<string, Situation>> = {
  'may be claimed': { key: 'plain', asks: 'wang' },
  'is his': { key: 'plain', asks: 'wang', before: [['wang', 'claim']] },
  'is somebody else’s, asked by who administers': { key: 'plain', asks: 'root', before: [['wang', 'claim']] },
  'is somebody else’s, asked by who manages': { key: 'plain', asks: 'mei', before: [['wang', 'claim']] },
  'is held': {
    key: 'plain',
    asks: 'wang',
    before: [
      ['wang', 'claim'],
      ['wang', 'suspend'],
    ],
  },
  'is delegated, asked by its owner': {
    key: 'plain',
    asks: 'wang',
    before: [
      ['wang', 'claim'],
      ['wang', 'delegate', { to: 'zhao' }],
    ],
  },
  'has few verbs in the model': { key: 'narrow', asks: 'wang', before: [['wang', 'claim']] },
  'is a seat of a round': { key: 'together', asks: 'wang' },
  'is a seat that somebody is heard for first': {
    key: 'together',
    asks: 'wang',
    before: [['wang', 'add-signer', { users: ['mei'], kind: 'before' }]],
  },
  'is the own case of who asks': { key: 'own', asks: 'wang', starter: 'wang' },
  'is of procedure by law, before acceptance': { key: 'by-law', asks: 'wang', before: [['wang', 'claim']] },
  'is a decision of others': { key: 'deciding', asks: 'wang', before: [['wang', 'claim']] },
  'is of somebody who was added before a decision': {
    key: 'plain',
    asks: 'zhao',
    before: [
      ['wang', 'claim'],
      ['wang', 'add-signer', { users: ['zhao'], kind: 'before' }],
    ],
  },
  'waits for a supplement': {
    key: 'by-law',
    asks: 'wang',
    before: [
      ['wang', 'claim'],
      ['wang', 'request-supplement', { checks: CHECKS }],
    ],
  },
  'belongs to a suspended case': {
    key: 'plain',
    asks: 'wang',
    before: [
      ['wang', 'claim'],
      ['root', 'case'],
    ],
  },
  'has ended': {
    key: 'plain',
    asks: 'wang',
    before: [
      ['wang', 'claim'],
      ['wang', 'complete'],
    ],
  },
};

/** A text that was not filled in. */
const UNFILLED = /\{\w+\}|undefined|\[object/;

describe('api/why not', function () {
  this.timeout(60_000);
  const server = useServer();
  before(async () => {
    await deploy(server, ...MODELS);
  });

  async function taskOf({ key, asks, before = [], starter = 'li' }: Situation): Promise<string> {
    const started = await server.as(starter).post('/process-instances', { definitionKey: key });
    const { body } = await server.as('root').get(`/tasks?instanceId=${started.body.id}`);
    const open: { id: string; assignee: string | null }[] = body.items;
    const { id } = open.find(({ assignee }) => assignee === asks) ?? open[0] ?? { id: '' };
    const idNow = async (): Promise<string> => {
      const { body: now } = await server.as('root').get(`/tasks?instanceId=${started.body.id}`);
      const items: { id: string; assignee: string | null }[] = now.items;
      return items.find(({ assignee }) => assignee === asks)?.id ?? id;
    };
    for (const [who, verb, input = {}] of before) {
      const path = verb === 'case' ? `/process-instances/${started.body.id}/suspend` : `/tasks/${id}/${verb}`;
      const done = await server.as(who).post(path, input);
      expect(done.status, `${verb}: ${done.text}`).to.be.within(200, 299);
    }
    return idNow();
  }

  for (const [name, situation] of Object.entries(SITUATIONS)) {
    it(`should say why of every verb that is not offered where the task ${name}`, async () => {
      const id = await taskOf(situation);
      const who = server.as(situation.asks);
      const { body: task, status } = await who.get(`/tasks/${id}`);
      // Who may not do it is not shown it, and may still ask those who may to go on.
      const offered: readonly string[] = status === 404 ? ['urge'] : (task.allowedActions ?? []);
      let refused = 0;

      for (const verb of TASK_VERBS) {
        const path = `/tasks/${id}/why-not?verb=${verb}`;
        const [en, zh] = [await who.get(path), await who.with({ 'accept-language': 'zh' }).get(path)];
        expect(en.body.allowed, `${verb} ${en.text}`).to.equal(offered.includes(verb));
        if (en.body.allowed) continue;
        refused += 1;
        const words = [en.body.problem.detail, zh.body.problem.detail];

        expect(ERRORS, verb).to.have.property(en.body.problem.code);
        expect(words[0], verb)
          .to.match(/^[A-Z].{10,}/s)
          .and.not.match(UNFILLED);
        expect(words[1], verb)
          .to.match(/[\u4e00-\u9fff]{4}/)
          .and.not.match(UNFILLED);
        const pressed = await who.post(`/tasks/${id}/${verb}`, {});
        expect(pressed.status, `${verb} ${pressed.text}`).to.be.within(400, 499);
        if (pressed.status !== 400) expect(pressed.body.code, verb).to.equal(en.body.problem.code);
      }

      expect(refused).to.be.above(5);
    });
  }
});
