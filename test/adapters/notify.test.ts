import { expect } from 'chai';
import { readContract } from '../../adapters/kit/read-contract.ts';
import { createNotify } from '../../adapters/notify/notify.ts';
import type { Adapter, AdapterAnswer } from '../../engine/port.ts';
import { instantSleep, requestOf } from './contract.ts';

const CONTRACT = readContract(new URL('../../adapters/notify/contract.json', import.meta.url));
const SENT: AdapterAnswer = { kind: 'completed', variables: {} };
const REFUSED: AdapterAnswer = { kind: 'error', code: 'x' };
const FAILED: AdapterAnswer = { kind: 'failed', message: 'x' };
const LOST: AdapterAnswer = { kind: 'unknown', message: 'x' };

function desk(answers: Readonly<Record<string, readonly AdapterAnswer[]>>) {
  const calls: string[] = [];
  const find = (topic: string): Adapter | undefined => {
    const list = answers[topic];
    if (!list) return undefined;
    return {
      name: topic,
      topics: [topic],
      call: async ({ idempotencyKey, attempt }) => {
        calls.push(`${topic} ${idempotencyKey} ${attempt}`);
        return list[Math.min(attempt, list.length) - 1] ?? FAILED;
      },
    };
  };
  const notify = createNotify(CONTRACT, find, instantSleep());
  const tell = (topics: readonly string[], need?: string) =>
    notify.call(
      requestOf({
        topic: 'notify.send',
        variables: { channels: topics.map((topic) => ({ topic, variables: {} })), ...(need && { need }) },
      }),
    );
  return { calls, tell };
}

const outcomes = (answer: AdapterAnswer): unknown =>
  'variables' in answer
    ? ((answer.variables?.results ?? []) as { outcome: string }[]).map(({ outcome }) => outcome)
    : answer.kind;

describe('notices', () => {
  it('should go out on every channel, each with a key of its own', async () => {
    const { calls, tell } = desk({ 'mail.send': [SENT], 'sms.send': [SENT] });

    expect(outcomes(await tell(['mail.send', 'sms.send']))).to.deep.equal(['sent', 'sent']);
    expect(calls).to.deep.equal(['mail.send key-1:0 1', 'sms.send key-1:1 1']);
  });

  it('should try again what failed, and only that', async () => {
    const { calls, tell } = desk({ 'mail.send': [SENT], 'sms.send': [FAILED, FAILED, SENT] });

    expect((await tell(['mail.send', 'sms.send'])).kind).to.equal('completed');
    expect(calls.filter((call) => call.startsWith('mail'))).to.have.length(1);
    expect(calls.filter((call) => call.startsWith('sms'))).to.deep.equal([
      'sms.send key-1:1 1',
      'sms.send key-1:1 2',
      'sms.send key-1:1 3',
    ]);
  });

  it('should never try again what may have been sent', async () => {
    const { calls, tell } = desk({ 'sms.send': [LOST] });

    expect((await tell(['sms.send'])).kind).to.equal('unknown');
    expect(calls).to.have.length(1);
  });

  it('should say which channels did not work, and be content with one where that is enough', async () => {
    const answers = { 'mail.send': [SENT], 'sms.send': [REFUSED] };

    const all = await desk(answers).tell(['mail.send', 'sms.send']);
    expect(all).to.deep.include({ kind: 'error', code: 'notify.incomplete' });
    expect(outcomes(all)).to.deep.equal(['sent', 'refused']);
    expect((await desk(answers).tell(['mail.send', 'sms.send'], 'any')).kind).to.equal('completed');
  });

  it('should fail as the channels did where none worked', async () => {
    expect((await desk({ 'sms.send': [FAILED] }).tell(['sms.send'])).kind).to.equal('failed');
    expect(await desk({ 'sms.send': [REFUSED] }).tell(['sms.send'])).to.deep.include({
      kind: 'error',
      code: 'notify.refused',
    });
    expect(await desk({}).tell(['sms.send'])).to.deep.include({ kind: 'error', code: 'notify.refused' });
  });
});
