import { expect } from 'chai';
import { useWebServer } from './support/server.ts';

/** Calendars in the language that was chosen in the app, whatever the browser speaks. */
describe('days in the browser', function () {
  this.timeout(60_000);
  const server = useWebServer();

  for (const [browser, chosen, field, month, day, monday] of [
    ['en', 'zh', '年-月-日 时:分', /2026 年\s*3 月/, '2026-03-20 09:30', '一'],
    ['zh', 'en', 'yyyy-mm-dd hh:mm', /2026\s*March/, '2026-03-20 09:30', 'Mon'],
  ] as const) {
    it(`should be chosen and written in the language of the app: ${chosen}`, async () => {
      const wang = await server.person('wang.window', browser);
      await wang.page.addInitScript((language) => localStorage.setItem('tongban.language', language), chosen);
      await wang.open('/inbox/proxies');
      await wang.press('new-proxy');
      const until = wang.at('proxy-until').locator('input');

      expect(await until.getAttribute('placeholder')).to.equal(field);
      await until.click();
      const panel = wang.page.locator('.el-picker-panel:visible');
      expect(await panel.textContent()).to.match(month);
      expect((await panel.locator('.el-date-table th').allTextContents()).at(0), 'the week begins').to.equal(monday);
      await wang.page.keyboard.press('Escape');
      await panel.waitFor({ state: 'detached' }).catch(() => panel.waitFor({ state: 'hidden' }));
      expect(await wang.at('act-dialog').isVisible(), 'the calendar closes, not the dialog').to.equal(true);
      await until.fill(day);
      await wang.page.keyboard.press('Tab');

      expect(await until.inputValue()).to.equal(day);
      await wang.page.keyboard.press('Escape');
      await wang.at('act-dialog').waitFor({ state: 'detached' });
      await wang.page.locator('[data-test="new-proxy"]:focus').waitFor();
    });
  }

  for (const [browser, chosen, placeholder, month] of [
    ['en', 'zh', '年-月-日', '三月'],
    ['zh', 'en', 'yyyy-mm-dd', 'March'],
  ] as const) {
    it(`should be chosen in a form in the language of the app: ${chosen}`, async () => {
      const liu = await server.person('liu.applicant', browser);
      await liu.page.addInitScript((language) => localStorage.setItem('tongban.language', language), chosen);
      await liu.open('/portal/items/rented-home/apply');
      const field = liu.page.locator('.fjs-datepicker input').first();
      await field.waitFor();

      expect(await field.getAttribute('placeholder')).to.equal(placeholder);
      await field.click();
      expect(await liu.page.locator('.flatpickr-monthDropdown-months:visible').textContent()).to.contain(month);
      await field.fill('2026-03-20');
      await field.press('Enter');

      expect(await field.inputValue()).to.equal('2026-03-20');
    });
  }
});
