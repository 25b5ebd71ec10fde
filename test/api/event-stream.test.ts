import type { ServerResponse } from 'node:http';
import { expect } from 'chai';
import { type Audience, EventStream } from '../../engine/api/events/stream.ts';
import { Changes } from '../../engine/runtime/changes.ts';

interface Answer {
  resolve(audience: Audience): void;
  reject(error: Error): void;
}

const AUDIENCE = { principal: { id: 'wang', roles: [], groups: [] }, followed: new Set() } as unknown as Audience;

function open(unread: number, renew: () => Promise<Audience> = async () => AUDIENCE) {
  const written: string[] = [];
  const ended: string[] = [];
  const response = {
    writableLength: unread,
    once: () => undefined,
    write: (text: string) => written.push(text),
    end: () => ended.push('end'),
  };
  const stream = new EventStream(response as unknown as ServerResponse, {
    audience: AUDIENCE,
    lastEventId: '',
    seesAll: () => false,
    namesOfPrincipals: () => [],
    renew,
    onClosed: () => ended.push('told'),
  });
  stream.open(new Changes('run'));
  return { stream, written, ended };
}

describe('api/event stream', () => {
  it('should cut off a reader who takes nothing, once, before memory fills', () => {
    const following = open(0);
    following.stream.close();
    const behind = open(2 * 1024 * 1024);
    behind.stream.close();

    expect(following.written.join('')).to.contain('retry: 3000').and.contain('heartbeat');

    expect(behind.written).to.deep.equal([]);
    expect(behind.ended).to.deep.equal(['end', 'told']);
  });

  it('should go by the renewal that was begun last, whichever is answered last', async () => {
    const asked: Answer[] = [];
    const { stream, ended } = open(0, () => new Promise((resolve, reject) => asked.push({ resolve, reject })));
    const [older, newer] = [stream.renew(), stream.renew()];

    asked[1]?.resolve(AUDIENCE);
    await newer;
    asked[0]?.reject(new Error('no session'));
    await older;

    expect(ended).to.deep.equal([]);
    const last = stream.renew();
    asked[2]?.reject(new Error('no session'));
    await last;
    expect(ended).to.deep.equal(['end', 'told']);
  });
});
