import { expect } from 'chai';
import { ldifToCsv } from '../../engine/people/organisation/import/ldif.ts';
import { planImport } from '../../engine/people/organisation/import/plan.ts';

const NOW = Date.UTC(2026, 2, 2);
const RULES = {
  id: 'sAMAccountName',
  name: 'displayName',
  post: { claim: 'title' },
  roles: { claim: 'memberOf', values: { 'CN=Chiefs,DC=city': 'manager' }, otherwise: ['clerk'] },
};
const known = {
  departments: new Map<string, string | null>(),
  posts: new Set(['chief']),
  people: new Set<string>(),
  groups: new Set<string>(),
  roles: new Set(['clerk', 'manager']),
};

const LDIF = `version: 1

# the city
dn: OU=Fire,DC=city
objectClass: organizationalUnit
ou: Fire
description:: ${Buffer.from('消防局').toString('base64')}

dn: OU=East, OU=Fire,DC=city
objectClass: organizationalUnit
ou: East

dn: CN=Wang,OU=East,OU=Fire,
 DC=city
objectClass: top
objectClass: user
SAMACCOUNTNAME: wang
displayName: 王, "大"
title: chief
memberOf: CN=Chiefs,DC=city
jpegPhoto:< file:///etc/passwd
`;

describe('people/LDIF', () => {
  it('should become departments below one another, and people with what the rules say', () => {
    const csv = ldifToCsv(LDIF, RULES);
    if (!csv.ok) throw new Error(csv.failure.code);
    const plan = planImport(csv.value, known, NOW);

    expect(plan.problems).to.deep.equal([]);
    expect(plan.departments.map(({ id, nameZh, parent }) => [id, nameZh, parent])).to.deep.equal([
      ['Fire', '消防局', null],
      ['East', 'East', 'Fire'],
    ]);
    expect(plan.people[0]).to.deep.include({ id: 'wang', nameZh: '王, "大"', department: 'East', roles: ['manager'] });
    expect(plan.positions[0]).to.include({ userId: 'wang', department: 'East', post: 'chief' });
    expect(csv.value).to.not.contain('passwd');
  });

  it('should refuse changes, nothing, and people without an id', () => {
    const refused = [
      ldifToCsv('dn: CN=x\nchangetype: delete\n', RULES),
      ldifToCsv('hello', RULES),
      ldifToCsv('dn: CN=x\nobjectClass: person\n__proto__: y\n', RULES),
    ];

    expect(refused.map(({ ok }) => ok)).to.deep.equal([false, false, false]);
  });
});
