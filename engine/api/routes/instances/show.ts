import type { ProcessInstance } from '../../contract/instances.ts';
import type { Services } from '../../services.ts';
import { instanceViews, requireInstance } from '../../views/instance.ts';
import type { Viewer } from '../../views/viewer.ts';

/** One case as the caller sees it, as it is now. */
export async function showInstance(services: Services, viewer: Viewer, id: string): Promise<ProcessInstance> {
  const row = await requireInstance(services, viewer.principal, id);
  const [view] = await instanceViews(services, viewer, { rows: [row], whole: true });
  if (!view) throw new Error(`Expected case ${id} to be shown, but it was not.`);
  return view;
}
