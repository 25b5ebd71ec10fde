import { expect } from 'chai';
import { SYSTEM } from '../../engine/commands/command.ts';
import type { Form } from '../../engine/forms/form.ts';
import { flows, graphOf } from '../support/bpmn.ts';
import { ADMIN, Desk, type DeskOptions, LI, person, WANG, withRole } from './desk.ts';

const SIMPLE = `<startEvent id="start"/><userTask id="a"/><userTask id="b"/><endEvent id="end"/>${flows('start a b end')}`;

const deskFor = async (body: string, attributes = '', options: Partial<DeskOptions> = {}): Promise<Desk> =>
  new Desk({ graphs: [await graphOf(body, { key: 'p', attributes })], ...options });

const start = { definitionKey: 'p' };

describe('start-process-instance', () => {
  it('should open a case for the caller and say which tasks are theirs', async () => {
    const desk = await deskFor(SIMPLE, 'tb:owners="wang"');

    const answer = desk.open(
      'start-process-instance',
      { ...start, businessKey: '2026-000123', variables: { amount: 5 } },
      WANG,
    );

    expect(answer).to.deep.equal({
      instanceId: 'case',
      status: 'active',
      definitionId: 'p:1',
      businessKey: '2026-000123',
      next: [desk.task('a').id],
    });
    expect(desk.state).to.deep.include({ id: 'case', businessKey: '2026-000123', initiator: 'wang' });
    expect(desk.variables).to.deep.equal({ amount: 5 });
  });

  it('should be open to officials, and not to applicants, unless the model says otherwise', async () => {
    const applicant = withRole('zhang', 'applicant');

    const refused = (await deskFor(SIMPLE)).tryOpen('start-process-instance', start, applicant);

    expect(refused).to.deep.include({
      failure: { code: 'forbidden', params: { right: 'official', actor: 'zhang' } },
    });
    (await deskFor(SIMPLE)).open('start-process-instance', start, WANG);
    (await deskFor(SIMPLE, 'tb:starters="applicant, window"')).open('start-process-instance', start, applicant);
  });

  it('should be open to the groups and roles the model names, and to administrators', async () => {
    const desk = (): Promise<Desk> => deskFor(SIMPLE, 'tb:starters="window"');

    expect((await desk()).tryOpen('start-process-instance', start, WANG).ok).to.equal(false);
    (await desk()).open('start-process-instance', start, person('sun', { groups: ['window'] }));
    (await desk()).open('start-process-instance', start, ADMIN);
  });

  it('should let officials only open a case for somebody else', async () => {
    const desk = await deskFor(SIMPLE, 'tb:starters="applicant,clerk"');
    const applicant = withRole('zhang', 'applicant');

    const refused = desk.tryOpen('start-process-instance', { ...start, initiator: 'other' }, applicant);
    desk.open('start-process-instance', { ...start, initiator: 'zhang' }, LI);

    expect(refused.ok).to.equal(false);
    expect(desk.state.initiator).to.equal('zhang');
  });

  it('should let administrators only start somewhere else than at the start event', async () => {
    const desk = await deskFor(SIMPLE);

    const refused = desk.tryOpen('start-process-instance', { ...start, startAt: ['b'] }, WANG);
    desk.open('start-process-instance', { ...start, startAt: ['b'] }, ADMIN);

    expect(refused.ok).to.equal(false);
    expect(desk.openNodes).to.deep.equal(['b']);
  });

  it('should refuse a definition that is suspended, unknown, or named twice', async () => {
    const code = (desk: Desk, input: object): string => {
      const result = desk.tryOpen('start-process-instance', input, ADMIN);
      return result.ok ? 'done' : result.failure.code;
    };
    const desk = await deskFor(SIMPLE);

    expect(code(await deskFor(SIMPLE, '', { suspended: true }), start)).to.equal('definition-suspended');
    expect(code(desk, { definitionKey: 'unknown' })).to.equal('not-found');
    expect(code(desk, { definitionKey: 'p', definitionId: 'p:1' })).to.equal('bad-request');
    expect(code(desk, {})).to.equal('bad-request');
  });

  it('should validate the start form', async () => {
    const form: Form = {
      key: 'application',
      schema: {},
      fields: ['name'],
      masks: new Map(),
      files: [],
      narrowed: () => form,
      has: () => true,
      requires: () => true,
      doubts: () => [],
      validate: (values) => (values.name === undefined ? [{ path: 'name', message: 'missing' }] : []),
    };
    const body = `<startEvent id="start" tb:form="application"/><userTask id="a"/>${flows('start a')}`;
    const desk = await deskFor(body, '', { forms: [form] });

    const refused = desk.tryOpen('start-process-instance', start, WANG);
    const missing = (await deskFor(body)).tryOpen('start-process-instance', start, WANG);
    desk.open('start-process-instance', { ...start, variables: { name: '一家公司' } }, WANG);

    expect(refused.ok ? undefined : refused.failure).to.deep.include({
      code: 'form-invalid',
      fields: [{ path: 'name', message: 'missing' }],
    });
    expect(missing.ok ? undefined : missing.failure.code).to.equal('form-not-found');
    expect(desk.openNodes).to.deep.equal(['a']);
  });
});

describe('start by an event', () => {
  const EVENTS = `<startEvent id="byMessage"><messageEventDefinition messageRef="m"/></startEvent>
    <startEvent id="bySignal"><signalEventDefinition signalRef="s"/></startEvent>
    <startEvent id="byTimer"><timerEventDefinition><timeCycle>R/PT1H</timeCycle></timerEventDefinition></startEvent>
    <userTask id="a"/>${flows('byMessage a', 'bySignal a', 'byTimer a')}`;
  const desk = async (): Promise<Desk> =>
    new Desk({
      graphs: [
        await graphOf(EVENTS, {
          key: 'p',
          definitions: '<message id="m" name="apply"/><signal id="s" name="typhoon"/>',
        }),
      ],
    });

  it('should open a case at the message start event with the variables of the message', async () => {
    const opened = await desk();

    const input = { definitionId: 'p:1', startEvent: 'byMessage', businessKey: 'k', variables: { x: 1 } };
    const answer = opened.open('start-by-message', input, SYSTEM);

    expect(answer).to.deep.include({ instanceId: 'case', status: 'active' });
    expect(opened.state).to.deep.include({ businessKey: 'k', initiator: null });
    expect(opened.variables).to.deep.equal({ x: 1 });
    expect(opened.openNodes).to.deep.equal(['a']);
  });

  it('should open a case at a timer or signal start event', async () => {
    const byTimer = await desk();
    const bySignal = await desk();

    byTimer.open('start-by-timer', { definitionId: 'p:1', startEvent: 'byTimer' }, SYSTEM);
    bySignal.open('start-by-signal', { definitionId: 'p:1', startEvent: 'bySignal' }, withRole('tax', 'worker'));

    expect(byTimer.openNodes).to.deep.equal(['a']);
    expect(bySignal.openNodes).to.deep.equal(['a']);
  });

  it('should refuse an event the start event does not wait for, and people without the right', async () => {
    const opened = await desk();

    const wrong = opened.tryOpen('start-by-timer', { definitionId: 'p:1', startEvent: 'byMessage' }, SYSTEM);
    const forbidden = opened.tryOpen('start-by-timer', { definitionId: 'p:1', startEvent: 'byTimer' }, WANG);

    expect(wrong.ok ? undefined : wrong.failure.code).to.equal('not-found');
    expect(forbidden.ok ? undefined : forbidden.failure.code).to.equal('forbidden');
  });
});
