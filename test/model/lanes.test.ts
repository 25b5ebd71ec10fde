import { expect } from 'chai';
import { compileModel } from '../../engine/model/compile.ts';
import type { UserTaskSpec } from '../../engine/model/graph.ts';
import { bpmn, flows, graphOf, type ModelOptions } from '../support/bpmn.ts';

const lane = (id: string, inside: string, attributes = '') => `<lane id="${id}" ${attributes}>${inside}</lane>`;
const holds = (...ids: string[]) => ids.map((id) => `<flowNodeRef>${id}</flowNodeRef>`).join('');
const by = (attributes: string) => `<extensionElements><tb:assignment ${attributes}/></extensionElements>`;
const set = (...lanes: string[]) => `<laneSet id="set">${lanes.join('')}</laneSet>`;
const body = (laneSet: string, tasks = '<userTask id="a"/>') =>
  `${laneSet}<startEvent id="start"/>${tasks}${flows('start a')}`;

async function userOf(id: string, source: string, options?: ModelOptions): Promise<UserTaskSpec> {
  const graph = await graphOf(source, options);
  const user = graph.nodes[graph.byId.get(id) ?? -1]?.user;
  if (!user) throw new Error(`Expected a user task ${id}.`);
  return user;
}

describe('model/lanes', () => {
  it('should hand their assignment and department to the tasks in them', async () => {
    const user = await userOf(
      'a',
      body(set(lane('l', by('groups="hall" assignee="=boss"') + holds('a'), 'name="Hall" tb:department="d1"'))),
    );

    expect(user.assignment.groups).to.deep.equal({ kind: 'literal', text: 'hall' });
    expect(user.assignment.assignee?.kind).to.equal('feel');
    expect(user.department).to.deep.equal({ kind: 'literal', text: 'd1' });
    expect(user.lane).to.equal('Hall');
  });

  it('should let the inner lane say it, and the outer one what that leaves open', async () => {
    const inner = `<childLaneSet id="c">${lane('in', by('users="li"') + holds('a'), 'name="In"')}</childLaneSet>`;
    const user = await userOf(
      'a',
      body(set(lane('out', `${by('groups="hall"')}${holds('a')}${inner}`, 'tb:department="d1"'))),
    );

    expect(user.assignment).to.deep.equal({ assignee: null, users: { kind: 'literal', text: 'li' }, groups: null });
    expect(user.department).to.deep.equal({ kind: 'literal', text: 'd1' });
    expect(user.lane).to.equal('In');
  });

  it('should not say anything where the task does itself', async () => {
    const tasks = `<userTask id="a" tb:department="own">${by('users="me"')}</userTask>`;
    const user = await userOf('a', body(set(lane('l', by('groups="hall"') + holds('a'), 'tb:department="d1"')), tasks));

    expect(user.assignment).to.deep.equal({ assignee: null, users: { kind: 'literal', text: 'me' }, groups: null });
    expect(user.department).to.deep.equal({ kind: 'literal', text: 'own' });
    expect(user.lane).to.equal(null);
  });

  it('should hold for what lies in a sub-process of theirs, unless its own lanes say it', async () => {
    const tasks = `<subProcess id="a"><laneSet id="s2">${lane('l2', by('groups="two"') + holds('y'))}</laneSet><userTask id="x"/><userTask id="y"/>${flows('x y')}</subProcess>`;
    const source = body(set(lane('l', by('groups="one"') + holds('a'))), tasks);

    expect((await userOf('x', source)).assignment.groups).to.deep.equal({ kind: 'literal', text: 'one' });
    expect((await userOf('y', source)).assignment.groups).to.deep.equal({ kind: 'literal', text: 'two' });
  });

  it('should stand for a resource of the standard, by its name', async () => {
    const user = await userOf('a', body(set(lane('l', holds('a'), 'partitionElementRef="r"'))), {
      definitions: '<resource id="r" name="hall"/>',
    });

    expect(user.assignment.groups).to.deep.equal({ kind: 'literal', text: 'hall' });
  });

  it('should be refused where they stand for something that nobody reads, or give two answers', async () => {
    const rules = async (source: string, definitions = '') =>
      (await compileModel(bpmn(source, { definitions }))).problems
        .filter(({ severity }) => severity === 'error')
        .map(({ rule, elementId }) => `${rule} ${elementId}`);

    expect(
      await rules(body(set(lane('l', holds('a'), 'partitionElementRef="m"'))), '<message id="m" name="m"/>'),
    ).to.deep.equal(['lane-partition l']);
    expect(
      await rules(
        body(set(lane('l', by('groups="x"') + holds('a'), 'partitionElementRef="r"'))),
        '<resource id="r" name="hall"/>',
      ),
    ).to.deep.equal(['assignment-ambiguous l']);
  });

  it('should accept an assignment where no task is yet', async () => {
    const { problems } = await compileModel(bpmn(body(set(lane('l', by('groups="x"'))))));

    expect(problems.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
  });
});

describe('model/roles of the standard', () => {
  const task = (role: string) => body('', `<userTask id="a">${role}</userTask>`);
  const expression = (text: string) =>
    `<resourceAssignmentExpression id="ra"><formalExpression id="fe">${text}</formalExpression></resourceAssignmentExpression>`;

  it('should read a potential owner as a group, a performer as a user, by name of the resource', async () => {
    const definitions = '<resource id="r" name="hall"/><resource id="p" name="li"/>';
    const owner = await userOf('a', task('<potentialOwner id="o"><resourceRef>r</resourceRef></potentialOwner>'), {
      definitions,
    });
    const human = await userOf('a', task('<humanPerformer id="o"><resourceRef>p</resourceRef></humanPerformer>'), {
      definitions,
    });
    const performer = await userOf('a', task(`<performer id="o">${expression('=boss')}</performer>`));

    expect(owner.assignment.groups).to.deep.equal({ kind: 'literal', text: 'hall' });
    expect(human.assignment.users).to.deep.equal({ kind: 'literal', text: 'li' });
    expect(performer.assignment.users?.kind).to.equal('feel');
  });

  it('should refuse a role that names nobody, or a resource and an expression', async () => {
    const rules = async (role: string) =>
      (await compileModel(bpmn(task(role), { definitions: '<resource id="r" name="hall"/>' }))).problems.map(
        ({ rule }) => rule,
      );

    expect(await rules('<performer id="o"/>')).to.include('assignment-empty');
    expect(
      await rules(`<potentialOwner id="o"><resourceRef>r</resourceRef>${expression('x')}</potentialOwner>`),
    ).to.include('assignment-empty');
  });
});
