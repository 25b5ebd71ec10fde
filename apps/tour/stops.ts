/** Every page of every application, each as somebody who uses it sees it; for screenshots and for checks that hold on every page. */
import type { Page } from 'playwright-core';
import type { Places } from './seed.ts';

export interface Stop {
  /** `<app>-<page>`, unique. */
  readonly name: string;
  /** A demo user; null: nobody has signed in. */
  readonly as: string | null;
  address(places: Places): string;
  /** A selector that is there when the page is. */
  readonly ready: string;
  /** The page shows a drawing or a form of bpmn.io, whose mark must be seen. */
  readonly drawn?: true;
  /** What to do there before looking. */
  act?(page: Page): Promise<void>;
}

/** Long enough for what a press starts, a dialog or a tab, to begin. */
const QUIET_MS = 120;

const at = (name: string): string => `[data-test="${name}"]`;
const press = async (page: Page, name: string): Promise<void> => page.locator(at(name)).first().click();
/** Drags the whole drawing with the hand tool. */
async function toMiddle(page: Page, selector: string): Promise<void> {
  const [canvas, box] = await Promise.all(
    ['.djs-container', selector].map((each) => page.locator(each).first().boundingBox()),
  );
  if (!canvas || !box) return;
  const middle = { x: canvas.x + canvas.width / 2, y: canvas.y + canvas.height / 2 };
  await page.locator('[data-action="hand-tool"]').click();
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  await page.mouse.move(middle.x * 2 - box.x - box.width / 2, middle.y * 2 - box.y - box.height / 2, { steps: 5 });
  await page.mouse.up();
  await page.keyboard.press('Escape');
  // The canvas swallows the click that ends a drag.
  await page.waitForTimeout(QUIET_MS);
}

const openTab = async (page: Page, name: string): Promise<void> => page.locator(`#tab-${name}`).click();

const ADMIN = 'xu.admin';
const ANALYST = 'chen.analyst';
const MANAGER = 'zhao.supervision';
/** Sees the figures of every department. */
const SUPERVISOR = ADMIN;
const APPLICANT = 'liu.applicant';

const HOME: readonly Stop[] = [
  { name: 'home-sign-in', as: null, address: () => '/', ready: at('demo-wang.window') },
  { name: 'home-start', as: ADMIN, address: () => '/', ready: at('card-admin') },
];

const PORTAL: readonly Stop[] = [
  { name: 'portal-services', as: APPLICANT, address: () => '/portal/', ready: at('my-cases') },
  {
    name: 'portal-item',
    as: APPLICANT,
    address: () => '/portal/items/food-business-licence',
    ready: at('materials'),
  },
  {
    name: 'portal-one-thing',
    as: APPLICANT,
    address: () => '/portal/one-thing?keys=food-business-licence,opening-a-restaurant',
    ready: at('plan'),
  },
  {
    name: 'portal-apply-items',
    as: APPLICANT,
    address: () => '/portal/items/food-business-licence/apply',
    ready: '.fjs-powered-by',
    drawn: true,
    act: (page) => press(page, 'as-agent'),
  },
  {
    name: 'portal-apply',
    as: APPLICANT,
    address: ({ newDefinition }) => `/portal/apply/${newDefinition}`,
    ready: '.fjs-powered-by',
    drawn: true,
  },
  {
    name: 'portal-receipt',
    as: APPLICANT,
    address: ({ overdue }) => `/portal/cases/${overdue}?submitted=1`,
    ready: at('receipt'),
  },
  {
    name: 'portal-receipts',
    as: APPLICANT,
    address: ({ overdue, supplement }) => `/portal/receipts/${overdue},${supplement}`,
    ready: at('receipt'),
  },
  { name: 'portal-consents', as: APPLICANT, address: () => '/portal/consents', ready: at('consent') },
  {
    name: 'portal-supplement',
    as: APPLICANT,
    address: ({ supplement }) => `/portal/cases/${supplement}`,
    ready: at('card-supplement'),
  },
  {
    name: 'portal-rating',
    as: APPLICANT,
    address: ({ delivered }) => `/portal/cases/${delivered}`,
    ready: at('card-rating'),
  },
];

const INBOX: readonly Stop[] = [
  { name: 'inbox-list', as: 'wang.window', address: () => '/inbox/?view=claimable', ready: at('tasks') },
  {
    name: 'inbox-unclaimed',
    as: 'wang.window',
    address: ({ unclaimedTask }) => `/inbox/tasks/${unclaimedTask}?view=claimable`,
    ready: '.fjs-powered-by',
    drawn: true,
  },
  {
    name: 'inbox-task',
    as: 'sun.acceptance',
    address: ({ acceptanceTask }) => `/inbox/tasks/${acceptanceTask}`,
    ready: '.fjs-powered-by',
    drawn: true,
  },
  {
    name: 'inbox-return',
    as: 'zheng.reviewer',
    address: ({ reviewTask }) => `/inbox/tasks/${reviewTask}`,
    ready: '.fjs-powered-by',
    act: (page) => press(page, 'action-return'),
  },
  {
    name: 'inbox-opinions',
    as: 'zheng.reviewer',
    address: ({ reviewTask }) => `/inbox/tasks/${reviewTask}`,
    ready: '.fjs-powered-by',
    act: (page) => openTab(page, 'opinions'),
  },
  {
    name: 'inbox-diagram',
    as: 'zheng.reviewer',
    address: ({ reviewTask }) => `/inbox/tasks/${reviewTask}`,
    ready: '.fjs-powered-by',
    drawn: true,
    act: async (page) => {
      await openTab(page, 'diagram');
      await page.locator('.djs-shape').first().waitFor();
    },
  },
  {
    name: 'inbox-journal',
    as: 'zheng.reviewer',
    address: ({ reviewTask }) => `/inbox/tasks/${reviewTask}`,
    ready: '.fjs-powered-by',
    act: (page) => openTab(page, 'journal'),
  },
  {
    name: 'inbox-case',
    as: 'zheng.reviewer',
    address: ({ failed }) => `/inbox/cases/${failed}`,
    ready: '.djs-shape',
    drawn: true,
  },
  {
    name: 'inbox-notices',
    as: 'sun.acceptance',
    address: () => '/inbox/notices',
    ready: '#tab-urges',
    act: async (page) => {
      await openTab(page, 'urges');
      await page.locator('[data-test^="urge-"]').first().waitFor();
    },
  },
  { name: 'inbox-proxies', as: 'wang.window', address: () => '/inbox/proxies', ready: at('end-proxy') },
  { name: 'inbox-favourites', as: 'wang.window', address: () => '/inbox/favourites', ready: '.page-title' },
  { name: 'inbox-confirmations', as: ADMIN, address: () => '/inbox/confirmations', ready: at('confirmations') },
  {
    name: 'inbox-shortcuts',
    as: 'wang.window',
    address: () => '/inbox/?view=claimable',
    ready: at('tasks'),
    act: (page) => press(page, 'shortcuts'),
  },
];

const MODELER: readonly Stop[] = [
  {
    name: 'modeler-editor',
    as: ANALYST,
    address: ({ newDefinition }) => `/modeler/?definition=${newDefinition}`,
    ready: '[data-element-id="Task_Examine"]',
    drawn: true,
    act: async (page) => {
      for (let step = 0; step < 4; step += 1) await press(page, 'zoom-in');
      await toMiddle(page, '[data-element-id="Task_Examine"] .djs-visual');
      const step = page.locator('[data-element-id="Task_Examine"] > .djs-hit');
      const selected = page.locator('.djs-element.selected').first();
      // The canvas may still be on its way to the middle, and the click beside the step.
      for (let attempt = 0; attempt < 5 && !(await selected.isVisible()); attempt += 1) {
        await step.click({ force: true });
        await selected.waitFor({ timeout: 2_000 }).catch(() => undefined);
      }
      await selected.waitFor();
    },
  },
  { name: 'modeler-new', as: ANALYST, address: () => '/modeler/', ready: '.djs-shape', drawn: true },
  {
    name: 'modeler-open',
    as: ANALYST,
    address: () => '/modeler/',
    ready: '.djs-shape',
    act: async (page) => {
      await press(page, 'open');
      await page.locator(at('open-definition')).first().waitFor();
    },
  },
  {
    name: 'modeler-deploy',
    as: ANALYST,
    address: ({ newDefinition }) => `/modeler/?definition=${newDefinition}`,
    ready: '[data-element-id="Task_Examine"]',
    act: async (page) => {
      await press(page, 'deploy');
      await page.locator(`${at('deploy-clean')}, ${at('deploy-problems')}`).waitFor();
    },
  },
  {
    name: 'modeler-decision',
    as: ANALYST,
    address: () => '/modeler/decisions',
    ready: '.output-cell',
    drawn: true,
    act: async (page) => {
      await page.locator(at('try-input')).first().fill('250');
      await page.locator(`${at('try-submit')}:enabled`).click();
      await page.locator(at('try-result')).waitFor();
    },
  },
  {
    name: 'modeler-requirements',
    as: ANALYST,
    address: () => '/modeler/decisions',
    ready: '.output-cell',
    drawn: true,
    act: async (page) => {
      await press(page, 'decision-view');
      await page.locator('.djs-shape').first().waitFor();
    },
  },
  {
    name: 'modeler-form',
    as: ANALYST,
    address: ({ newDefinition }) => `/modeler/?definition=${newDefinition}`,
    ready: '[data-element-id="Task_Examine"]',
    drawn: true,
    act: async (page) => {
      await press(page, 'tab-forms');
      await press(page, 'form-edit');
      await page.locator('.fjs-powered-by').waitFor();
    },
  },
  {
    name: 'modeler-support',
    as: ANALYST,
    address: () => '/modeler/',
    ready: '.djs-shape',
    act: async (page) => {
      await press(page, 'keys');
      await press(page, 'support');
      await page.locator(at('support-events')).waitFor();
    },
  },
  {
    name: 'modeler-compare',
    as: ANALYST,
    address: ({ definition, newDefinition }) => `/modeler/compare/${definition}/${newDefinition}`,
    ready: at('difference'),
    drawn: true,
  },
];

const MONITOR: readonly Stop[] = [
  { name: 'monitor-overview', as: MANAGER, address: () => '/monitor/', ready: at('process-table') },
  {
    name: 'monitor-process',
    as: MANAGER,
    address: () => '/monitor/processes/government-service?version=1',
    ready: '.djs-shape',
    drawn: true,
  },
  { name: 'monitor-board', as: SUPERVISOR, address: () => '/monitor/board?by=step', ready: at('board-row') },
  { name: 'monitor-clocks', as: SUPERVISOR, address: () => '/monitor/clocks', ready: at('row') },
  {
    name: 'monitor-breaches',
    as: SUPERVISOR,
    address: () => '/monitor/breaches',
    ready: at('row'),
    act: async (page) => {
      const [first] = await page.locator(at('who-when')).all();
      await first?.click();
    },
  },
  { name: 'monitor-forecast', as: SUPERVISOR, address: () => '/monitor/forecast', ready: at('forecast-table') },
  { name: 'monitor-load', as: SUPERVISOR, address: () => '/monitor/analysis/load', ready: at('load-table') },
  { name: 'monitor-trends', as: SUPERVISOR, address: () => '/monitor/analysis/trends', ready: at('trend-table') },
  {
    name: 'monitor-durations',
    as: SUPERVISOR,
    address: () => '/monitor/analysis/durations',
    ready: at('durations-table'),
  },
  { name: 'monitor-ping-pong', as: SUPERVISOR, address: () => '/monitor/analysis/ping-pong', ready: '.page-title' },
  { name: 'monitor-refusals', as: SUPERVISOR, address: () => '/monitor/analysis/refusals', ready: '.page-title' },
  { name: 'monitor-items', as: SUPERVISOR, address: () => '/monitor/analysis/items', ready: at('items-table') },
  {
    name: 'monitor-month',
    as: SUPERVISOR,
    address: ({ month }) => `/monitor/months?month=${month}`,
    ready: at('indicator-table'),
  },
  { name: 'monitor-ended', as: SUPERVISOR, address: () => '/monitor/ended', ready: at('row') },
  { name: 'monitor-turns', as: SUPERVISOR, address: () => '/monitor/turns', ready: at('row') },
  { name: 'monitor-returns', as: SUPERVISOR, address: () => '/monitor/returns', ready: '.page-title' },
  { name: 'monitor-cards', as: SUPERVISOR, address: () => '/monitor/supervision/cards', ready: at('cards-state') },
  { name: 'monitor-sheets', as: SUPERVISOR, address: () => '/monitor/supervision/sheets', ready: at('sheets-open') },
  { name: 'monitor-ratings', as: SUPERVISOR, address: () => '/monitor/ratings', ready: at('rating') },
  { name: 'monitor-screen', as: SUPERVISOR, address: () => '/monitor/screen', ready: at('screen-panel') },
  {
    name: 'monitor-holders',
    as: SUPERVISOR,
    address: ({ overdue }) => `/monitor/cases/${overdue}`,
    ready: '.djs-shape',
    act: (page) => openTab(page, 'holders'),
  },
  { name: 'monitor-cases', as: MANAGER, address: () => '/monitor/cases', ready: at('row') },
  {
    name: 'monitor-case',
    as: MANAGER,
    address: ({ failed }) => `/monitor/cases/${failed}`,
    ready: '.djs-shape',
    drawn: true,
  },
  { name: 'monitor-overdue', as: MANAGER, address: () => '/monitor/overdue', ready: at('row') },
  {
    name: 'monitor-decided',
    as: MANAGER,
    address: () => '/monitor/decided?process=ca-intake',
    ready: at('row'),
  },
  { name: 'monitor-open-tasks', as: MANAGER, address: () => '/monitor/open-tasks', ready: at('row') },
  { name: 'monitor-incidents', as: MANAGER, address: () => '/monitor/incidents', ready: at('row') },
  { name: 'monitor-jobs', as: MANAGER, address: () => '/monitor/jobs', ready: at('row') },
];

const ADMINISTRATION: readonly Stop[] = [
  { name: 'admin-deployments', as: ADMIN, address: () => '/admin/deployments', ready: at('row') },
  { name: 'admin-definitions', as: ADMIN, address: () => '/admin/definitions', ready: at('row') },
  {
    name: 'admin-definition',
    as: ADMIN,
    address: ({ newDefinition }) => `/admin/definitions/${newDefinition}`,
    ready: '.djs-shape',
    drawn: true,
  },
  {
    name: 'admin-compare',
    as: ADMIN,
    address: ({ newDefinition }) => `/admin/definitions/${newDefinition}`,
    ready: '.djs-shape',
    act: async (page) => {
      await openTab(page, 'compare');
      await page.locator(at('diff')).waitFor();
    },
  },
  { name: 'admin-instances', as: ADMIN, address: () => '/admin/instances', ready: at('row') },
  {
    name: 'admin-instance',
    as: ADMIN,
    address: ({ failed }) => `/admin/instances/${failed}`,
    ready: '.djs-shape',
    drawn: true,
  },
  {
    name: 'admin-modify',
    as: ADMIN,
    address: ({ overdue }) => `/admin/instances/${overdue}`,
    ready: '.djs-shape',
    act: (page) => openTab(page, 'modify'),
  },
  { name: 'admin-incidents', as: ADMIN, address: () => '/admin/incidents', ready: at('cause') },
  { name: 'admin-jobs', as: ADMIN, address: () => '/admin/jobs', ready: at('row') },
  { name: 'admin-users', as: ADMIN, address: () => '/admin/users', ready: at('row') },
  {
    name: 'admin-new-user',
    as: ADMIN,
    address: () => '/admin/users',
    ready: at('row'),
    act: (page) => press(page, 'new-user'),
  },
  { name: 'admin-groups', as: ADMIN, address: () => '/admin/groups', ready: at('row') },
  {
    name: 'admin-organisation',
    as: ADMIN,
    address: () => '/admin/organisation',
    ready: at('department'),
    act: (page) => press(page, 'department'),
  },
  {
    name: 'admin-calendars',
    as: ADMIN,
    address: () => '/admin/calendars',
    ready: at('year-summary'),
  },
  { name: 'admin-proxies', as: ADMIN, address: () => '/admin/proxies', ready: at('end-proxy') },
  { name: 'admin-hand-over', as: ADMIN, address: () => '/admin/hand-over', ready: at('hand-preview') },
  { name: 'admin-keys', as: ADMIN, address: () => '/admin/keys', ready: '.page-title' },
  { name: 'admin-items', as: ADMIN, address: () => '/admin/service-items', ready: at('row') },
  ...['basics', 'limits', 'materials', 'visits', 'guide', 'versions'].map(
    (tab): Stop => ({
      name: `admin-item-${tab}`,
      as: ADMIN,
      address: () => '/admin/service-items/food-business-licence',
      ready: at('item-visits'),
      act: (page) => openTab(page, tab),
    }),
  ),
  {
    name: 'admin-responsibilities',
    as: ADMIN,
    address: () => '/admin/responsibilities',
    ready: '[data-kind="overlap"]',
  },
  { name: 'admin-data-catalogue', as: ADMIN, address: () => '/admin/data-catalogue', ready: at('row') },
  { name: 'admin-data-demands', as: ADMIN, address: () => '/admin/data-demands', ready: at('block') },
  { name: 'admin-data-objections', as: ADMIN, address: () => '/admin/data-objections', ready: at('objection-state') },
  { name: 'admin-data-reads', as: ADMIN, address: () => '/admin/data-reads', ready: at('read-outcome') },
  { name: 'admin-data-consents', as: ADMIN, address: () => '/admin/data-consents', ready: at('consent-state') },
  { name: 'admin-sharing-coverage', as: ADMIN, address: () => '/admin/sharing-coverage', ready: at('quality-row') },
  { name: 'admin-adapters', as: ADMIN, address: () => '/admin/adapters', ready: at('adapter') },
  { name: 'admin-effects', as: ADMIN, address: () => '/admin/effects', ready: at('row') },
  { name: 'admin-rights', as: ADMIN, address: () => '/admin/rights', ready: at('right') },
  { name: 'admin-deletions', as: ADMIN, address: () => '/admin/deletions', ready: '.page-title' },
  {
    name: 'admin-audit',
    as: ADMIN,
    address: () => '/admin/audit',
    ready: at('verify-audit'),
    act: async (page) => {
      await press(page, 'verify-audit');
      await page.locator(at('audit-report')).waitFor();
    },
  },
  { name: 'admin-unmaskings', as: ADMIN, address: () => '/admin/unmaskings', ready: at('row') },
  {
    name: 'admin-journal',
    as: ADMIN,
    address: ({ failed }) => `/admin/instances/${failed}`,
    ready: '.djs-shape',
    act: async (page) => {
      await openTab(page, 'journal');
      await page.locator(at('journal')).waitFor();
    },
  },
  {
    name: 'admin-case-cancel',
    as: ADMIN,
    address: ({ overdue }) => `/admin/instances/${overdue}`,
    ready: '.djs-shape',
    act: async (page) => {
      await press(page, 'case-cancel');
      await page
        .locator(`${at('what-if')} li`)
        .first()
        .waitFor();
    },
  },
  {
    name: 'admin-retry-all',
    as: ADMIN,
    address: () => '/admin/incidents',
    ready: at('cause'),
    act: async (page) => {
      await press(page, 'retry-all');
      await page
        .locator(`${at('what-if')} li`)
        .first()
        .waitFor();
    },
  },
  { name: 'admin-health', as: ADMIN, address: () => '/admin/health', ready: at('figures') },
];

export const STOPS: readonly Stop[] = [...HOME, ...PORTAL, ...INBOX, ...MODELER, ...MONITOR, ...ADMINISTRATION];

/** Goes there, acts, and waits until the page has come to rest. */
export async function visit(page: Page, stop: Stop, places: Places): Promise<void> {
  await page.goto(stop.address(places));
  await page.locator(stop.ready).first().waitFor();
  await stop.act?.(page);
  await page
    .locator(`${at('loading')}:visible`)
    .first()
    .waitFor({ state: 'detached' });
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(QUIET_MS);
  await page.evaluate(async () => {
    const moving = document.getAnimations().filter(({ effect }) => effect?.getTiming().iterations !== Infinity);
    await Promise.allSettled(moving.map(({ finished }) => finished));
  });
}
