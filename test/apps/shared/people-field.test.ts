import { expect } from 'chai';
import { asksForPeople, peopleOptions } from '../../../apps/shared/forms/people-field.ts';

describe('a field that asks for a person', () => {
  it('should be known wherever it stands in the form, and no other', () => {
    const asking = { type: 'select', key: 'chair', valuesKey: 'directoryPeople' };

    expect(asksForPeople({ components: [{ type: 'group', components: [asking] }] })).to.equal(true);
    expect(asksForPeople({ components: [{ ...asking, valuesKey: 'colours' }] })).to.equal(false);
    expect(asksForPeople(undefined)).to.equal(false);
  });

  it('should offer ids under names, with the department where there is one', () => {
    const people = [
      { id: 'tang', name: '唐宁', departmentName: '司法局' },
      { id: 'song', name: '宋', departmentName: null },
    ];

    expect(peopleOptions(people as never)).to.deep.equal({
      directoryPeople: [
        { value: 'tang', label: '唐宁 · 司法局' },
        { value: 'song', label: '宋' },
      ],
    });
  });
});
