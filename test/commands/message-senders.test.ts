import { expect } from 'chai';
import type { Actor } from '../../engine/commands/command.ts';
import { awaitedFrom } from '../../engine/commands/message-senders.ts';
import { flows, graphOf } from '../support/bpmn.ts';
import { ADMIN, Desk, START, WANG, withRole } from './desk.ts';

const LIU = withRole('liu', 'applicant');
const GAO = withRole('gao', 'applicant');

/** Opened for Liu; waits for a rating, which the model opens to applicants, and for a payment, which it does not. */
const opened = async (): Promise<Desk> => {
  const catching = (id: string, message: string): string =>
    `<intermediateCatchEvent id="${id}" name="${id} name"><messageEventDefinition messageRef="${message}"/></intermediateCatchEvent>`;
  const desk = new Desk({
    graphs: [
      await graphOf(
        `<startEvent id="start"/><parallelGateway id="split"/>${catching('rate', 'm1')}${catching('pay', 'm2')}
         ${flows('start split rate', 'split pay')}`,
        {
          definitions:
            '<message id="m1" name="rating" tb:senders="friends, applicant"/><message id="m2" name="payment"/>',
        },
      ),
    ],
  });
  desk.open('start-process-instance', { definitionId: desk.first.id, initiator: 'liu' }, ADMIN);
  return desk;
};

const awaited = (desk: Desk, actor: Actor): string[] =>
  awaitedFrom(actor, desk.state, desk.context(actor).definitions).map(({ message }) => message);

describe('who may send a message to a case', () => {
  it('should be, besides officials, whom the model names, for a case of their own', async () => {
    const desk = await opened();

    desk.do('correlate-message', { messageId: 'm', name: 'rating', variables: { rating: 5 } }, LIU);

    expect(desk.variables).to.include({ rating: 5 });
    expect(desk.openNodes).to.deep.equal(['pay']);
  });

  it('should not be somebody else’s case, nor a message the model does not open', async () => {
    const desk = await opened();

    for (const [name, actor] of [
      ['rating', GAO],
      ['payment', LIU],
      ['nothing waits for this', LIU],
    ] as const) {
      expect(desk.refusal('correlate-message', { messageId: 'm', name }, actor).code, name).to.equal('forbidden');
    }
  });

  it('should be shown by what the case awaits from each of them', async () => {
    const desk = await opened();

    expect(awaited(desk, LIU)).to.deep.equal(['rating']);
    expect(awaited(desk, GAO)).to.deep.equal([]);
    expect(awaited(desk, WANG)).to.have.members(['rating', 'payment']);
    expect(awaitedFrom(LIU, desk.state, desk.context(LIU).definitions)).to.deep.equal([
      { message: 'rating', elementId: 'rate', name: 'rate name', since: START },
    ]);
  });

  it('should be nobody while the case is suspended', async () => {
    const desk = await opened();

    desk.do('suspend-instance', {}, ADMIN);

    expect(awaited(desk, WANG)).to.deep.equal([]);
    expect(desk.refusal('correlate-message', { messageId: 'm', name: 'rating' }, LIU).code).to.equal('case-not-active');
  });
});
