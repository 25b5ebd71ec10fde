import { expect } from 'chai';
import { compileModel } from '../../engine/model/compile.ts';
import { bpmn, compileClean, flows } from '../support/bpmn.ts';
import { Case } from './harness.ts';

const calling = async (task: string, attributes = '') => {
  const { graphs } = await compileClean(
    bpmn(
      `<startEvent id="start"/><callActivity id="call" calledElement="g" ${attributes}/><userTask id="after"/>${flows('start call after')}`,
      {
        definitions: task,
      },
    ),
  );
  return graphs;
};

describe('core/global tasks', () => {
  it('should do a global user task where it is called, and go on when it is done', async () => {
    const graphs = await calling(
      '<globalUserTask id="g" name="Check" tb:form="f"><potentialOwner><resourceAssignmentExpression><formalExpression>group(hall)</formalExpression></resourceAssignmentExpression></potentialOwner></globalUserTask>',
    );
    const it = new Case(graphs, { variables: { x: 1 } });
    expect(it.open).to.deep.equal(['call', 'g']);
    expect(graphs[1]?.nodes[1]?.user).to.deep.include({ form: 'f' });
    expect(graphs[1]?.nodes[1]?.user?.assignment.groups).to.deep.equal({ kind: 'literal', text: 'hall' });
    expect(graphs[1]?.starters, 'nobody starts it by itself').to.deep.equal([]);

    it.complete('g', { ok: true }, 1);

    expect(it.open).to.deep.equal(['after']);
    expect(it.variables).to.deep.equal({ x: 1, ok: true });
  });

  it('should evaluate the script of a global script task', async () => {
    const it = new Case(
      await calling('<globalScriptTask id="g" tb:resultVariable="y"><script>x + 1</script></globalScriptTask>'),
      {
        variables: { x: 1 },
      },
    );

    expect(it.open).to.deep.equal(['after']);
    expect(it.variables).to.deep.equal({ x: 1, y: 2 });
  });

  it('should ask the outside for a global business rule task', async () => {
    const it = new Case(await calling('<globalBusinessRuleTask id="g" tb:topic="decide"/>'));
    const [effect] = Object.values(it.state.effects);
    expect(effect?.topic).to.equal('decide');

    it.pull({ kind: 'completeEffect', effect: effect?.id ?? '', variables: { ok: true } });

    expect(it.open).to.deep.equal(['after']);
  });

  for (const task of ['globalTask', 'globalManualTask']) {
    it(`should pass through a ${task}`, async () => {
      const it = new Case(await calling(`<${task} id="g"/>`));

      expect(it.open).to.deep.equal(['after']);
    });
  }

  it('should refuse one that says nothing of what it does', async () => {
    const { problems } = await compileModel(
      bpmn('<task id="a"/>', {
        definitions:
          '<globalScriptTask id="g"/><globalScriptTask id="h" scriptLanguage="groovy"><script>1</script></globalScriptTask><globalBusinessRuleTask id="i"/>',
      }),
    );

    const errors = problems
      .filter(({ severity }) => severity === 'error')
      .map(({ rule, elementId }) => `${rule} ${elementId}`);
    expect(errors).to.deep.equal(['script-missing g', 'script-format h', 'topic-missing i']);
  });
});
