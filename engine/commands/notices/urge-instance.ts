import { type Static, Type } from 'typebox';
import type { Urge } from '../../core/notices.ts';
import type { InstanceState, Task } from '../../core/state.ts';
import { type Failure, fail, ok } from '../../errors.ts';
import { isPossible } from '../../tasks/run-machine.ts';
import { requireActive, rootDefinition } from '../case.ts';
import type { Command, DecideContext } from '../command.ts';
import { Comment, closed } from '../input.ts';
import { placeOf } from '../place.ts';
import { requireManager } from '../rights.ts';
import { type NoticeAnswer, notYours, writeNotices } from './notice.ts';
import { standingFor } from './urge-standing.ts';
import { urgesFor } from './urges.ts';

const Input = closed({ comment: Type.Optional(Comment) });
type Input = Static<typeof Input>;

/** G2 催办, the whole case: every open task that others have to do. Who asked for the case knows no single task, so this is the applicant's way. */
export const urgeInstance: Command<Input, NoticeAnswer> = {
  name: 'urge-instance',
  input: Input,
  decide(state, { comment: text = '' }, context) {
    const active = requireActive(state);
    if (!active.ok) return active;
    const manages = requireManager(context.actor, rootDefinition(state, context).graph).ok;
    const urges: Urge[] = [];
    let refused: Failure | undefined;
    let may = manages;
    for (const task of Object.values(state.tasks)) {
      const standing = standingFor(state, task, context) ?? (manages ? 'administrator' : null);
      may ||= standing !== null;
      if (standing === null || !isPossible(task, 'urge')) continue;
      const urged = urgesFor(state, { task, elementId: elementOf(state, task, context), standing, text }, context);
      if (urged.ok) urges.push(...urged.value);
      else if (urged.failure.code !== 'nothing-to-urge') refused = urged.failure;
    }
    if (!may) return notYours('urge', ['whoever waits for it', '等待办理的人'], context.actor);
    if (urges.length > 0) return ok(writeNotices(state, { verb: 'sent', notices: urges }, context));
    return refused ? { ok: false, failure: refused } : fail('nothing-to-urge');
  },
};

const elementOf = (state: InstanceState, { element }: Task, { definitions }: DecideContext): string =>
  placeOf(state, element, definitions).node.id;
