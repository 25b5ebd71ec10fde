import { expect } from 'chai';
import { ok, type Result } from '../../engine/errors.ts';
import { compileExpression, scopeOf } from '../../engine/feel/compile.ts';
import type { AssignmentSpec, ModelValue } from '../../engine/model/graph.ts';
import type { CaseFacts } from '../../engine/people/approvers/case-facts.ts';
import { findApprovers } from '../../engine/people/approvers/find.ts';
import { applyPolicies } from '../../engine/people/approvers/policies.ts';
import { type Assignment, isForNobody } from '../../engine/people/assignment.ts';
import { EMPTY } from '../../engine/people/organisation/organisation.ts';

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

const facts: CaseFacts = {
  elementId: 'a',
  chart: EMPTY.at(0),
  surroundings,
  initiator: null,
  previousHandler: () => null,
  handlerOf: () => null,
  writersOf: () => [],
};

function resolveAssignment(spec: AssignmentSpec): Result<Assignment> {
  const found = findApprovers(spec, facts, false);
  if (!found.ok) return found;
  const settled = applyPolicies(found.value, { finding: undefined, self: 'approve', parties: [], bars: [] }, facts);
  if (!settled.ok) return settled;
  const { assignee, candidateUsers, candidateGroups } = settled.value;
  return ok({ assignee, candidateUsers, candidateGroups });
}

describe('people/approvers: the three lists', () => {
  it('should read comma-separated lists, each name once', () => {
    const spec = { assignee: null, users: literal(' wang, li ,,wang'), groups: literal('window') };

    const assignment = resolveAssignment(spec);

    expect(assignment).to.deep.equal({
      ok: true,
      value: { assignee: null, candidateUsers: ['wang', 'li'], candidateGroups: ['window'] },
    });
  });

  it('should work out expressions over the variables: a text, a list, a number', () => {
    const spec = { assignee: feel('handler'), users: feel('team'), groups: feel('text') };

    const assignment = resolveAssignment(spec);

    expect(assignment).to.deep.equal({
      ok: true,
      value: { assignee: 'wang', candidateUsers: ['li', 'zhao'], candidateGroups: ['a', 'b'] },
    });
    expect(resolveAssignment({ assignee: feel('number'), users: null, groups: null })).to.deep.include({
      value: { assignee: '7', candidateUsers: [], candidateGroups: [] },
    });
  });

  it('should be for nobody where everything is null or empty', () => {
    const spec = { assignee: feel('nothing'), users: feel('unknown'), groups: literal('') };

    const assignment = resolveAssignment(spec);

    expect(assignment.ok && isForNobody(assignment.value)).to.equal(true);
  });

  for (const [name, spec] of [
    ['assignee', { assignee: feel('one'), users: null, groups: null }],
    ['assignee', { assignee: feel('team'), users: null, groups: null }],
    ['users', { assignee: null, users: feel('[handler, one]'), groups: null }],
    ['groups', { assignee: null, users: null, groups: feel('true') }],
  ] as const) {
    it(`should fail where ${name} gives something that is nobody's name`, () => {
      const assignment = resolveAssignment(spec);

      expect(assignment.ok).to.equal(false);
      expect(assignment.ok ? '' : assignment.failure.code).to.equal('expression-failed');
    });
  }
});
