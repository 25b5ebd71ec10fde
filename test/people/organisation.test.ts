import { expect } from 'chai';
import { Organisation } from '../../engine/people/organisation/organisation.ts';
import {
  NO_ORGANISATION,
  type OrganisationRows,
  type PersonRow,
  type PositionRow,
} from '../../engine/people/organisation/rows.ts';

const person = (id: string, more: Partial<PersonRow> = {}): PersonRow => ({
  id,
  roles: ['clerk'],
  groups: [],
  department: null,
  active: true,
  ...more,
});

const position = (who: string, department: string, more: Partial<PositionRow> = {}): PositionRow => ({
  person: who,
  department,
  post: null,
  head: false,
  order: 0,
  since: 0,
  until: null,
  ...more,
});

const always = { since: 0, until: null };

/** 市 city → 局 bureau → 科 section; a bureau beside it without a head. */
const ROWS: OrganisationRows = {
  ...NO_ORGANISATION,
  version: 7,
  people: ['mayor', 'director', 'chief', 'clerk', 'other'].map((id) => person(id)),
  departments: [
    { id: 'city', parent: null, ...always },
    { id: 'bureau', parent: 'city', ...always },
    { id: 'section', parent: 'bureau', ...always },
    { id: 'headless', parent: 'city', ...always },
  ],
  positions: [
    position('mayor', 'city', { head: true }),
    position('director', 'bureau', { head: true }),
    position('chief', 'section', { head: true, post: 'section-chief' }),
    position('clerk', 'section', { post: 'window' }),
    position('other', 'headless', { post: 'window' }),
  ],
};

const chart = (rows: Partial<OrganisationRows> = {}, at = 1_000) => new Organisation({ ...ROWS, ...rows }).at(at);

describe('people/organisation', () => {
  it('should climb from head to head', () => {
    const it = chart();

    expect([1, 2, 3, 4].map((level) => it.superiorsOf('clerk', level))).to.deep.equal([
      ['chief'],
      ['director'],
      ['mayor'],
      [],
    ]);
  });

  it('should take the head above as the superior of a head, and pass over a department without one', () => {
    const it = chart();

    expect(it.superiorsOf('chief', 1)).to.deep.equal(['director']);
    expect(it.superiorsOf('other', 1)).to.deep.equal(['mayor']);
    expect(it.superiorsOf('mayor', 1)).to.deep.equal([]);
  });

  it('should not count one person who heads two departments twice', () => {
    const positions = [...ROWS.positions, position('chief', 'bureau', { head: true, order: 1 })].filter(
      ({ person: who }) => who !== 'director',
    );

    expect(chart({ positions }).superiorsOf('clerk', 2)).to.deep.equal(['mayor']);
  });

  it('should find people by post, department and what lies below it', () => {
    const it = chart();

    expect(it.members({ post: 'window' })).to.deep.equal(['clerk', 'other']);
    expect(it.members({ post: 'window', department: 'bureau' })).to.deep.equal([]);
    expect(it.members({ post: 'window', department: 'bureau', below: true })).to.deep.equal(['clerk']);
    expect(it.members({}), 'nothing said names nobody').to.deep.equal([]);
  });

  it('should show each instant as it was', () => {
    const positions = [
      position('chief', 'section', { head: true, until: 500 }),
      position('other', 'section', { head: true, since: 500 }),
      position('clerk', 'section'),
    ];
    const it = new Organisation({ ...ROWS, positions });

    expect(it.at(499).superiorsOf('clerk', 1)).to.deep.equal(['chief']);
    expect(it.at(500).superiorsOf('clerk', 1)).to.deep.equal(['other']);
    expect(it.at(499)).to.equal(it.at(3));
  });

  it('should count nobody who is not active any more', () => {
    const people = ROWS.people.map((each) => (each.id === 'chief' ? { ...each, active: false } : each));

    expect(chart({ people }).superiorsOf('clerk', 1)).to.deep.equal(['director']);
  });

  it('should place somebody without positions in the home department', () => {
    const people = [...ROWS.people, person('new', { department: 'section' })];

    expect(chart({ people }).departmentOf('new')).to.equal('section');
    expect(chart({ people }).superiorsOf('new', 1)).to.deep.equal(['chief']);
  });

  it('should know who acts for whom only while it holds', () => {
    const proxy = { id: 'x', principal: 'chief', proxy: 'clerk', since: 100, until: 200 } as const;
    const proxies = [{ ...proxy, definitionKeys: null, elementIds: null, includeExisting: true }];

    expect(chart({ proxies }, 99).proxiesFor('chief')).to.deep.equal([]);
    expect(
      chart({ proxies }, 100)
        .proxiesFor('chief')
        .map((row) => row.proxy),
    ).to.deep.equal(['clerk']);
    expect(
      chart({ proxies }, 150)
        .principalsOf('clerk')
        .map((row) => row.principal),
    ).to.deep.equal(['chief']);
    expect(chart({ proxies }, 200).proxiesFor('chief')).to.deep.equal([]);
  });

  it('should survive a circle of departments', () => {
    const departments = [
      { id: 'city', parent: 'section', ...always },
      { id: 'bureau', parent: 'city', ...always },
      { id: 'section', parent: 'bureau', ...always },
    ];

    expect(chart({ departments }).ancestry('section')).to.deep.equal(['section', 'bureau', 'city']);
  });
});
