import { expect } from 'chai';
import fc from 'fast-check';
import { masked, needsConsent, tell } from '../../engine/sharing/answer.ts';
import { checkEntry, type DataEntry } from '../../engine/sharing/entry.ts';
import { type DataGrant, judgeCall, judgeRead, type Lists } from '../../engine/sharing/judge-read.ts';

const NOW = 1_000;
const ENTRY: DataEntry = {
  code: 'e',
  element: 'el',
  copyOf: null,
  nameZh: '数据',
  nameEn: 'Data',
  provider: 'source',
  providerZh: '来源',
  providerEn: 'Source',
  topic: 'source.ask',
  subject: 'idNumber',
  items: [
    { name: 'open', nameZh: '一', nameEn: 'One', level: 1, sensitive: false },
    { name: 'holderName', nameZh: '三', nameEn: 'Three', level: 3, sensitive: false },
    { name: 'health', nameZh: '敏', nameEn: 'Health', level: 2, sensitive: true },
  ],
  updateCycle: 'daily',
  sharing: 'conditional',
  opening: 'closed',
  basis: 'b',
  basisEn: null,
  format: 'JSON',
  processGrant: true,
  objectionDays: 5,
  sloMs: null,
  since: 0,
  until: null,
};
const GRANT: DataGrant = {
  id: 'g',
  code: 'e',
  department: 'desk',
  process: null,
  items: ['open', 'holderName'],
  purpose: 'p',
  plain: false,
  perHour: 10,
  since: 0,
  until: 2_000,
  suspendedAt: null,
};
const BLOCK = { id: 'b', element: 'el', department: null, since: 0, until: null };
const wish = (more: object = {}) => ({ entry: ENTRY, purpose: 'p', items: [], now: NOW, ...more });
const desk = { departments: ['desk'], process: null };
const lists = (more: Partial<Lists> = {}): Lists => ({ blocks: [], grants: [GRANT], ...more });
const codeOf = (result: ReturnType<typeof judgeRead>): string => (result.ok ? 'ok' : result.failure.code);

describe('sharing/judge-read', () => {
  it('should permit what was granted, for the purpose of the grant, and no more', () => {
    const judged = judgeRead(wish(), desk, lists());

    expect(judged.ok && judged.value).to.deep.include({ items: ['open', 'holderName'], plain: false });
    expect(codeOf(judgeRead(wish({ purpose: 'q' }), desk, lists()))).to.equal('data-purpose-differs');
    expect(codeOf(judgeRead(wish({ items: ['health'] }), desk, lists()))).to.equal('data-item-unknown');
  });

  it('should refuse before, after and outside of a grant, and while it is suspended', () => {
    const with_ = (more: Partial<DataGrant>) =>
      codeOf(judgeRead(wish(), desk, lists({ grants: [{ ...GRANT, ...more }] })));

    expect(with_({ until: NOW })).to.equal('data-grant-ended');
    expect(with_({ since: NOW + 1 })).to.equal('data-grant-ended');
    expect(with_({ suspendedAt: 1 })).to.equal('data-grant-suspended');
    expect(with_({ department: 'other' })).to.equal('data-grant-missing');
  });

  it('should let the negative list win over every grant and over the provider itself', () => {
    const blocked = lists({ blocks: [BLOCK] });

    expect(codeOf(judgeRead(wish(), desk, blocked))).to.equal('data-forbidden');
    expect(codeOf(judgeRead(wish(), { ...desk, departments: ['source'] }, blocked))).to.equal('data-forbidden');
    expect(codeOf(judgeCall(wish(), { departments: [], process: 'k' }, blocked))).to.equal('data-forbidden');
  });

  it('should share nothing of what is not shared, even with a grant left over', () => {
    expect(codeOf(judgeRead(wish({ entry: { ...ENTRY, sharing: 'none' } }), desk, lists()))).to.equal(
      'data-not-shared',
    );
  });

  it('should keep a suspended reader from what is shared freely too', () => {
    const free = { ...ENTRY, sharing: 'unconditional' as const };
    const suspended = lists({ grants: [{ ...GRANT, suspendedAt: 1 }] });

    expect(codeOf(judgeRead(wish({ entry: free }), desk, suspended))).to.equal('data-grant-suspended');
    expect(codeOf(judgeRead(wish({ entry: free }), desk, lists({ grants: [] })))).to.equal('ok');
  });

  it('should let a process call by its grant, or without one where its deployment is enough', () => {
    const process = { departments: [], process: 'k' };
    const own = { ...GRANT, department: null, process: 'k' };
    const easy = { ...ENTRY, processGrant: false };

    expect(codeOf(judgeCall(wish(), process, lists()))).to.equal('data-grant-missing');
    expect(codeOf(judgeCall(wish(), process, lists({ grants: [own] })))).to.equal('ok');
    expect(codeOf(judgeCall(wish({ entry: easy }), process, lists({ grants: [] })))).to.equal('ok');
    expect(codeOf(judgeCall(wish({ entry: easy }), process, lists({ grants: [{ ...own, until: NOW }] })))).to.equal(
      'data-grant-ended',
    );
  });

  it('should never permit items outside of the grant, whatever grants there are', () => {
    const anyGrant = fc.record({
      department: fc.constantFrom('desk', 'other'),
      items: fc.subarray(['open', 'holderName', 'health']),
      purpose: fc.constantFrom('p', 'q'),
      since: fc.integer({ min: 0, max: 2_000 }),
      until: fc.integer({ min: 0, max: 2_000 }),
      suspendedAt: fc.constantFrom(null, 1),
    });
    fc.assert(
      fc.property(fc.array(anyGrant, { maxLength: 4 }), (some) => {
        const grants = some.map((each, index) => ({ ...GRANT, ...each, id: String(index) }));
        const judged = judgeRead(wish(), desk, lists({ grants }));
        if (!judged.ok) return;
        const { grant, items } = judged.value;
        expect(grant).to.include({ department: 'desk', purpose: 'p', suspendedAt: null });
        expect(grant?.since).to.be.at.most(NOW);
        expect(grant?.until).to.be.greaterThan(NOW);
        expect(grant?.items).to.include.members([...items]);
      }),
    );
  });
});

describe('sharing/answer', () => {
  const permit = { grant: null, items: ['open', 'holderName', 'health'], plain: false };
  const answer = { open: 'x', holderName: '张三丰', health: '良好', more: 'y' };

  it('should mask from level 3 on and what is sensitive, and tell nothing that no item names', () => {
    expect(tell(ENTRY, permit, answer)).to.deep.equal({ open: 'x', holderName: '张***', health: '***' });
    expect(tell(ENTRY, { ...permit, plain: true, items: ['holderName'] }, answer)).to.deep.equal({
      holderName: '张三丰',
    });
  });

  it('should want a consent for sensitive items about somebody only', () => {
    expect(needsConsent(ENTRY, permit)).to.equal(true);
    expect(needsConsent(ENTRY, { items: ['open'] })).to.equal(false);
    expect(needsConsent({ ...ENTRY, subject: null }, permit)).to.equal(false);
  });

  it('should keep of a number what helps to recognise it', () => {
    expect(masked('idNumber', '11010519491231002X')).to.equal('110***2X');
  });
});

describe('sharing/entry', () => {
  it('should have one source of an element, and copies of a source only', () => {
    const other = { ...ENTRY, code: 'f', provider: 'desk' };
    const judge = (entry: DataEntry) => {
      const result = checkEntry(entry, [ENTRY]);
      return result.ok ? 'ok' : result.failure.code;
    };

    expect(judge(other)).to.equal('data-element-taken');
    expect(judge({ ...other, copyOf: 'e' })).to.equal('ok');
    expect(judge({ ...other, copyOf: 'nothing' })).to.equal('data-entry-invalid');
    expect(judge({ ...other, copyOf: 'e', element: 'another' })).to.equal('data-entry-invalid');
    expect(judge(ENTRY)).to.equal('ok');
  });
});
