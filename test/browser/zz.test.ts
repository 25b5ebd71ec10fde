import { useWebServer } from './support/server.ts';
describe('zz', function () {
  this.timeout(60_000);
  const server = useWebServer();
  for (const sel of [[], ['Sub_Withdrawal'], ['Task_Examine', 'replace'], ['End_Completed'], ['Gateway_Acceptance','replace']])
  it('a' + sel, async () => {
    const a = await server.person('chen.analyst');
    a.page.on('dialog', (d) => void d.accept());
    await a.open('/modeler/');
    await a.press('open');
    await a.page.locator('[data-test="open-definition"][data-key="government-service"]').click();
    await a.page.locator('[data-element-id="Task_Examine"]').waitFor();
    if (sel[0]) await a.page.locator(`[data-element-id="${sel[0]}"] .djs-hit`).first().click({ force: true });
    if (sel[1]) { await a.page.locator('.djs-context-pad [data-action="replace"]').click(); await a.page.locator('.djs-popup .entry').first().waitFor(); await a.page.keyboard.press('Escape'); }
    await a.press('new');
    await a.at('diagram-name').filter({ hasText: '新流程' }).waitFor();
    for (const k of ['none-start-event', 'none-end-event','none-start-event']) {
      await a.press('add', `add-${k}`);
      await a.page.waitForTimeout(200);
      console.log(k, a.complaints.length, await a.at('properties').locator('[name="elementId"],[name="id"]').first().inputValue().catch(() => '-'));
    }
    await a.page.screenshot({ path: `/tmp/shots/zz${sel.join('-')}.png` });
  });
});
