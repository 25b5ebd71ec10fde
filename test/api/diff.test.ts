import { expect } from 'chai';
import { diffGraphs } from '../../engine/api/routes/definitions/diff.ts';
import { flowIf, flows, graphOf } from '../support/bpmn.ts';

const LINE = '<startEvent id="start"/><userTask id="review" name="Review"/><endEvent id="end"/>';

describe('api/definition diff', () => {
  it('should find nothing between equal models', async () => {
    const body = `${LINE}${flows('start review end')}`;

    expect(diffGraphs(await graphOf(body), await graphOf(body))).to.deep.equal({ added: [], removed: [], changed: [] });
  });

  it('should tell what was added, removed and changed, and what of it', async () => {
    const before = await graphOf(`${LINE}${flows('start review end')}`);
    const after = await graphOf(`
      <startEvent id="start"/><userTask id="review" name="Check"/><userTask id="sign" name="Sign"/><endEvent id="end"/>
      ${flows('start review sign end')}`);

    const diff = diffGraphs(before, after);

    expect(diff.added.map(({ elementId }) => elementId)).to.have.members(['sign', 'review_sign', 'sign_end']);
    expect(diff.removed.map(({ elementId }) => elementId)).to.have.members(['review_end']);
    expect(diff.changed.find(({ elementId }) => elementId === 'review')).to.deep.include({
      type: 'userTask',
      name: 'Check',
      properties: ['name', 'outgoing'],
    });
    expect(diff.changed.map(({ elementId }) => elementId)).to.not.include('start');
  });

  it('should not call an element changed because others moved in the file', async () => {
    const before = await graphOf(`${LINE}${flows('start review end')}`);
    const after = await graphOf(
      `<endEvent id="end"/><userTask id="review" name="Review"/><startEvent id="start"/>${flows('review end', 'start review')}`,
    );

    expect(diffGraphs(before, after).changed).to.deep.equal([]);
  });

  it('should see another share of votes', async () => {
    const round = (share: string) =>
      graphOf(`<startEvent id="start"/><userTask id="review" name="Review"><extensionElements><tb:assignment users="a,b,c"/>
        <tb:approval rule="ratio" share="${share}"/></extensionElements></userTask><endEvent id="end"/>${flows('start review end')}`);

    const [half, most] = [await round('1/2'), await round('2/3')];

    expect(diffGraphs(half, half).changed).to.deep.equal([]);
    expect(diffGraphs(half, most).changed.map(({ elementId }) => elementId)).to.deep.equal(['review']);
  });

  it('should see another condition', async () => {
    const fork = (condition: string) =>
      graphOf(`<startEvent id="start"/><exclusiveGateway id="split" default="split_end"/><endEvent id="end"/><endEvent id="other"/>
        ${flows('start split end')}${flowIf('split', 'other', condition)}`);

    const diff = diffGraphs(await fork('amount > 1'), await fork('amount > 2'));

    expect(diff.changed).to.have.length(1);
    expect(diff.changed[0]).to.deep.include({
      elementId: 'split_other',
      type: 'sequenceFlow',
      properties: ['condition'],
    });
  });
});
