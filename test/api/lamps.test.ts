import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import { deploy } from './support/models.ts';
import { type PersonId, START, useServer } from './support/server.ts';

const MODEL = bpmn(
  `<extensionElements><tb:limit value="10" unit="hour" clock="statutory" basis="b"/></extensionElements><startEvent id="start"/>
   <userTask id="review" name="审查"><extensionElements><tb:assignment users="wang"/></extensionElements></userTask><endEvent id="end"/>${flows('start review end')}`,
  { key: 'limited', attributes: 'tb:starters="applicant,clerk"' },
);

describe('api/lamps', () => {
  const server = useServer();
  let instanceId: string;

  before(async () => {
    await deploy(server, MODEL);
    instanceId = (await server.as('root').post('/process-instances', { definitionKey: 'limited' })).body.id;
    const { items } = (await server.as('root').get(`/tasks?instanceId=${instanceId}`)).body;
    await server.as('wang').post(`/tasks/${items[0].id}/claim`, {});
    await server.runtime.moveClock(START + 11 * 3_600_000);
  });

  it('should put a word into the inbox of who has the work and of the supervision body when a limit of the law has passed', async () => {
    const urges = async (who: PersonId) =>
      (await server.as(who).get('/urges')).body.items.map(({ lamp, clockId }: Record<string, string>) => [
        lamp,
        clockId,
      ]);

    expect(await urges('wang')).to.deep.include(['double-red', 'statutory']);
    const [told] = (await server.as('wang').with({ 'accept-language': 'zh' }).get('/urges')).body.items;
    expect([told.by, told.byName]).to.deep.equal(['system', '系统']);
    expect(await urges('mei')).to.deep.include(['double-red', 'statutory']);
  });

  it('should issue a red card that is seen, explained, appealed against and decided as any other', async () => {
    const [card, ...others] = (await server.as('wang').get(`/cards?instanceId=${instanceId}`)).body.items;
    expect(others).to.deep.equal([]);
    expect(card).to.deep.include({ colour: 'red', issuedBy: 'system', addressee: 'wang', clockId: 'statutory' });
    const inChinese = (await server.as('wang').with({ 'accept-language': 'zh' }).get('/cards')).body.items[0];
    expect(inChinese.text, 'in the language of the reader alone').to.match(/^超过法定时限[^a-zA-Z]*$/);
    expect(card.text)
      .to.match(/^The statutory limit has passed/)
      .and.not.match(/\p{Script=Han}/u);
    const step = async (who: PersonId, verb: string, body: object) =>
      (await server.as(who).post(`/cards/${card.id}/${verb}`, { text: '材料齐全后即办', ...body })).body.state;

    expect(await step('wang', 'answer', {})).to.equal('answered');
    expect(await step('wang', 'appeal', {})).to.equal('appealed');
    expect(await step('mei', 'decide', { outcome: 'withdrawn' })).to.equal('withdrawn');
  });

  it('should wait to be read, and no longer than the task, while people wait for an answer', async () => {
    const waiting = async (who: PersonId) => (await server.as(who).get('/urges?waiting=true')).body.items;
    const of = (items: readonly Record<string, unknown>[], field: string) => items.map((one) => one[field]);
    await server.as('mei').post(`/process-instances/${instanceId}/urge`, { comment: '请抓紧' });
    const before = await waiting('wang');
    expect(of(before, 'standing')).to.include.members(['system', 'administrator']);
    for (const { id } of before) await server.as('wang').post(`/urges/${id}/read`, {});

    expect(of(await waiting('wang'), 'text'), 'who waits for an answer').to.deep.equal(['请抓紧']);
    const [task] = (await server.as('wang').get(`/tasks?instanceId=${instanceId}`)).body.items;
    await server.as('wang').post(`/tasks/${task.id}/complete`, {});
    expect(await waiting('wang'), 'the task is done').to.deep.equal([]);
  });
});
