import { useWebServer } from './support/server.ts';
describe('smoke', function () {
  this.timeout(120000);
  const server = useWebServer();
  it('x', async () => {
    const t0 = Date.now();
    const p = await server.person('wang.window');
    console.log('arrived', Date.now() - t0);
    await p.open('/inbox/?view=claimable');
    await p.page.waitForSelector('[data-test="tasks"]');
    console.log('shown', Date.now() - t0);
    await p.page.screenshot({ path: '/tmp/shots/inbox.png' });
    console.log(p.complaints);
  });
});
