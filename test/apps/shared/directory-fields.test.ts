import { expect } from 'chai';
import { directoryOptions } from '../../../apps/shared/forms/directory-fields.ts';

describe('fields that ask for somebody of the directory', () => {
  const people = () => [
    { id: 'tang', name: '唐宁', departmentName: '司法局' },
    { id: 'song', name: '宋', departmentName: null },
  ];
  const directory = { people, departments: () => [{ id: 'civil-affairs', name: '民政局' }] } as never;
  const asking = (valuesKey: string) => ({
    components: [{ type: 'group', components: [{ type: 'select', key: 'chair', valuesKey }] }],
  });

  it('should be offered ids under names, people with their department where there is one', () => {
    expect(directoryOptions(asking('directoryPeople'), directory)).to.deep.equal({
      directoryPeople: [
        { value: 'tang', label: '唐宁 · 司法局' },
        { value: 'song', label: '宋' },
      ],
    });
    expect(directoryOptions(asking('directoryDepartments'), directory)).to.deep.equal({
      directoryDepartments: [{ value: 'civil-affairs', label: '民政局' }],
    });
  });

  it('should be known wherever they stand in the form, and nothing be looked up for others', () => {
    const refusing = { people: () => expect.fail('asked'), departments: () => expect.fail('asked') } as never;

    expect(directoryOptions(asking('colours'), refusing)).to.deep.equal({});
    expect(directoryOptions(undefined, refusing)).to.deep.equal({});
  });
});
