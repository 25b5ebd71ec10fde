import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import Koa from 'koa';
import { apiRouter } from '../../engine/api/router.ts';
import type { Services } from '../../engine/api/services.ts';
import { Refusal } from '../../engine/errors.ts';

/** Answers why it refused; what it would do is no matter here. */
async function answerOf(clock: object): Promise<string> {
  const app = new Koa();
  app.use(async (ctx, next) => {
    const reason = await next().catch((error: unknown) => (error instanceof Refusal ? error.failure.code : 'reached'));
    ctx.body = String(reason);
  });
  app.use(apiRouter({ runtime: { clock } } as unknown as Services));
  const server = await new Promise<Server>((resolve) => {
    const opened: Server = app.listen(0, '127.0.0.1', () => resolve(opened));
  });
  try {
    const { port } = server.address() as AddressInfo;
    return await (await fetch(`http://127.0.0.1:${port}/api/v1/test/clock`, { method: 'POST' })).text();
  } finally {
    server.close();
  }
}

describe('api/router', () => {
  it('should let nobody move the clock where it is the real one', async () => {
    expect(await answerOf({ now: () => 0 })).to.equal('route-not-found');
    expect(await answerOf({ now: () => 0, set: () => undefined })).to.equal('reached');
  });
});
