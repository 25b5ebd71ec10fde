import type { InstanceRow } from '../../../store/read/instances.ts';
import type { ProcessInstance } from '../../contract/instances.ts';
import type { Services } from '../../services.ts';
import { findAnyInstance } from '../../views/any-instance.ts';
import { instanceViews, requireInstance } from '../../views/instance.ts';
import type { Viewer } from '../../views/viewer.ts';

/** One case as the caller sees it, as it is now. */
export async function showInstance(services: Services, viewer: Viewer, id: string): Promise<ProcessInstance> {
  return shown(services, viewer, await requireInstance(services, viewer.principal, id));
}

/** What somebody has just done, even where it took the case out of their sight. */
export async function showActedOn(services: Services, viewer: Viewer, id: string): Promise<ProcessInstance> {
  return shown(services, viewer, await findAnyInstance(services.database, id));
}

async function shown(services: Services, viewer: Viewer, row: InstanceRow): Promise<ProcessInstance> {
  const [view] = await instanceViews(services, viewer, { rows: [row], whole: true });
  if (!view) throw new Error(`Expected case ${row.id} to be shown, but it was not.`);
  return view;
}
