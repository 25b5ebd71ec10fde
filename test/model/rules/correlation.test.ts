import { ORDER_CONVERSATION, subscribed } from '../../support/correlation.ts';
import { verify } from './verify.ts';

const process = (more = '') =>
  `<startEvent id="s"/><receiveTask id="a" messageRef="m"/><sequenceFlow id="f" sourceRef="s" targetRef="a"/>${more}`;
const read = (id: string, message = 'm') =>
  `<correlationPropertyRetrievalExpression id="${id}" messageRef="${message}"><messagePath xsi:type="tFormalExpression">x</messagePath></correlationPropertyRetrievalExpression>`;
const property = (id: string, inside: string) => `<correlationProperty id="${id}">${inside}</correlationProperty>`;
const key = (id: string, ...properties: string[]) =>
  `<correlationKey id="${id}">${properties.map((each) => `<correlationPropertyRef>${each}</correlationPropertyRef>`).join('')}</correlationKey>`;
const file = (...parts: string[]) =>
  `<message id="m" name="m"/><message id="n" name="n"/>${parts.filter((part) => !part.startsWith('<correlationKey')).join('')}
  <collaboration id="co"><participant id="pool"/>${parts.filter((part) => part.startsWith('<correlationKey')).join('')}</collaboration>`;
const bound = (reference: string, to = 'k') =>
  `<correlationSubscription id="cs" ${to && `correlationKeyRef="${to}"`}><correlationPropertyBinding id="b" correlationPropertyRef="${reference}"><dataPath xsi:type="tFormalExpression">y</dataPath></correlationPropertyBinding></correlationSubscription>`;

verify('correlation', {
  valid: [
    {
      name: 'a key of two properties, and a subscription to both',
      body: `<startEvent id="s"/><receiveTask id="a" messageRef="mPaid"/><sequenceFlow id="f" sourceRef="s" targetRef="a"/>${subscribed('no', 'who')}`,
      definitions: ORDER_CONVERSATION,
    },
    { name: 'a key without subscription', body: process(), definitions: file(property('p', read('r')), key('k', 'p')) },
  ],
  invalid: [
    { name: 'a property that is read from nothing', body: process(), definitions: file(property('p', '')), at: ['p'] },
    {
      name: 'a retrieval without path',
      body: process(),
      definitions: file(property('p', '<correlationPropertyRetrievalExpression id="r" messageRef="m"/>')),
      at: ['p'],
    },
    {
      name: 'two retrievals for one message',
      body: process(),
      definitions: file(property('p', read('r1') + read('r2'))),
      at: ['p', 'p'],
    },
    { name: 'a key without properties', body: process(), definitions: file(key('k')), at: ['k'] },
    {
      name: 'a key of which a message fills only a part',
      body: process(),
      definitions: file(property('p', read('r1') + read('r2', 'n')), property('q', read('r3')), key('k', 'p', 'q')),
      at: ['q'],
    },
    {
      name: 'a binding to a property of no key',
      body: process(bound('q')),
      definitions: file(property('p', read('r1')), property('q', read('r2')), key('k', 'p')),
      at: ['cs', 'b'],
    },
    {
      name: 'a subscription to no key',
      body: process(bound('p', '')),
      definitions: file(property('p', read('r1'))),
      at: ['cs'],
    },
  ],
});

verify('correlation-ambiguous', {
  valid: [{ name: 'one key', body: process(), definitions: file(property('p', read('r')), key('k', 'p')) }],
  invalid: [
    {
      name: 'two keys for a message',
      body: process(),
      definitions: file(property('p', read('r')), key('k', 'p'), key('l', 'p')),
      at: ['a'],
    },
    {
      name: 'tb:correlationKey beside a key of the collaboration',
      body: process().replace('id="a"', 'id="a" tb:correlationKey="=x"'),
      definitions: file(property('p', read('r')), key('k', 'p')),
      at: ['a'],
    },
  ],
});
