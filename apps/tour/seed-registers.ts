/** What administrators keep beside the cases: shared data, responsibilities, sight of personal data; and what people tell each other. */
import type { Ask } from './ask.ts';

interface Made {
  readonly id: string;
}

const ADMIN = 'xu.admin';
const OFFICE = 'song.office';
const SUPERVISOR = 'zhao.supervision';
const LOW_INCOME = 'civil-affairs.check-low-income';
const PURPOSE = '救助资格核验';
const PURPOSE_EN = 'Check of the right to relief';
const RESIDENT = '11010519491231002X';
const APPLICANT_NUMBER = '110101199003070134';
const YEAR_MS = 365 * 24 * 3_600_000;

export interface RegisterPlaces {
  /** A case in which somebody asks to see what is masked. */
  readonly seen: string;
  /** A case that is asked to jump, and where to. */
  readonly jumping: string;
  readonly jumpTo: string;
  /** A case whose holder is urged. */
  readonly urged: string;
  readonly now: number;
}

export async function seedRegisters(ask: Ask, places: RegisterPlaces): Promise<void> {
  const until = new Date(places.now + YEAR_MS).toISOString();
  await share(ask, until);
  await consent(ask, places.seen, until);
  await doubt(ask);
  await responsibilities(ask);
  await ask(SUPERVISOR, 'POST', `/process-instances/${places.seen}/unmask`, {
    fields: ['idNumber'],
    purpose: '核对投诉人身份',
  });
  await ask(ADMIN, 'POST', `/process-instances/${places.jumping}/jump`, {
    to: places.jumpTo,
    reason: '收件已在窗口现场完成',
  });
  await ask(SUPERVISOR, 'POST', `/process-instances/${places.urged}/urge`, { comment: '请尽快受理。' });
  await ask('wang.window', 'POST', '/organisation/proxies', {
    principal: 'wang.window',
    proxy: 'li.window',
    since: new Date(places.now).toISOString(),
    until,
    reason: '外出学习',
  });
}

/** One demand on its way to a grant that is used, once for what it is for and once not; another that nobody has looked at. */
async function share(ask: Ask, until: string): Promise<void> {
  const demand = { code: LOW_INCOME, description: '办理临时救助需要核验低保资格', purpose: PURPOSE, until };
  const { id } = await ask<Made>(OFFICE, 'POST', '/data-demands', demand);
  for (const step of ['conform', 'grant']) await ask(ADMIN, 'POST', `/data-demands/${id}/steps`, { step });
  await ask(OFFICE, 'POST', '/data-demands', {
    code: null,
    description: '希望共享居住证登记信息',
    purpose: '入学资格核验',
    until,
  });
  const query = { code: LOW_INCOME, values: { idNumber: RESIDENT } };
  const given = await ask<Made>(OFFICE, 'POST', '/data-consents', {
    subject: RESIDENT,
    codes: [LOW_INCOME],
    purpose: PURPOSE,
    purposeEn: PURPOSE_EN,
    textVersion: '2026-01',
    signed: { by: '张三', on: 'paper', reference: 'TY-2026-17' },
    until,
  });
  await ask(OFFICE, 'POST', '/data-queries', { ...query, purpose: PURPOSE, consentId: given.id });
  await refused(ask(OFFICE, 'POST', '/data-queries', { ...query, purpose: '统计' }));
  await ask(ADMIN, 'POST', '/data-negative-list', {
    element: 'health.diagnosis',
    reason: '涉及个人隐私',
    basis: '《个人信息保护法》第二十八条',
  });
}

/** What an applicant lets departments read for a case. */
const consent = (ask: Ask, instanceId: string, until: string): Promise<unknown> =>
  ask('sun.acceptance', 'POST', '/data-consents', {
    ...{
      subject: APPLICANT_NUMBER,
      codes: [LOW_INCOME],
      purpose: PURPOSE,
      purposeEn: PURPOSE_EN,
      textVersion: '2026-01',
    },
    signed: { by: '刘明', on: 'pad' },
    instanceId,
    until,
  });

/** What is refused is written down as well, and that is what is to be seen. */
const refused = (asking: Promise<unknown>): Promise<void> =>
  asking.then(
    () => {
      throw new Error('Expected the query to be refused, but it was answered.');
    },
    () => undefined,
  );

/** Somebody says that what was shared is wrong, and a source has a row that cannot be right. */
async function doubt(ask: Ask): Promise<void> {
  await ask(OFFICE, 'POST', '/data-objections', { code: LOW_INCOME, reason: '有效期与证书不一致' });
  await ask(ADMIN, 'POST', '/data-checks', {
    source: 'city-base',
    rules: { idNumber: 'resident-id' },
    rows: [
      { key: 'r1', values: { idNumber: '110105194912310021' } },
      { key: 'r2', values: { idNumber: RESIDENT } },
    ],
  });
}

/** Two departments for one matter, of which one disputes it. */
async function responsibilities(ask: Ask): Promise<void> {
  const entry = { kind: 'responsible', matter: '占道经营', area: '3301', basis: '《城市管理条例》第八条' };
  await ask(ADMIN, 'POST', '/responsibilities', { ...entry, lead: 'urban-management' });
  await ask(ADMIN, 'POST', '/responsibilities', { ...entry, lead: 'market-regulation' });
}
