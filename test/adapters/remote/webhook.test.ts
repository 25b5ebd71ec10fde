import { expect } from 'chai';
import { readContract } from '../../../adapters/kit/read-contract.ts';
import { verifyWebhook, webhookHeaders } from '../../../adapters/webhook/sign.ts';
import { createWebhook } from '../../../adapters/webhook/webhook.ts';
import { requestOf } from '../contract.ts';
import { surroundings } from '../http/support.ts';
import { httpOffice } from './http-office.ts';
import { describeRemote, quick, type Remote } from './remote-contract.ts';

const CONTRACT = quick(readContract(new URL('../../../adapters/webhook/contract.json', import.meta.url)));
const SECRET = 'hush-47';

const good = { subscriber: 'portal', type: 'case.completed', data: { number: '2026-0001' } };

describe('webhooks', () => {
  describeRemote({
    start: async (): Promise<Remote> => {
      const office = await httpOffice(({ body }) =>
        body.includes('GONE') ? { status: 410, body: '' } : { status: 200, body: '' },
      );
      const subscriber = {
        baseUrl: `http://127.0.0.1:${office.port}`,
        allowed: ['127.0.0.1'],
        plainText: true,
        path: '/hook',
        secret: 'secret:HOOK',
      };
      return {
        adapter: createWebhook(
          CONTRACT,
          { kind: 'webhook', subscribers: { portal: subscriber } },
          surroundings({ secrets: { HOOK: SECRET } }),
        ),
        behave: office.behave,
        keys: () => office.seen.map(({ headers }) => headers['webhook-id'] as string),
        stop: office.stop,
      };
    },
    good: { topic: 'webhook.send', variables: good },
    refused: { variables: { ...good, data: { number: 'GONE' } }, code: 'webhook.gone' },
    effect: 'change',
    modes: ['silent', 'oversize', 'broken', 'cut'],
    secrets: [SECRET],
  });

  it('should be verified by whoever knows the secret', async () => {
    const office = await httpOffice(() => ({ body: '' }));
    const subscriber = {
      baseUrl: `http://127.0.0.1:${office.port}`,
      allowed: ['127.0.0.1'],
      plainText: true,
      path: '/hook',
      secret: 'secret:HOOK',
    };
    const adapter = createWebhook(
      CONTRACT,
      { kind: 'webhook', subscribers: { portal: subscriber } },
      surroundings({ secrets: { HOOK: SECRET } }),
    );

    await adapter.call(requestOf({ topic: 'webhook.send', idempotencyKey: 'k-1', variables: good }));

    const [{ headers, body } = { headers: {}, body: '' }] = office.seen;
    const given = headers as Record<string, string>;
    expect(verifyWebhook(given, body, { secrets: ['old', SECRET], now: Date.now() })).to.deep.equal({
      ok: true,
      id: 'k-1',
    });
    expect(JSON.parse(body)).to.deep.include({ type: 'case.completed', data: { number: '2026-0001' } });
    await office.stop();
  });
});

describe('signature of a webhook', () => {
  const delivery = { id: 'm-1', timestamp: 1_700_000_000, body: '{"a":1}' };
  const headers = webhookHeaders(delivery, SECRET);
  const at = { secrets: [SECRET], now: 1_700_000_000_000 };
  const reason = (more: Record<string, string | undefined>, body = delivery.body, when = at) => {
    const verdict = verifyWebhook({ ...headers, ...more }, body, when);
    return verdict.ok ? 'good' : verdict.reason;
  };

  it('should agree with one computed elsewhere', () => {
    const known = webhookHeaders({ id: 'msg_1', timestamp: 1, body: '{}' }, 'key');

    expect(known['webhook-signature']).to.equal('v1,jKGHVBDuJf5ZbCMVrrutoMHDN1OlFFCE9iogVIO9MLQ=');
  });

  it('should hold for the very bytes, id and time that were signed', () => {
    expect(reason({})).to.equal('good');
    expect(reason({}, '{"a":2}')).to.equal('signature');
    expect(reason({}, '{"a": 1}')).to.equal('signature');
    expect(reason({ 'webhook-id': 'm-2' })).to.equal('signature');
    expect(reason({ 'webhook-timestamp': '1700000001' })).to.equal('signature');
    expect(reason({}, delivery.body, { ...at, secrets: [] })).to.equal('signature');
    expect(reason({}, delivery.body, { ...at, secrets: ['other'] })).to.equal('signature');
  });

  it('should not be good for ever', () => {
    expect(reason({}, delivery.body, { ...at, now: at.now + 299_000 })).to.equal('good');
    expect(reason({}, delivery.body, { ...at, now: at.now + 301_000 })).to.equal('timestamp');
    expect(reason({}, delivery.body, { ...at, now: at.now - 301_000 })).to.equal('timestamp');
  });

  it('should accept one of several, and refuse what is none', () => {
    const signature = headers['webhook-signature'] ?? '';
    expect(reason({ 'webhook-signature': `v1,AAAA v2,x ${signature}` })).to.equal('good');
    for (const wrong of [undefined, '', 'v1,', 'v2,abc', `v1a,${signature}`, signature.slice(0, -4)])
      expect(reason({ 'webhook-signature': wrong })).to.be.oneOf(['headers', 'signature']);
    for (const name of ['webhook-id', 'webhook-timestamp']) expect(reason({ [name]: undefined })).to.equal('headers');
    expect(reason({ 'webhook-timestamp': '1e9' })).to.equal('headers');
  });
});
