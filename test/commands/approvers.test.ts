import { expect } from 'chai';
import type { Task } from '../../engine/core/state.ts';
import { compileForm } from '../../engine/forms/compile-form.ts';
import type { Form } from '../../engine/forms/form.ts';
import { Desk } from './desk.ts';
import { begin, caseOf, deskOf, inOrder, type Opened, office, responsible, someone, task } from './office.ts';

const draft = task('draft', 'assignee="han"');

/** Whom the second step is for, after han has done the first. */
async function foundBy(assignment: string, opened: Opened = {}, attributes = ''): Promise<Task> {
  const desk = await caseOf([draft, task('decide', assignment, attributes)], opened);
  desk.complete('draft', someone('han'));
  return desk.task('decide');
}

const peopleOf = ({ assignee, candidateUsers, candidateGroups }: Task): string =>
  [assignee ?? '-', candidateUsers.join(','), candidateGroups.join(',')].join(' | ');

/** Shows these fields, and the group `plan`. */
function textForm(id: string, ...names: readonly string[]): Form {
  const field = (key: string) => ({ type: 'textfield', id: `f_${key}`, key, disabled: true });
  const plan = { type: 'group', id: 'g', path: 'plan', components: [field('cost'), field('name')] };
  const compiled = compileForm(
    JSON.stringify({ type: 'default', id, schemaVersion: 16, components: [...names.map(field), plan] }),
  );
  if (!compiled.ok) throw new Error('Expected the form to compile.');
  return compiled.value;
}

describe('approver rules 审批人规则', () => {
  /** Assignment, who began the case, and `assignee | candidate users | candidate groups`. */
  const FOUND: readonly (readonly [string, string, string, string])[] = [
    ['F1 by role', 'role="manager" empty="admin"', 'wang', '- | chen,zhou | '],
    ['F1 by post', 'post="reviewer" empty="admin"', 'han', '- | li,sun,wang | '],
    ['F1 by post in a department', 'post="reviewer" department="licences" empty="admin"', 'han', '- | li,wang | '],
    ['F1 by department', 'department="market" empty="admin"', 'wang', '- | chen,han | '],
    ['F1 by lists and by post', 'users="zhou" post="reviewer" empty="admin"', 'han', '- | zhou,li,sun,wang | '],
    ['F1 without those who have left', 'users="gone,zhou" empty="admin"', 'wang', '- | zhou | '],
    ['F2 the head of the own department', 'rule="department-head" empty="admin"', 'li', 'wu |  | '],
    [
      'F2 the head of a department that is named',
      'rule="department-head" department="market" empty="admin"',
      'li',
      'chen |  | ',
    ],
    ['F2 the superior', 'rule="superior" empty="admin"', 'li', 'wu |  | '],
    ['F2 the second superior', 'rule="superior" level="2" empty="admin"', 'li', 'chen |  | '],
    ['F2 the superior of a head', 'rule="superior" empty="admin"', 'chen', 'zhou |  | '],
    ['F2 the initiator', 'rule="initiator" empty="admin"', 'li', 'li |  | '],
    ['F2 the lead of who did the step before', 'rule="previous-lead" empty="admin"', 'li', 'chen |  | '],
    ['F2 who did a step before', 'rule="handler-of" node="draft" empty="admin"', 'li', 'han |  | '],
    ['F5 an expression', 'users="=[&quot;sun&quot;]" empty="admin"', 'li', '- | sun | '],
  ];

  for (const [name, assignment, initiator, expected] of FOUND) {
    it(`should find ${name}`, async () => {
      const found = await foundBy(assignment, { initiator });

      expect(peopleOf(found)).to.equal(expected);
      expect(found.reasons?.every(({ organisationVersion }) => organisationVersion === 7)).to.equal(true);
      expect(new Set(found.reasons?.map(({ principal }) => principal))).to.have.property(
        'size',
        new Set([found.assignee, ...found.candidateUsers].filter(Boolean)).size,
      );
    });
  }

  it('should find the head of the department that the form names (F2)', async () => {
    const opened = { variables: { unit: 'licences' }, initiator: 'li' };

    const found = await foundBy('rule="form-department-head" variable="unit" empty="admin"', opened);

    expect(peopleOf(found)).to.equal('wu |  | ');
    expect(found.reasons).to.deep.equal([
      {
        principal: 'user:wu',
        rule: 'form-department-head',
        params: { department: 'licences', variable: 'unit' },
        organisationVersion: 7,
      },
    ]);
  });

  it('should ask the chart of the instant at which the step is reached', async () => {
    const desk = await caseOf([draft, task('decide', 'rule="superior" empty="admin"')], {
      initiator: 'li',
      organisation: office({
        positions: [
          { person: 'li', department: 'licences', post: null, head: false, order: 0, since: 0, until: null },
          { person: 'wu', department: 'licences', post: null, head: true, order: 0, since: 0, until: 2_000 },
          { person: 'sun', department: 'licences', post: null, head: true, order: 0, since: 2_000, until: null },
        ],
      }),
    });
    desk.now = 1_999;
    const before = desk.organisation.at(desk.now).headsOf('licences');
    desk.now = 2_000;

    desk.complete('draft', someone('han'));

    expect(before).to.deep.equal(['wu']);
    expect(desk.task('decide').assignee).to.equal('sun');
  });

  describe('F3: chosen', () => {
    const chosen = task('decide', 'rule="chosen-at-start" variable="reviewer" post="reviewer" empty="admin"');
    const tryStart = async (variables: Readonly<Record<string, unknown>>) => {
      const desk = deskOf(await inOrder([draft, chosen]));
      return desk.tryOpen('start-process-instance', { definitionId: desk.first.id, variables }, someone('han'));
    };

    it('should block the start without a choice, and with one of nobody who may', async () => {
      for (const [variables, code] of [
        [{}, 'approver-choice-missing'],
        [{ reviewer: [] }, 'approver-choice-missing'],
        [{ reviewer: 'chen' }, 'approver-choice-invalid'],
        [{ reviewer: ['li', 'nobody'] }, 'approver-choice-invalid'],
        [{ reviewer: 'gone' }, 'approver-choice-invalid'],
      ] as const) {
        const started = await tryStart(variables);

        expect(started.ok ? 'started' : started.failure.code, JSON.stringify(variables)).to.equal(code);
      }
    });

    it('should be for whoever was chosen', async () => {
      const opened = { initiator: 'han', variables: { reviewer: 'sun' } };
      const desk = await caseOf([draft, chosen], opened);

      desk.complete('draft', someone('han'));

      expect(peopleOf(desk.task('decide'))).to.equal('sun |  | ');
    });

    it('should block the completion of the step before until it has chosen', async () => {
      const before = task('decide', 'rule="chosen-before" variable="next" users="li,sun" empty="admin"');
      const desk = await caseOf([draft, before]);
      const { id: taskId } = desk.task('draft');

      const missing = desk.refusal('complete-task', { taskId }, someone('han'));
      const wrong = desk.refusal('complete-task', { taskId, variables: { next: 'zhou' } }, someone('han'));
      desk.do('complete-task', { taskId, variables: { next: ['li', 'sun'] } }, someone('han'));

      expect([missing.code, wrong.code]).to.deep.equal(['approver-choice-missing', 'approver-choice-invalid']);
      expect(missing.params).to.deep.equal({ elementId: 'decide', variable: 'next' });
      expect(peopleOf(desk.task('decide'))).to.equal('- | li,sun | ');
    });

    it('should accept any active official where the model names no candidates', async () => {
      const open = task('decide', 'rule="chosen-in-form" variable="next" empty="admin"');
      const desk = await caseOf([draft, open]);
      const { id: taskId } = desk.task('draft');

      const applicant = desk.refusal('complete-task', { taskId, variables: { next: 'amy' } }, someone('han'));
      desk.do('complete-task', { taskId, variables: { next: 'zhou' } }, someone('han'));

      expect(applicant.code).to.equal('approver-choice-invalid');
      expect(desk.task('decide').assignee).to.equal('zhou');
    });
  });

  describe('F4: by the list of responsibilities', () => {
    const rule = 'rule="responsibility" matter="=item" area="=area" empty="admin"';
    const listed = (...responsibilities: Parameters<typeof responsible>[]) =>
      office({ responsibilities: responsibilities.map(([id, more]) => responsible(id, more)) });
    const variables = { item: 'stall', area: '330106' };

    it('should be for the head of the lead department of the most exact entry', async () => {
      const organisation = listed(
        ['all', { lead: 'bureau' }],
        ['city', { area: '3301', lead: 'market' }],
        ['district', { area: '330106', lead: 'licences', departments: ['fire'] }],
      );

      const found = await foundBy(rule, { organisation, variables, initiator: 'han' });

      expect(peopleOf(found)).to.equal('wu |  | ');
      expect(found.reasons?.[0]).to.deep.include({
        rule: 'responsibility',
        params: { matter: 'stall', area: '330106', entry: 'district', department: 'licences' },
      });
    });

    it('should ask the co-departments too where several decide, the lead first', async () => {
      const organisation = listed(['one', { lead: 'licences', departments: ['market', 'fire'] }]);
      const round = task('decide', `${rule} post=""`, '', '<tb:approval rule="lead"/>');
      const desk = await caseOf([draft, round], { organisation, variables, initiator: 'han' });

      desk.complete('draft', someone('han'));

      const seats = desk.state.elements[desk.task('decide').element]?.round?.seats;
      expect(seats?.map(({ user, lead }) => `${user}${lead ? ' leads' : ''}`)).to.deep.equal(['wu leads', 'chen']);
    });

    for (const [name, entries, code] of [
      [
        'two entries say different things',
        [
          ['one', { lead: 'market' }],
          ['two', { lead: 'fire' }],
        ],
        'responsibility-overlap',
      ],
      [
        'the negative list forbids it',
        [
          ['one', { lead: 'market' }],
          ['no', { kind: 'forbidden', lead: 'market' }],
        ],
        'responsibility-forbidden',
      ],
    ] as const) {
      it(`should block the submission where ${name}`, async () => {
        const organisation = listed(...(entries as unknown as Parameters<typeof responsible>[]));
        const desk = await caseOf([draft, task('decide', rule)], { organisation, variables });

        const refused = desk.refusal('complete-task', { taskId: desk.task('draft').id }, someone('han'));

        expect(refused.code).to.equal(code);
      });
    }

    it('should be an empty approver where nobody is responsible', async () => {
      const found = await foundBy(rule, { organisation: listed(), variables });

      expect(found.reasons).to.deep.equal([{ principal: '', rule: 'empty:admin', params: {}, organisationVersion: 7 }]);
    });
  });

  describe('F6: nobody is found', () => {
    const nobody = 'post="none"';

    it('should be left to administrators', async () => {
      const found = await foundBy(`${nobody} empty="admin"`);

      expect(peopleOf(found)).to.equal('- |  | ');
      expect(found.state).to.equal('offered');
    });

    it('should go to the person that the model names, and to administrators where that one has left', async () => {
      expect(peopleOf(await foundBy(`${nobody} empty="person" emptyTo="zhou"`))).to.equal('zhou |  | ');
      expect(peopleOf(await foundBy(`${nobody} empty="person" emptyTo="gone"`))).to.equal('- |  | ');
    });

    it('should go one level up', async () => {
      const vacant = 'rule="department-head" department="fire" empty="superior"';

      expect(peopleOf(await foundBy(vacant))).to.equal('zhou |  | ');
      expect(peopleOf(await foundBy('post="none" department="licences" empty="superior"'))).to.equal('wu |  | ');
    });

    it('should pass by itself, with a record of why', async () => {
      const desk = await caseOf([
        draft,
        task('decide', `${nobody} empty="auto-pass"`),
        task('after', 'assignee="sun"'),
      ]);

      desk.complete('draft', someone('han'));

      expect(desk.endings).to.deep.equal(['draft approved', 'decide autoPassed']);
      expect(desk.openNodes).to.deep.equal(['after']);
      expect(desk.variables.outcomes).to.deep.equal({ decide: 'agree' });
      expect(lastEnded(desk).comments).to.deep.equal([
        { at: desk.now, by: 'system', verb: 'auto-pass', text: 'empty:auto-pass' },
      ]);
    });

    it('should refuse by itself, and end the case as a refusal does', async () => {
      const desk = await caseOf([draft, task('decide', `${nobody} empty="auto-refuse"`)]);

      desk.complete('draft', someone('han'));

      expect(desk.endings).to.deep.equal(['draft approved', 'decide rejected']);
      expect(desk.state.status).to.equal('terminated');
      expect(desk.variables.outcome).to.equal('rejected');
    });

    it('should block the start where it is known then, and the submission that leads there otherwise', async () => {
      const known = deskOf(await inOrder([draft, task('decide', `${nobody} empty="block-start"`)]));
      const started = known.tryOpen('start-process-instance', { definitionId: known.first.id }, someone('han'));
      const later = task('decide', 'rule="form-department-head" variable="unit" empty="block-start"');
      const desk = await caseOf([draft, later]);

      const taskId = desk.task('draft').id;
      const refused = desk.refusal('complete-task', { taskId, variables: { unit: 'fire' } }, someone('han'));
      desk.do('complete-task', { taskId, variables: { unit: 'market' } }, someone('han'));

      expect(started.ok ? '' : started.failure.code).to.equal('approver-none');
      expect(refused.code).to.equal('approver-none');
      expect(desk.task('decide').assignee).to.equal('chen');
    });

    it('should count a group as nobody where nobody is in it, and as somebody where somebody is', async () => {
      expect(peopleOf(await foundBy('groups="empty" empty="person" emptyTo="zhou"'))).to.equal('zhou |  | ');
      expect(peopleOf(await foundBy('groups="review" empty="person" emptyTo="zhou"'))).to.equal('- |  | review');
    });

    it('should not run in a circle of steps that pass by themselves', async () => {
      const graph = await loopOfAutomaticSteps();
      const desk = deskOf(graph);

      begin(desk);

      const incidents = Object.values(desk.state.incidents);
      expect(incidents.map(({ code }) => code)).to.deep.equal(['step-budget-exceeded']);
    });
  });

  describe('F7: the applicant is found', () => {
    const CASES: readonly (readonly [string, string, string])[] = [
      ['users="li,sun" self="avoid" empty="admin"', 'li', '- | sun | '],
      ['users="li,sun" empty="admin"', 'li', '- | sun | '],
      ['users="li,sun" self="approve" empty="admin"', 'li', '- | li,sun | '],
      ['users="li,sun" self="skip" empty="admin"', 'li', '- | sun | '],
      ['users="li,sun" self="superior" empty="admin"', 'li', '- | wu,sun | '],
      ['users="han,sun" self="head" empty="admin"', 'han', '- | chen,sun | '],
      ['rule="department-head" self="superior" empty="admin"', 'wu', 'chen |  | '],
      ['rule="department-head" self="head" empty="admin"', 'wu', 'chen |  | '],
      ['rule="department-head" self="avoid" empty="superior"', 'wu', 'chen |  | '],
      ['rule="department-head" empty="admin"', 'wu', '- |  | '],
    ];

    for (const [assignment, initiator, expected] of CASES) {
      it(`should be for "${expected}" with ${assignment}`, async () => {
        const found = await foundBy(assignment, { initiator });

        expect(peopleOf(found)).to.equal(expected);
      });
    }

    it('should skip the step where nobody else is found', async () => {
      const desk = await caseOf([draft, task('decide', 'users="li" self="skip" empty="admin"')], { initiator: 'li' });

      desk.complete('draft', someone('han'));

      expect(desk.endings).to.deep.equal(['draft approved', 'decide autoPassed']);
      expect(desk.state.status).to.equal('completed');
    });

    it('should keep away whoever the variables name as applicant or agent, by name, list or id', async () => {
      const variables = { applicant: { id: 'li' }, agent: ['sun'] };

      const found = await foundBy('users="li,sun,zhou" empty="admin"', { variables });

      expect(peopleOf(found)).to.equal('- | zhou | ');
      expect(found.barred).to.deep.equal(['li', 'sun', 'wang']);
    });

    it('should look at the variables that the process declares instead', async () => {
      const desk = await caseOf(
        [task('decide', 'users="li,sun,zhou" empty="admin"')],
        { variables: { owner: 'li', applicant: 'sun' } },
        { attributes: 'tb:parties="owner"' },
      );

      expect(peopleOf(desk.task('decide'))).to.equal('- | sun,zhou | ');
    });

    it('should not keep anybody from a step that decides nothing', async () => {
      const plain = await foundBy('users="wang,li"');
      const deciding = await foundBy('users="wang,li"', {}, 'tb:decides="case"');

      expect(peopleOf(plain)).to.equal('- | wang,li | ');
      expect(peopleOf(deciding)).to.equal('- | li | ');
    });
  });

  describe('F8: the same person again', () => {
    const by = (id: string, who: string, repeat: string) => task(id, `users="${who}" repeat="${repeat}" empty="admin"`);
    const run = async (tasks: readonly string[], acts: readonly (readonly [string, string, object?])[]) => {
      const desk = await caseOf(tasks);
      for (const [element, who, variables] of acts) {
        desk.complete(element, someone(who), variables ? { variables: { ...variables } } : {});
      }
      return desk;
    };

    it('should ask again unless the model says otherwise', async () => {
      const desk = await run([by('a', 'li', 'never'), by('b', 'li', 'never')], [['a', 'li']]);

      expect(desk.openNodes).to.deep.equal(['b']);
    });

    it('should pass the next step of the same person, and refer to what was decided', async () => {
      const desk = await run([by('a', 'li', 'consecutive'), by('b', 'li', 'consecutive')], [['a', 'li']]);

      const [first] = desk.state.trail;
      expect(desk.endings).to.deep.equal(['a approved', 'b autoPassed']);
      expect(desk.state.trail[1]).to.include({ by: null, onBehalfOf: 'li' });
      expect(lastEnded(desk).reasons?.at(-1)).to.deep.include({
        principal: 'user:li',
        rule: 'repeat:consecutive',
        params: { person: 'li', task: first?.taskId, element: 'a', at: new Date(desk.now).toISOString() },
      });
      expect(lastEnded(desk).comments.at(-1)?.text).to.contain(first?.taskId);
    });

    it('should pass only what follows at once with "consecutive", and what follows at all with "keep-first"', async () => {
      for (const [repeat, expected] of [
        ['consecutive', ['c']],
        ['keep-first', []],
      ] as const) {
        const tasks = [by('a', 'li', repeat), by('b', 'sun', repeat), by('c', 'li', repeat)];
        const desk = await run(tasks, [
          ['a', 'li'],
          ['b', 'sun'],
        ]);

        expect(desk.openNodes, repeat).to.deep.equal(expected);
      }
    });

    it('should ask only at the last of the steps with "keep-last", if no way leads past it', async () => {
      const desk = await run([by('a', 'li', 'keep-last'), by('b', 'sun', 'keep-last'), by('c', 'li', 'keep-last')], []);

      expect(desk.endings).to.deep.equal(['a autoPassed']);
      expect(lastEnded(desk).reasons?.at(-1)?.params).to.deep.equal({ person: 'li', later: 'c' });
      desk.complete('b', someone('sun'));
      expect(desk.openNodes).to.deep.equal(['c']);
    });

    it('should pass with "same-step" only in a later round of the step, if nothing has changed', async () => {
      for (const [amount, expected] of [
        [5, ['c']],
        [6, ['b']],
      ] as const) {
        const desk = await run(
          [by('a', 'li', 'same-step'), by('b', 'sun', 'same-step'), by('c', 'li', 'same-step')],
          [
            ['a', 'li', { amount: 5 }],
            ['b', 'sun', {}],
          ],
        );
        expect(desk.openNodes).to.deep.equal(['c']);
        desk.do('return-task', { taskId: desk.task('c').id, to: 'a', resubmit: 'again' }, someone('li'));
        expect(desk.openNodes, 'who is returned to is asked').to.deep.equal(['a']);

        desk.complete('a', someone('li'), { variables: { amount } });

        expect(desk.openNodes).to.deep.equal(expected);
        if (amount === 5) expect(lastEnded(desk).comments.at(-1)?.text).to.contain('repeat:same-step');
      }
    });

    /** a is done twice with other data, and b is shown only some of them: by its form, or by what is hidden there. */
    for (const [how, shown, changed, expected] of [
      ['a hidden field', 'amount', { amount: 6 }, ['c']],
      ['a field that is not hidden', 'note', { amount: 6 }, ['b']],
      ['a hidden part of a group', 'plan.cost', { plan: { cost: 2, name: 'p' } }, ['c']],
      ['another part of it', 'plan.cost', { plan: { cost: 1, name: 'q' } }, ['b']],
      ['what is not in the form', '', { amount: 6 }, ['c']],
      ['what is in the form', '', { note: 'other' }, ['b']],
    ] as const) {
      it(`should look with "same-step" at what is shown there alone: ${how}`, async () => {
        const given = { amount: 5, note: 'n', plan: { cost: 1, name: 'p' } };
        const assigned = 'users="sun" repeat="same-step" empty="admin"';
        const rules = shown === '' ? '' : `<tb:field name="${shown}" rights="hidden"/>`;
        const second = task('b', assigned, `tb:form="${rules === '' ? 'short' : 'long'}"`, rules);
        const graph = await inOrder([by('a', 'li', 'never'), second, by('c', 'li', 'never')]);
        const desk = new Desk({
          graphs: [graph],
          forms: [textForm('short', 'note'), textForm('long', 'note', 'amount')],
        });
        desk.organisation = office();
        begin(desk);
        desk.complete('a', someone('li'), { variables: given });
        desk.complete('b', someone('sun'));
        desk.do('return-task', { taskId: desk.task('c').id, to: 'a', resubmit: 'again' }, someone('li'));

        desk.complete('a', someone('li'), { variables: changed });

        expect(desk.openNodes).to.deep.equal(expected);
      });
    }

    it('should ask again where the data have changed since', async () => {
      const tasks = [by('a', 'li', 'keep-first'), by('b', 'sun', 'keep-first'), by('c', 'li', 'keep-first')];
      const same = await run(tasks, [
        ['a', 'li', { amount: 5 }],
        ['b', 'sun', { amount: 5 }],
      ]);
      const changed = await run(tasks, [
        ['a', 'li', { amount: 5 }],
        ['b', 'sun', { amount: 6 }],
      ]);

      expect(same.openNodes).to.deep.equal([]);
      expect(changed.openNodes).to.deep.equal(['c']);
    });

    it('should not take another outcome for agreement', async () => {
      const desk = await caseOf([by('a', 'li', 'keep-first'), by('b', 'li', 'keep-first')]);

      desk.complete('a', someone('li'), { outcome: 'no' });

      expect(desk.openNodes).to.deep.equal(['b']);
    });

    it('should answer for who has decided already in a round, and count it', async () => {
      const round = task('b', 'users="li,sun" repeat="keep-first" empty="admin"', '', '<tb:approval rule="all"/>');
      const desk = await run([by('a', 'li', 'keep-first'), round, task('c', 'assignee="zhou"')], [['a', 'li']]);

      expect(desk.tasksAt('b').map(({ assignee }) => assignee)).to.deep.equal(['sun']);
      desk.complete('b', someone('sun'));
      expect(desk.endings).to.deep.equal(['a approved', 'b autoPassed', 'b approved']);
      expect(desk.openNodes).to.deep.equal(['c']);
    });

    it('should decide a round at once where all have decided already', async () => {
      const round = task('b', 'users="li" repeat="keep-first" empty="admin"', '', '<tb:approval order="sequence"/>');
      const desk = await run([by('a', 'li', 'keep-first'), round, task('c', 'assignee="zhou"')], [['a', 'li']]);

      expect(desk.openNodes).to.deep.equal(['c']);
    });
  });
});

const lastEnded = (desk: Desk): Task => {
  const event = desk.events.findLast(({ type }) => type === 'taskEnded');
  if (event?.type !== 'taskEnded') throw new Error('Expected a task to have ended, but none has.');
  return event.task;
};

async function loopOfAutomaticSteps() {
  const { graphOf, flowIf, flows } = await import('../support/bpmn.ts');
  return graphOf(
    `<startEvent id="start"/>${task('a', 'post="none" empty="auto-pass"')}<exclusiveGateway id="again" default="again_end"/><endEvent id="end"/>
     ${flows('start a again end')}${flowIf('again', 'a', 'true')}`,
  );
}
