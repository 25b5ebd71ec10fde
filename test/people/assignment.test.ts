import { expect } from 'chai';
import { compileExpression, scopeOf } from '../../engine/feel/compile.ts';
import type { ModelValue } from '../../engine/model/graph.ts';
import { isForNobody, resolveAssignment } from '../../engine/people/assignment.ts';

const literal = (text: string): ModelValue => ({ kind: 'literal', text });

const feel = (source: string): ModelValue => {
  const expression = compileExpression(source);
  if (!expression.ok) throw new Error(`Expected ${source} to compile.`);
  return { kind: 'feel', expression: expression.value };
};

const VARIABLES = {
  handler: 'wang',
  team: ['li', ' zhao ', 'li'],
  nothing: null,
  one: { id: 'x' },
  number: 7,
  text: 'a, b,,a',
};
const surroundings = { scope: scopeOf(VARIABLES), now: 0 };

describe('resolveAssignment', () => {
  it('should read comma-separated lists, each name once', () => {
    const spec = { assignee: null, users: literal(' wang, li ,,wang'), groups: literal('window') };

    const assignment = resolveAssignment(spec, surroundings);

    expect(assignment).to.deep.equal({
      ok: true,
      value: { assignee: null, candidateUsers: ['wang', 'li'], candidateGroups: ['window'] },
    });
  });

  it('should work out expressions over the variables: a text, a list, a number', () => {
    const spec = { assignee: feel('handler'), users: feel('team'), groups: feel('text') };

    const assignment = resolveAssignment(spec, surroundings);

    expect(assignment).to.deep.equal({
      ok: true,
      value: { assignee: 'wang', candidateUsers: ['li', 'zhao'], candidateGroups: ['a', 'b'] },
    });
    expect(resolveAssignment({ assignee: feel('number'), users: null, groups: null }, surroundings)).to.deep.include({
      value: { assignee: '7', candidateUsers: [], candidateGroups: [] },
    });
  });

  it('should be for nobody where everything is null or empty', () => {
    const spec = { assignee: feel('nothing'), users: feel('unknown'), groups: literal('') };

    const assignment = resolveAssignment(spec, surroundings);

    expect(assignment.ok && isForNobody(assignment.value)).to.equal(true);
  });

  for (const [name, spec] of [
    ['assignee', { assignee: feel('one'), users: null, groups: null }],
    ['assignee', { assignee: feel('team'), users: null, groups: null }],
    ['users', { assignee: null, users: feel('[handler, one]'), groups: null }],
    ['groups', { assignee: null, users: null, groups: feel('true') }],
  ] as const) {
    it(`should fail where ${name} gives something that is nobody's name`, () => {
      const assignment = resolveAssignment(spec, surroundings);

      expect(assignment.ok).to.equal(false);
      expect(assignment.ok ? '' : assignment.failure.code).to.equal('expression-failed');
    });
  }
});
