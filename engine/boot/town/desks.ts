/** What lies on the desks when the town ends: somebody has taken most of what is open, the rest waits for whoever comes. */
import { randomFrom } from '../../../adapters/kit/random.ts';
import { offeredTasks } from '../../store/cases/offered-tasks.ts';
import { findUser } from '../../store/people/users.ts';
import type { Town } from './scene.ts';

const TAKEN = 0.6;

/** Whoever may not take a task, as one who has decided before, leaves it. */
export async function takeToDesks({ runtime, clock }: Pick<Town, 'runtime' | 'clock'>): Promise<void> {
  for (const { id, businessKey, elementId, people } of await offeredTasks(runtime.pool)) {
    const random = randomFrom('desk', businessKey ?? '', elementId);
    const chosen = random() < TAKEN ? people[Math.floor(random() * people.length)] : undefined;
    const user = chosen === undefined ? undefined : await findUser(runtime.pool, chosen);
    if (!user) continue;
    const actor = { id: user.id, roles: user.roles, groups: user.groups, department: user.department };
    const target = { taskId: id };
    await runtime.dispatcher.submit({ command: 'claim-task', target, input: target, actor, at: clock.now() });
  }
}
