import { expect } from 'chai';
import { readCsv } from '../../engine/people/organisation/import/csv.ts';
import { type KnownOrganisation, planImport } from '../../engine/people/organisation/import/plan.ts';
import { mapClaims } from '../../engine/people/organisation/map-claims.ts';

const NOTHING: KnownOrganisation = {
  departments: new Map(),
  posts: new Set(),
  people: new Set(),
  groups: new Set(['window']),
  roles: new Set(['clerk', 'manager']),
};
const HEADER = 'kind,id,name,name_en,parent,department,post,head,since,until,roles,groups';
const plan = (...lines: readonly string[]) => planImport([HEADER, ...lines].join('\n'), NOTHING, 5_000);

describe('people/organisation/import', () => {
  it('should read quoted cells, line ends of all systems and a byte order mark', () => {
    const rows = readCsv('\uFEFFa,b\r\n"x ""y"", z","two\nlines"\r\n\r\nc,d');

    expect(rows).to.deep.equal([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['x "y", z', 'two\nlines'] },
      { line: 5, cells: ['c', 'd'] },
    ]);
  });

  it('should take rows in any order', () => {
    const found = plan(
      'position,li,,,,tax,chief,是,2026-01-01,,,',
      'person,li,李,Li,,tax,,,,,manager,window',
      'post,chief,科长,Chief,,,,,,,,',
      'department,tax,税务局,,city,,,,,,,',
      'department,city,市,City,,,,,,,,',
    );

    expect(found.problems).to.deep.equal([]);
    expect(found.departments[0]).to.deep.equal({ id: 'tax', nameZh: '税务局', nameEn: '税务局', parent: 'city' });
    expect(found.people).to.deep.equal([
      { id: 'li', nameZh: '李', nameEn: 'Li', department: 'tax', roles: ['manager'], groups: ['window'] },
    ]);
    expect(found.positions).to.deep.equal([
      { userId: 'li', department: 'tax', post: 'chief', head: true, since: Date.UTC(2025, 11, 31, 16), until: null },
    ]);
  });

  it('should name everything that is wrong, with its line, in both languages', () => {
    const { problems } = plan(
      'department,a,甲,,b,,,,,,,',
      'department,b,乙,,a,,,,,,,',
      'department,b,乙,,,,,,,,,',
      'person,li,李,,,nowhere,,,,,king,nobody',
      'position,li,,,,a,,maybe,2026-02-30,,,',
      'thing,x,,,,,,,,,,',
    );

    expect(problems.map(({ line }) => line)).to.deep.equal([4, 5, 5, 5, 6, 6, 7]);
    expect(problems.every(({ en, zh }) => en.startsWith('Expected') || /环/.test(zh))).to.equal(true);
  });

  it('should find a circle with what is there already', () => {
    const known = {
      ...NOTHING,
      departments: new Map([
        ['a', 'b'],
        ['b', null],
      ]),
    };

    const { problems } = planImport(`${HEADER}\ndepartment,b,乙,,a,,,,,,,`, known, 0);

    expect(problems.map(({ line }) => line)).to.deep.equal([2]);
  });

  it('should say what is wrong with the header', () => {
    expect(planImport('kind,nonsense\n', NOTHING, 0).problems).to.have.length(2);
    expect(planImport('', NOTHING, 0).problems).to.have.length(2);
  });
});

describe('people/organisation/map-claims', () => {
  const RULES = {
    id: 'sub',
    name: 'name',
    department: { claim: 'org.code', values: { '011': 'tax' } },
    groups: { claim: 'https://idp/groups', values: { 'CN=Window': 'window' } },
    roles: { claim: 'roles', values: { boss: 'manager' }, otherwise: ['clerk'] },
  };

  it('should translate values by the tables and leave out the rest', () => {
    const claims = {
      sub: 'li',
      name: ['李娜'],
      org: { code: '011' },
      'https://idp/groups': ['CN=Window', 'CN=Unknown', 'constructor'],
      roles: ['admin'],
    };

    const mapped = mapClaims(claims, RULES);

    expect(mapped).to.deep.equal({
      ok: true,
      value: {
        id: 'li',
        name: '李娜',
        nameEn: null,
        roles: ['clerk'],
        groups: ['window'],
        position: { department: 'tax', post: null },
      },
    });
  });

  it('should refuse claims that name nobody', () => {
    expect(mapClaims({ name: 'x' }, RULES).ok).to.equal(false);
    expect(mapClaims({ sub: { toString: 'x' } }, RULES).ok).to.equal(false);
  });

  it('should take the first department and post in the order of the directory, and what the table knows', () => {
    const mapped = mapClaims(
      { sub: 'li', unit: ['unknown', 'W2', 'A1'], title: ['z-chief', 'a-clerk'], roles: ['manager', 'clerk'] },
      {
        id: 'sub',
        name: 'cn',
        department: { claim: 'unit', values: { W2: 'water', A1: 'audit' } },
        post: { claim: 'title' },
        roles: { claim: 'roles' },
      },
    );

    expect(mapped).to.deep.include({ ok: true });
    expect(mapped.ok && mapped.value.position).to.deep.equal({ department: 'water', post: 'z-chief' });
    expect(mapped.ok && mapped.value.roles).to.deep.equal(['clerk', 'manager']);
  });
});
