import { useWebServer } from './support/server.ts';
describe('zz', function () {
  this.timeout(60_000);
  const server = useWebServer();
  for (const sel of [false, true])
  it('a' + sel, async () => {
    const a = await server.person('chen.analyst');
    a.page.on('dialog', (d) => void d.accept());
    await a.open('/modeler/');
    await a.press('open');
    await a.page.locator('[data-test="open-definition"][data-key="government-service"]').click();
    await a.page.locator('[data-element-id="Task_Examine"]').waitFor();
    if (sel) await a.page.locator('[data-element-id="Participant_Centre"] .djs-hit').first().click({ force: true });
    await a.press('new');
    await a.at('diagram-name').filter({ hasText: '新流程' }).waitFor();
    for (const k of ['none-end-event', 'none-start-event']) {
      await a.press('add', `add-${k}`);
      await a.page.waitForTimeout(200);
      console.log(k, a.complaints.length, await a.at('properties').locator('[name="elementId"],[name="id"]').first().inputValue().catch(() => '-'));
    }
    console.log(a.complaints[1]?.slice(0, 300));
    await a.page.screenshot({ path: `/tmp/shots/zz${sel}.png` });
  });
});
