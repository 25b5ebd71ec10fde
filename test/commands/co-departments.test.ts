import { expect } from 'chai';
import { CASE_COMMANDS } from '../../engine/commands/index.ts';
import { wouldDo } from '../../engine/commands/would-do.ts';
import type { ProcessGraph } from '../../engine/model/graph.ts';
import { flows, graphOf } from '../support/bpmn.ts';
import { ADMIN, Desk, person } from './desk.ts';
import { round } from './round.ts';

const LEAD = person('lead');
const MONDAY = Date.parse('2026-03-02T10:00:00+08:00');

const extended = (inside: string) => `<extensionElements>${inside}</extensionElements>`;
const step = (id: string, assignment: string, more = '') =>
  `<userTask id="${id}">${extended(`<tb:assignment ${assignment}/>${more}`)}</userTask>`;

/** prepare → each co-department answers by a process of its own, or its limit is over → lead decides. */
const LEADING = `<startEvent id="start"/>${step('prepare', 'users="lead"')}
  <subProcess id="ask">
    <multiInstanceLoopCharacteristics tb:collection="=departments" tb:elementVariable="department"
      tb:outputCollection="opinions" tb:outputElement="={department: department.id, answer: answer, words: words}"/>
    <startEvent id="asked"/>
    <callActivity id="own" calledElement="=department.process">${extended(
      '<tb:input source="=department.id" target="unit"/><tb:output source="=outcome" target="answer"/><tb:output source="=words" target="words"/>',
    )}</callActivity>
    <boundaryEvent id="over" attachedToRef="own"><timerEventDefinition>${extended(
      '<tb:limit value="5" unit="工作日" basis="并联审批办法 12"/>',
    )}</timerEventDefinition></boundaryEvent>
    <scriptTask id="silence"><script>{answer: "agree", words: "silence is consent"}</script></scriptTask>
    <endEvent id="answered"/><endEvent id="silent"/>
    ${flows('asked own answered', 'over silence silent')}
  </subProcess>
  ${step('lead', 'users="lead"', '<tb:return targets="prepare"/>')}<endEvent id="end"/>${flows('start prepare ask lead end')}`;

const graphs = async (): Promise<readonly ProcessGraph[]> => [
  await graphOf(LEADING, { key: 'leading' }),
  await graphOf(
    `<startEvent id="s"/>${step('inspect', 'users="fang"')}${round('heads', 'rule="all"', 'hu,he')}<endEvent id="e"/>${flows('s inspect heads e')}`,
    { key: 'fire-inside' },
  ),
  await graphOf(`<startEvent id="s"/>${step('answer', 'groups="=unit"')}<endEvent id="e"/>${flows('s answer e')}`, {
    key: 'plain',
  }),
];

const DEPARTMENTS = [
  { id: 'fire', process: 'fire-inside' },
  { id: 'tax', process: 'plain' },
  { id: 'land', process: 'plain' },
];

async function asking(): Promise<Desk> {
  const desk = new Desk({ graphs: await graphs() });
  desk.now = MONDAY;
  desk.start({ departments: DEPARTMENTS });
  desk.complete('prepare', LEAD);
  return desk;
}

const answer = (desk: Desk, unit: string, words: string): void => {
  const open = desk.tasksAt('answer').find(({ candidateGroups }) => candidateGroups.includes(unit));
  const variables = { words };
  desk.do('complete-task', { taskId: open?.id ?? '', variables, outcome: 'agree' }, person(unit, { groups: [unit] }));
};

const vote = (desk: Desk, user: string, verb: 'complete-task' | 'disagree-task', words: string): void => {
  const seat = desk.tasksAt('heads').find(({ assignee }) => assignee === user);
  desk.do(verb, { taskId: seat?.id ?? '', comment: words, variables: { words } }, person(user));
};

/** The limit of those who have not answered is over. */
function overdue(desk: Desk): void {
  const timers = Object.values(desk.state.timers).sort((a, b) => a.dueAt - b.dueAt);
  for (const { id, dueAt } of timers) {
    if (!desk.state.timers[id]) continue;
    desk.now = Math.max(desk.now, dueAt);
    desk.do('fire-timer', { timerId: id }, { ...ADMIN, roles: ['system'] });
  }
}

describe('co-departments with a process of their own (E7)', () => {
  it('should let each answer by its own steps, and the lead only when all have', async () => {
    const desk = await asking();
    expect(desk.openNodes.filter((id) => id === 'lead')).to.deep.equal([]);

    answer(desk, 'land', '无异议');
    desk.complete('inspect', person('fang'), { variables: { words: '已现场核查' } });
    vote(desk, 'hu', 'complete-task', '同意');
    answer(desk, 'tax', '已缴清');
    expect(desk.openNodes).to.not.include('lead');
    vote(desk, 'he', 'disagree-task', '缺少消防通道');

    expect(desk.openNodes).to.deep.equal(['lead']);
    expect(desk.variables.opinions).to.deep.equal([
      { department: 'fire', answer: 'disagree', words: '缺少消防通道' },
      { department: 'tax', answer: 'agree', words: '已缴清' },
      { department: 'land', answer: 'agree', words: '无异议' },
    ]);
  });

  it('should take silence for consent when the internal limit is over, wherever the own steps stand', async () => {
    const desk = await asking();
    answer(desk, 'tax', '已缴清');
    desk.complete('inspect', person('fang'), { variables: { words: '已现场核查' } });

    overdue(desk);

    expect(new Date(desk.now).toISOString()).to.equal('2026-03-09T16:00:00.000Z');
    expect(desk.openNodes).to.deep.equal(['lead']);
    expect(desk.variables.opinions).to.deep.equal([
      { department: 'fire', answer: 'agree', words: 'silence is consent' },
      { department: 'tax', answer: 'agree', words: '已缴清' },
      { department: 'land', answer: 'agree', words: 'silence is consent' },
    ]);
    expect(desk.endings.filter((ending) => ending.includes('voided'))).to.have.length(3);
  });

  it('should say what a return of the lead does, and ask all of them anew after it', async () => {
    const desk = await asking();
    overdue(desk);
    const taskId = desk.task('lead').id;
    desk.do('claim-task', { taskId }, LEAD);
    const decided = CASE_COMMANDS['return-task'].decide(
      desk.state,
      { taskId, to: 'prepare', comment: '请再核' },
      desk.context(LEAD),
    );
    if (!decided.ok) throw new Error(decided.failure.code);
    const told = wouldDo({ before: desk.state, after: decided.value.state }, desk.context(LEAD).definitions);

    desk.do('return-task', { taskId, to: 'prepare', comment: '请再核' }, LEAD);
    desk.complete('prepare', LEAD, { variables: { departments: DEPARTMENTS.slice(0, 1) } });

    expect(told.openedTasks.map(({ elementId, assignee }) => [elementId, assignee])).to.deep.equal([
      ['prepare', 'lead'],
    ]);
    expect(told.tokens).to.deep.equal({ consumed: ['lead'], produced: ['prepare'] });
    expect(desk.task('inspect').candidateUsers).to.deep.equal(['fang']);
    expect(desk.tasksAt('answer')).to.deep.equal([]);
    desk.complete('inspect', person('fang'));
    vote(desk, 'hu', 'complete-task', '同意');
    vote(desk, 'he', 'complete-task', '现已通畅');
    expect(desk.variables.opinions).to.deep.equal([{ department: 'fire', answer: 'agree', words: '现已通畅' }]);
  });

  it('should let a department return inside its own steps without touching those of the others', async () => {
    const desk = await asking();
    desk.complete('inspect', person('fang'));
    const seat = desk.tasksAt('heads').find(({ assignee }) => assignee === 'hu');
    const others = desk.tasksAt('answer').map(({ id }) => id);

    desk.do('return-task', { taskId: seat?.id ?? '', comment: '再去现场' }, person('hu'));

    expect(desk.task('inspect')).to.deep.include({ assignee: 'fang', visit: 2 });
    expect(desk.tasksAt('heads')).to.deep.equal([]);
    expect(desk.tasksAt('answer').map(({ id }) => id)).to.deep.equal(others);
  });
});
