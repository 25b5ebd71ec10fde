import { expect } from 'chai';
import { compileForm } from '../../engine/forms/compile-form.ts';
import type { Form } from '../../engine/forms/form.ts';
import { flows, graphOf } from '../support/bpmn.ts';
import { ADMIN, Desk } from './desk.ts';

const reviewForm = (): Form => {
  const form = compileForm(
    JSON.stringify({
      type: 'default',
      id: 'review',
      schemaVersion: 16,
      components: [
        { type: 'checkbox', id: 'c', key: 'approved', validate: { required: true } },
        { type: 'number', id: 'n', key: 'amount', validate: { min: 0, max: 100 } },
      ],
    }),
  );
  if (!form.ok) throw new Error('Expected the form to compile.');
  return form.value;
};

const deskWith = async (...forms: Form[]): Promise<Desk> => {
  const desk = new Desk({
    graphs: [
      await graphOf(
        `<startEvent id="start"/><userTask id="a" tb:form="review"/><endEvent id="end"/>${flows('start a end')}`,
      ),
    ],
    forms,
  });
  desk.start();
  return desk;
};

describe('a task with a form', () => {
  it('should be completed with what the form admits', async () => {
    const desk = await deskWith(reviewForm());

    desk.complete('a', ADMIN, { variables: { approved: true, amount: 20 }, outcome: 'agree' });

    expect(desk.variables).to.deep.equal({
      approved: true,
      amount: 20,
      outcome: 'agree',
      outcomes: { a: 'agree' },
    });
  });

  it('should not be completed with anything else, and say what is wrong with each field', async () => {
    const desk = await deskWith(reviewForm());
    const taskId = desk.task('a').id;

    const refused = desk.refusal('complete-task', { taskId, variables: { amount: 101, role: 'admin' } }, ADMIN);

    expect(refused).to.deep.include({ code: 'form-invalid', elementId: 'a' });
    expect(refused.params).to.deep.equal({ key: 'review', count: 3 });
    expect(refused.fields?.map(({ path }) => path)).to.have.members(['amount', 'role', 'approved']);
    expect(desk.refusal('complete-task', { taskId }, ADMIN).code).to.equal('form-invalid');
  });

  it('should be refused with a code where the form is missing', async () => {
    const desk = await deskWith();

    const refused = desk.refusal('complete-task', { taskId: desk.task('a').id }, ADMIN);

    expect(refused).to.deep.equal({
      code: 'form-not-found',
      params: { key: 'review', elementId: 'a' },
      elementId: 'a',
    });
    expect(desk.state.incidents).to.deep.equal({});
  });

  it('should be rejected without filling it in', async () => {
    const desk = await deskWith(reviewForm());

    const { task } = desk.do('reject-task', { taskId: desk.task('a').id, variables: { amount: 20 } }, ADMIN);

    expect(task.state).to.equal('rejected');
  });

  it('should not be rejected with what the form does not admit', async () => {
    const desk = await deskWith(reviewForm());
    const taskId = desk.task('a').id;

    const refused = desk.refusal('reject-task', { taskId, variables: { amount: 101, role: 'admin' } }, ADMIN);

    expect(refused.fields?.map(({ path }) => path)).to.have.members(['amount', 'role']);
  });
});
