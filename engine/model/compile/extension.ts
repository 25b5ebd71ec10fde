import type { Mapping } from '../graph.ts';
import { type ModdleElement, textOf } from '../moddle.ts';
import { text } from '../problem.ts';
import { compileAdHoc } from './ad-hoc.ts';
import { compileCall } from './call.ts';
import type { CompileContext } from './context.ts';
import { compileCopies } from './copies.ts';
import { declarationsOf, inputAssociations, outputAssociations } from './data.ts';
import { compileDecision } from './decision.ts';
import type { NodeDraft, ProcessDraft } from './draft.ts';
import { isCatching } from './events.ts';
import { compileFieldRules } from './fields.ts';
import { compileJob } from './job.ts';
import { compileLadders } from './ladder.ts';
import { inheritFromLanes } from './lanes.ts';
import { compileLimits } from './limits.ts';
import { milestoneOf } from './milestone.ts';
import { compileScript } from './script.ts';
import { compileSeparation } from './separation.ts';
import { compileUserTask } from './user-task.ts';
import { waitsForOf } from './waits-for.ts';
import { withdrawsOf } from './withdraws.ts';

/**
 * Pass over what our extension (and the standard's human performers and data) say about single nodes. Activities and throwing events map
 * variables in, activities and catching events map them out.
 */
export function compileExtension(context: CompileContext, draft: ProcessDraft): void {
  for (const node of draft.nodes) {
    if (isActivity(node) || isThrowing(node)) {
      node.inputs = [...mappingsOf(context, node.source, 'tb:Input'), ...inputAssociations(context, node.source)];
    }
    if (isActivity(node) || isCatching(node)) {
      node.outputs = [...mappingsOf(context, node.source, 'tb:Output'), ...outputAssociations(context, node.source)];
    }
    if (isActivity(node) || node.type === 'process') {
      const copies = compileCopies(context, node);
      if (copies.length > 0) node.copies = copies;
    }
    node.declares = declarationsOf(node.source);
    if (isActivity(node)) Object.assign(node, milestoneOf(context, node.source));
    if (node.index > 0) Object.assign(node, waitsForOf(context, node.source));
    compileKind(context, node);
    compileLimits(context, draft, node);
  }
  compileLadders(context, draft);
  inheritFromLanes(context, draft);
  compileSeparation(context, draft);
}

export const isActivity = ({ type }: Pick<NodeDraft, 'type'>): boolean =>
  type !== 'process' && !type.endsWith('Event') && !type.endsWith('Gateway');

const isThrowing = ({ type }: NodeDraft): boolean => type === 'intermediateThrowEvent' || type === 'endEvent';

function compileKind(context: CompileContext, node: NodeDraft): void {
  switch (node.type) {
    case 'userTask':
      node.user = compileUserTask(context, node.source);
      giveFieldRules(context, node);
      break;
    case 'serviceTask':
    case 'businessRuleTask':
      node.decision = compileDecision(context, node);
      node.job = compileJob(context, node);
      break;
    case 'sendTask':
      node.job = compileJob(context, node);
      break;
    case 'scriptTask':
      node.script = compileScript(context, node.source);
      break;
    case 'adHocSubProcess':
      node.adHoc = compileAdHoc(context, node.source);
      break;
    case 'callActivity':
      node.call = compileCall(context, node.source);
      break;
    case 'startEvent':
      node.startForm = context.extension(node.source, 'form');
      Object.assign(node, withdrawsOf(context, node.source));
      giveFieldRules(context, node);
      break;
    default:
  }
}

function giveFieldRules(context: CompileContext, node: NodeDraft): void {
  const rules = compileFieldRules(context, node.source);
  if (rules) node.fieldRules = [...rules];
}

function mappingsOf(context: CompileContext, element: ModdleElement, type: 'tb:Input' | 'tb:Output'): Mapping[] {
  return context.extensions(element, type).flatMap((mapping) => {
    const source = textOf(mapping, 'source');
    const target = textOf(mapping, 'target');
    if (source === null || target === null) {
      context.report(
        'mapping-incomplete',
        mapping,
        text(
          'Expected a mapping to have source and target, but one is missing.',
          '变量映射应有 source 和 target，但缺少其一。',
        ),
      );
      return [];
    }
    const value = context.value(mapping, source);
    return value ? [{ source: value, target }] : [];
  });
}
