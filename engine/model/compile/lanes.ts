import type { AssignmentSpec, ModelValue } from '../graph.ts';
import { type ModdleElement, manyOf, oneOf, textOf } from '../moddle.ts';
import { text } from '../problem.ts';
import { assignmentAt, NOBODY } from './assignment.ts';
import type { CompileContext } from './context.ts';
import { type NodeDraft, nodeAt, type ProcessDraft } from './draft.ts';
import { bindStageLimits } from './limits.ts';
import { bindTimerLimits } from './timer-limit.ts';

/** What a lane says about the user tasks in it, as far as they do not say it themselves. */
interface LaneSpec {
  readonly name: string;
  readonly assignment: AssignmentSpec;
  readonly department: ModelValue | null;
}

/**
 * Lanes may say who works in them (BPMN 2.0.2 §10.7: what they stand for is for the modeller to say). Of nested lanes the innermost that says
 * something does, and what is in a sub-process lies in the lanes of the sub-process too. A task's own word comes before any lane's. The department
 * of a lane also says whose calendar the timers in it count by, and whose clock a stage in it is.
 */
export function inheritFromLanes(context: CompileContext, draft: ProcessDraft): void {
  const specs = new Map<ModdleElement, LaneSpec>();
  for (const lanes of draft.lanes.values())
    for (const lane of lanes) specs.set(lane, specs.get(lane) ?? specOf(context, lane));
  for (const lane of emptyLanes(draft)) specOf(context, lane);
  const aroundOf = (node: NodeDraft) => lanesAround(draft, node).flatMap((lane) => specs.get(lane) ?? []);
  for (const node of draft.nodes) {
    if (!node.user) continue;
    const around = aroundOf(node);
    const assigning = isNobody(node.user.assignment)
      ? around.find(({ assignment }) => !isNobody(assignment))
      : undefined;
    const departmental = node.user.department ? undefined : around.find(({ department }) => department);
    node.user = {
      ...node.user,
      ...(assigning && { assignment: assigning.assignment }),
      ...(departmental && { department: departmental.department }),
      lane: (assigning ?? departmental)?.name ?? null,
    };
  }
  const departmentOf = (node: NodeDraft) => aroundOf(node).find(({ department }) => department)?.department ?? null;
  bindTimerLimits(draft, departmentOf);
  bindStageLimits(draft, departmentOf);
}

/** Innermost first, those of enclosing sub-processes after its own. */
function lanesAround(draft: ProcessDraft, node: NodeDraft): ModdleElement[] {
  const lanes: ModdleElement[] = [];
  for (let at: NodeDraft | undefined = node; at; at = at.parent < 0 ? undefined : nodeAt(draft, at.parent))
    lanes.push(...(draft.lanes.get(at.index) ?? []));
  return lanes;
}

/** What they say has an effect as soon as somebody puts a task in. */
const emptyLanes = (draft: ProcessDraft): ModdleElement[] => {
  const used = new Set([...draft.lanes.values()].flat());
  return lanesIn(draft.source).filter((lane) => !used.has(lane));
};

function lanesIn(scope: ModdleElement): ModdleElement[] {
  const sets = [...manyOf(scope, 'laneSets'), ...(oneOf(scope, 'childLaneSet') ? [oneOf(scope, 'childLaneSet')] : [])];
  const lanes = sets.flatMap((set) => (set ? manyOf(set, 'lanes') : []));
  return [...lanes.flatMap((lane) => [lane, ...lanesIn(lane)]), ...manyOf(scope, 'flowElements').flatMap(lanesIn)];
}

function specOf(context: CompileContext, lane: ModdleElement): LaneSpec {
  const resource = oneOf(lane, 'partitionElementRef');
  const own = assignmentAt(context, lane, []);
  const isResource = resource?.$type === 'bpmn:Resource';
  if (resource && !isResource) context.report('lane-partition', lane, nobodyReads);
  if (isResource && !isNobody(own)) context.report('assignment-ambiguous', lane, twice);
  const group = resource && isResource ? (textOf(resource, 'name') ?? resource.id ?? null) : null;
  return {
    name: textOf(lane, 'name') ?? lane.id ?? '',
    assignment: group === null ? own : { ...NOBODY, groups: { kind: 'literal', text: group } },
    department: context.value(lane, context.extension(lane, 'department')),
  };
}

const isNobody = ({ assignee, users, groups, finding }: AssignmentSpec): boolean =>
  !assignee && !users && !groups && !finding;

const nobodyReads = text(
  'Expected the partitionElementRef of a lane to be a resource, but it is something else, which has no effect.',
  '泳道的 partitionElementRef 应为资源（resource），但为其他元素，不起作用。',
);

const twice = text(
  'Expected one answer to who works in a lane, but it has both tb:assignment and a resource.',
  '泳道应只有一种指派，但同时有 tb:assignment 与资源。',
);
