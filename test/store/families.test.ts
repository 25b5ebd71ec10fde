import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { CaseFate } from '../../engine/store/commit/case.ts';
import { removeClocks, upsertClocks } from '../../engine/store/commit/clocks.ts';
import { withFamilies } from '../../engine/store/commit/families.ts';
import { upsertIncidents } from '../../engine/store/commit/incidents.ts';
import { removeJobs } from '../../engine/store/commit/removals.ts';
import { upsertTasks } from '../../engine/store/commit/tasks.ts';

const fates = (...names: CaseFate[]): ReadonlySet<CaseFate> => new Set(names);

describe('store/commit/families', () => {
  it('should give every member of a family the same statement', () => {
    const [tasks, clocks, both] = [[upsertTasks], [removeClocks], [upsertClocks, upsertTasks]].map(
      (parts) => withFamilies({ parts: new Set(parts), fates: fates('continued') }).parts,
    );
    expect([...(tasks ?? [])]).to.have.members([...(clocks ?? [])]);
    expect([...(both ?? [])]).to.have.members([...(tasks ?? [])]);
  });

  it('should keep what has no family, and add nothing of others', () => {
    const { parts } = withFamilies({ parts: new Set([upsertIncidents, removeJobs]), fates: fates('continued') });
    expect([...parts].map(({ name }) => name)).to.have.members(['incidents', 'jobs', 'jobs_removed']);
  });

  it('should leave one fate alone, and take the three common ones together', () => {
    const of = (...names: CaseFate[]) => [...withFamilies({ parts: new Set(), fates: fates(...names) }).fates];
    expect(of('continued')).to.deep.equal(['continued']);
    expect(of('opened', 'ended')).to.have.members(['opened', 'continued', 'ended']);
    expect(of('amended', 'continued')).to.have.members(['amended', 'opened', 'continued', 'ended']);
  });
});
