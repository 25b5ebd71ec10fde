import { expect } from 'chai';
import { checkIncoming } from '../../../adapters/incoming/settings.ts';
import { createWebhooks } from '../../../adapters/incoming/webhooks.ts';

const messages = { a: { message: 'm' } };

describe('settings of what comes in', () => {
  it('should be refused where they do not fit, and name the place', () => {
    const wrong = {
      'a password in the file': { webhooks: { bank: { secrets: ['hush'], messages } } },
      'no secret': { webhooks: { bank: { secrets: [], messages } } },
      'no message': { webhooks: { bank: { secrets: ['secret:A'], messages: {} } } },
      'a name that is none': { webhooks: { '../bank': { secrets: ['secret:A'], messages } } },
      'a queue with its address': { queues: { events: { url: 'amqp://user:password@host', queue: 'q', messages } } },
      'a word nobody knows': { queues: { events: { url: 'secret:A', queue: 'q', messages, durable: true } } },
      'no duration': {
        webhooks: { bank: { secrets: ['secret:A'], messages: { a: { message: 'm', timeToLive: 'PT' } } } },
      },
    };

    for (const [name, settings] of Object.entries(wrong))
      expect(() => checkIncoming(settings), name).to.throw('Expected settings of incoming');
    expect(checkIncoming({})).to.deep.equal({});
  });

  it('should be refused where an expression is none', () => {
    const bank = { secrets: ['secret:A'], messages: { a: { message: 'm', variables: { x: '=1 +' } } } };

    expect(() => createWebhooks({ bank }, { secret: async () => 'a' })).to.throw('Expected a FEEL expression');
  });
});
