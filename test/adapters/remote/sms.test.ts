import { readContract } from '../../../adapters/kit/read-contract.ts';
import { createRest } from '../../../adapters/rest/rest.ts';
import { surroundings } from '../http/support.ts';
import { httpOffice } from './http-office.ts';
import { describeRemote, quick, type Remote } from './remote-contract.ts';

const CONTRACT = quick(readContract(new URL('../../../adapters/sms/contract.json', import.meta.url)));
const SECRET = 'hush-48';

/** As in adapters/sms/README.md. */
const settingsFor = (port: number) => ({
  kind: 'rest',
  baseUrl: `http://127.0.0.1:${port}`,
  allowed: ['127.0.0.1'],
  plainText: true,
  auth: { kind: 'hmac', keyId: 'tongban', secret: 'secret:SMS' },
  operations: {
    'sms.send': {
      method: 'POST',
      path: '/v1/messages',
      body: { phone: '=to', templateCode: '=template', templateParam: '=parameters', outId: '=idempotencyKey' },
      answer: { messageId: '=body.bizId' },
      errors: [
        { when: '=body.code = "BLACKLIST"', code: 'sms.number-refused' },
        { when: '=body.code = "NO_TEMPLATE"', code: 'sms.template-unknown' },
      ],
    },
  },
});

describe('SMS', () => {
  describeRemote({
    start: async (): Promise<Remote> => {
      const office = await httpOffice(({ body }) => ({
        body: body.includes('13900000000') ? '{"code":"BLACKLIST"}' : '{"code":"OK","bizId":"SMS-1"}',
      }));
      return {
        adapter: createRest(CONTRACT, settingsFor(office.port), surroundings({ secrets: { SMS: SECRET } })),
        behave: office.behave,
        keys: () => office.seen.map(({ headers }) => headers['idempotency-key'] as string),
        stop: office.stop,
      };
    },
    good: { topic: 'sms.send', variables: { to: '13800000000', template: 'accepted', parameters: { number: '1' } } },
    refused: { variables: { to: '13900000000', template: 'accepted' }, code: 'sms.number-refused' },
    effect: 'change',
    modes: ['silent', 'garbage', 'oversize', 'broken', 'cut', 'echo'],
    secrets: [SECRET],
  });
});
