import { expect } from 'chai';
import { Company } from '../../../engine/boot/town/cast.ts';
import { citizensOf } from '../../../engine/boot/town/citizens.ts';
import { doersOf, type Told } from '../../../engine/boot/town/doers.ts';
import type { UserRow } from '../../../engine/store/people/users.ts';

const user = (id: string, group: string): UserRow =>
  ({ id, name: id, nameEn: id, department: group, roles: ['clerk'], groups: [group] }) as unknown as UserRow;

const USERS = [user('sun', 'windows'), user('sun.1', 'windows'), user('wu', 'examiners')];

describe('boot/town/doers', () => {
  const [citizen] = citizensOf('seed', 1);
  /** The first of those who are free stands in. */
  const doers = (told: Told, task: { assignee: string | null; candidateGroups: readonly string[] }) => {
    if (!citizen) throw new Error('Expected a citizen.');
    const cast = new Company(USERS).castFor(citizen, () => 0);
    return [...doersOf(cast, task, told)].map(({ id }) => id);
  };
  const complete = (as: string): Told => ({ verb: 'complete', as });

  it('should be the one who stands in for whom the scenario names, then somebody to whom it is offered', () => {
    expect(doers(complete('sun.1'), { assignee: null, candidateGroups: ['windows'] })).to.deep.equal([
      'sun',
      'sun.1',
      'sun',
    ]);
  });

  it('should be the colleague who has the task', () => {
    expect(doers(complete('sun'), { assignee: 'sun.1', candidateGroups: [] })).to.deep.equal(['sun.1', 'sun']);
    expect(doers(complete('sun'), { assignee: 'wu', candidateGroups: [] })).to.deep.equal(['sun']);
  });

  it('should not be somebody to whom it is not offered', () => {
    expect(doers(complete('sun'), { assignee: null, candidateGroups: ['examiners'] })).to.deep.equal(['wu']);
    expect(doers({ verb: 'urge', as: 'sun' }, { assignee: null, candidateGroups: ['examiners'] })).to.deep.equal([
      'sun',
      'wu',
    ]);
  });
});
