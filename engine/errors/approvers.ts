/** What the rules that find people, and those that keep people away, refuse. */
import { define, type ErrorDefinition } from './definition.ts';

export const APPROVER_ERRORS = {
  'approver-barred': define(
    403,
    'Expected somebody without a part of their own in it to {verb} at "{elementId}", but {person} {reason}.',
    '“{elementId}”的操作“{verb}”应由无利害关系的人员办理，但 {person} {reasonZh}。',
  ),
  'approver-choice-invalid': define(
    422,
    'Expected "{variable}" to choose among those who may do "{elementId}", but {user} is none of them.',
    '“{variable}”应从“{elementId}”的候选人中选择，但 {user} 不在其中。',
  ),
  'approver-choice-missing': define(
    422,
    'Expected "{variable}" to say who does "{elementId}", but nobody has been chosen.',
    '“{variable}”应指明“{elementId}”的办理人，但尚未选择。',
  ),
  'approver-none': define(
    422,
    'Expected somebody who may do "{elementId}", but its rules find nobody, and the model does not let the case go on without.',
    '“{elementId}”应有办理人，但按规则未找到任何人，且模型不允许继续。',
  ),
  'draw-missing': define(
    409,
    'Expected the people who decide at "{elementId}" to have been drawn, but they were not: nobody can be drawn in the place of another.',
    '“{elementId}”的表决人应为随机抽取，但不是：无法另行抽取替补。',
  ),
  'draw-personal': define(
    409,
    'Expected {person}, who was drawn for "{elementId}", to answer or to declare a conflict, but {verb} would pass the place to somebody else.',
    '{person} 是随机抽取的“{elementId}”办理人，应亲自表决或申请回避，不得通过“{verb}”交给他人。',
  ),
  'draw-too-few': define(
    422,
    'Expected {number} people to be drawn for "{elementId}", but of {pool} in the pool only {left} are left; too near to the case: {excluded}.',
    '“{elementId}”应抽取 {number} 人，但名单 {pool} 人中仅剩 {left} 人可抽取；应回避：{excluded}。',
  ),
  'four-eyes-unmet': define(
    422,
    'Expected at least two people to decide at "{elementId}", but there are only {count}.',
    '“{elementId}”应至少由两人决定，但只有 {count} 人。',
  ),
  'responsibility-ended': define(
    409,
    'Expected entry "{id}" of the list of responsibilities to go on, but it ended at {until}.',
    '责任清单条目“{id}”应仍有效，但已于 {until} 终止。',
  ),
  'responsibility-forbidden': define(
    422,
    'Expected a department that may act in matter "{matter}" at "{elementId}", but entry "{id}" of the negative list keeps {department} from it.',
    '“{elementId}”的事项“{matter}”应由可办理的部门承办，但负面清单条目“{id}”不允许 {department} 办理。',
  ),
  'responsibility-overlap': define(
    422,
    'Expected one entry of the list of responsibilities for matter "{matter}" at "{elementId}", but {ids} say different things.',
    '“{elementId}”的事项“{matter}”应只对应一条责任清单，但 {ids} 相互重叠。',
  ),
} as const satisfies Record<string, ErrorDefinition>;
