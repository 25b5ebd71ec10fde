import { expect } from 'chai';
import { listProblems } from '../../engine/people/approvers/list-problems.ts';
import type { ResponsibilityRow } from '../../engine/people/organisation/rows.ts';
import { responsible as entry } from '../commands/office.ts';
import { flows, graphOf } from '../support/bpmn.ts';

const asking = (attributes: string) =>
  graphOf(
    `<startEvent id="start"/><userTask id="decide"><extensionElements><tb:assignment rule="responsibility" ${attributes} empty="admin"/></extensionElements></userTask>
     <endEvent id="end"/>${flows('start decide end')}`,
  );
const problems = async (attributes: string, ...rows: readonly ResponsibilityRow[]) =>
  listProblems(await asking(attributes), rows).map(
    ({ rule, severity, elementId }) => `${severity} ${rule} ${elementId}`,
  );
const STALL = 'matter="stall"';

describe('people/approvers/list-problems', () => {
  it('should find nothing where one lead is named, also by a line for every matter', async () => {
    expect(await problems(STALL, entry('a', { lead: 'd1' }))).to.deep.equal([]);
    expect(await problems(STALL, entry('a', { matter: null, lead: 'd1' }))).to.deep.equal([]);
  });

  it('should refuse a matter that nobody leads', async () => {
    const [problem] = listProblems(await asking('matter="fishing"'), [entry('a', { lead: 'd1' })]);

    expect(problem).to.include({ rule: 'responsibility-gap', severity: 'error', elementId: 'decide' });
    expect(problem?.message.en).to.contain('"fishing"');
    expect(problem?.message.zh).to.contain('“fishing”');
  });

  it('should refuse two leads, and name the lines', async () => {
    const [problem] = listProblems(await asking(STALL), [entry('a', { lead: 'd1' }), entry('b', { lead: 'd2' })]);

    expect(problem?.rule).to.equal('responsibility-overlap');
    expect(problem?.message.en).to.contain('a, b');
    expect(problem?.message.zh).to.contain('a、b');
  });

  it('should let the nearer line win: an area within a wider one is no overlap', async () => {
    const rows = [entry('wide', { lead: 'd1', area: '33' }), entry('near', { lead: 'd2', area: '3301' })];

    expect(await problems(`${STALL} area="3301"`, ...rows)).to.deep.equal([]);
    expect(await problems(`${STALL} area="32"`, ...rows)).to.deep.equal(['error responsibility-gap decide']);
  });

  it('should ask for every area the list knows where the area is an expression', async () => {
    const other = entry('b', { matter: 'shop', area: '32', lead: 'd1' });

    expect(await problems(`${STALL} area="=area"`, entry('a', { area: '33', lead: 'd1' }), other)).to.deep.equal([
      'error responsibility-gap decide',
    ]);
    expect(await problems(`${STALL} area="=area"`, entry('a', { lead: 'd1' }), other)).to.deep.equal([]);
  });

  it('should not judge a matter that is an expression: it is known when it is asked', async () => {
    expect(await problems('matter="=matter"', entry('a', { matter: 'shop', lead: 'd1' }))).to.deep.equal([]);
  });

  it('should only warn of a list that is empty, and not count lines that forbid', async () => {
    const forbidden = entry('no', { kind: 'forbidden', lead: 'd1' });

    expect(await problems(STALL)).to.deep.equal(['warning responsibility-list-empty decide']);
    expect(await problems(STALL, forbidden)).to.deep.equal(['warning responsibility-list-empty decide']);
  });

  it('should leave tasks alone that find people otherwise', async () => {
    const graph = await graphOf(
      `<startEvent id="start"/><userTask id="decide"><extensionElements><tb:assignment assignee="wang"/></extensionElements></userTask>
       <endEvent id="end"/>${flows('start decide end')}`,
    );

    expect(listProblems(graph, [])).to.deep.equal([]);
  });
});
