/** 行政许可法 44: ten working days from the decision until it is handed over. */
import { expect } from 'chai';
import { clockRuns } from '../../../engine/commands/clocks/clock-runs.ts';
import { deliveredAt } from '../../../engine/core/delivered.ts';
import { flows, graphOf } from '../../support/bpmn.ts';
import { Desk, LI, WANG } from '../desk.ts';

const at = (text: string): number => Date.parse(`${text}T10:00:00+08:00`);
const VERBS = 'claim,release,complete,disagree,issue-document,comment';
const step = (id: string, attributes = '', more = '') =>
  `<userTask id="${id}" tb:operations="${VERBS}" ${attributes}><extensionElements><tb:assignment users="wang,li"/>${more}</extensionElements></userTask>`;

/** Decided on 5 March 2026, with the decision and the acceptance in writing. */
async function decidedBy(people: 'one' | 'two'): Promise<Desk> {
  const round = people === 'two' ? '<tb:approval rule="all"/>' : '';
  const graph = await graphOf(
    `<extensionElements><tb:conduct organ="market"/></extensionElements><startEvent id="start"/>${step('accept')}${step('decide', 'tb:deciders="wang,li"', round)}${step('hand')}${step('file')}
     <endEvent id="end"/>${flows('start accept decide hand file end')}`,
  );
  const desk = new Desk({ graphs: [graph] });
  desk.now = at('2026-03-02');
  desk.start();
  issue(desk, 'accept', { kind: 'acceptance' });
  desk.complete('accept', WANG);
  desk.now = at('2026-03-05');
  if (people === 'one') issue(desk, 'decide', { kind: 'grant' });
  desk.complete('decide', WANG);
  if (people === 'two') desk.complete('decide', LI);
  return desk;
}

const documents = (desk: Desk) => desk.state.proceedings?.documents ?? [];
const numberOf = (desk: Desk, kind: string): string =>
  documents(desk).find((document) => document.kind === kind)?.number ?? 'none';

function issue(desk: Desk, node: string, what: object): void {
  const { id: taskId, state } = desk.task(node);
  if (state === 'offered') desk.do('claim-task', { taskId }, WANG);
  desk.do('issue-document-task', { taskId, ...what } as never, WANG);
}

const handOver = (desk: Desk, kind: string): void =>
  issue(desk, 'hand', { kind: 'delivery', delivered: numberOf(desk, kind), way: '窗口领取', receiver: '李' });

const delivery = (desk: Desk) => clockRuns(desk.state).find(({ clock }) => clock === 'delivery')?.records ?? [];

describe('the clock of delivery', () => {
  it('should begin with a decision of one, and of several when it is made', async () => {
    for (const people of ['one', 'two'] as const) {
      const [start] = delivery(await decidedBy(people));

      expect(start, people).to.deep.include({
        ...{ effect: 'start', at: at('2026-03-05'), amount: { n: 10, unit: 'workingDay' }, basis: '行政许可法 44' },
      });
    }
  });

  it('should not begin where several decide against it', async () => {
    const graph = await graphOf(
      `<startEvent id="start"/>${step('decide', 'tb:deciders="wang,li"', '<tb:approval rule="all" against="now"/>')}${step('file')}<endEvent id="end"/>${flows('start decide file end')}`,
    );
    const desk = new Desk({ graphs: [graph] });
    desk.start();

    const { id: taskId } = desk.task('decide');
    desk.do('disagree-task', { taskId, comment: '不同意' }, WANG);

    expect(desk.task('file').state).to.equal('offered');
    expect(delivery(desk)).to.deep.equal([]);
  });

  it('should end with the receipt for what was decided, by its number, and not with that of a notice', async () => {
    const desk = await decidedBy('one');
    desk.now = at('2026-03-06');
    handOver(desk, 'acceptance');
    expect(delivery(desk).map(({ effect }) => effect)).to.deep.equal(['start']);
    expect(deliveredAt(documents(desk))).to.equal(null);

    desk.now = at('2026-03-09');
    handOver(desk, 'grant');

    expect(delivery(desk).at(-1)).to.deep.include({ effect: 'stop', at: at('2026-03-09') });
    expect(delivery(desk).at(-1)?.document).to.equal(documents(desk).at(-1)?.number);
    expect(deliveredAt(documents(desk))).to.equal(at('2026-03-09'));
    expect(desk.state.status).to.equal('active');
  });
});
