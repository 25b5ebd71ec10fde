import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { readMap } from '../../engine/replay/map.ts';
import { compileXml } from '../support/bpmn.ts';

const FOLDER = 'processes/permit-receipt';

describe('map of permit-receipt', () => {
  const map = readMap(`${FOLDER}/map.json`);
  const load = () => compileXml(readFileSync(`${FOLDER}/permit-receipt.bpmn`, 'utf8'));

  it('should map one activity to each user task', async () => {
    const graph = await load();

    const userTasks = graph.nodes.filter(({ type }) => type === 'userTask').map(({ id }) => id);
    expect(Object.values(map.activities).map(({ element }) => element)).to.have.members(userTasks);
  });

  it('should name each activity in the documentation of its task', async () => {
    const graph = await load();

    for (const [activity, { element }] of Object.entries(map.activities)) {
      expect(graph.nodes[graph.byId.get(element) ?? -1]?.documentation, element).to.include(activity);
    }
  });

  it('should put every activity but the first into one branch', () => {
    const [first, ...others] = Object.keys(map.activities);

    expect(Object.values(map.branches ?? {}).flat()).to.have.members(others);
    expect(first).to.equal('Confirmation of receipt');
  });

  it('should decide at tasks and by activities that exist', () => {
    const elements = Object.values(map.activities).map(({ element }) => element);
    for (const decision of map.decisions ?? []) {
      const { at, variable, ...rule } = decision;
      expect(elements, variable).to.include.members(at);
      const named = Object.values(rule).flatMap((value) => (Array.isArray(value) ? value : Object.keys(value)));
      expect(Object.keys(map.activities), variable).to.include.members(named);
    }
  });

  it('should write the variables the diagram decides by, and no others', async () => {
    const { flows } = await load();
    const xml = readFileSync(`${FOLDER}/permit-receipt.bpmn`, 'utf8');

    const conditions = [...xml.matchAll(/<bpmn:conditionExpression[^>]*>([^<]+)</g)].map(([, text]) => text ?? '');
    const written = [...new Set((map.decisions ?? []).map(({ variable }) => variable))];
    expect(flows.filter(({ condition }) => condition).length).to.equal(conditions.length);
    for (const variable of written)
      expect(
        conditions.some((text) => text.includes(variable)),
        variable,
      ).to.equal(true);
    for (const text of conditions)
      expect(
        written.some((variable) => text.includes(variable)),
        text,
      ).to.equal(true);
  });
});
