/** JavaScript runs on the server, so deploying it takes the right `script` besides that to deploy. */
import type { Actor } from '../commands/command.ts';
import { hasRole } from '../commands/rights.ts';
import type { ProcessGraph } from '../model/graph.ts';
import { type Problem, text } from '../model/problem.ts';

/** Administrators have it, and whoever was given it. */
export const mayScript = (actor: Actor): boolean => hasRole(actor, ['admin', 'script']);

export const SCRIPT_RIGHT = 'script-right-missing';

/** A problem for each JavaScript script of a process. */
export const scriptsWithoutRight = ({ nodes }: ProcessGraph): Problem[] =>
  nodes
    .filter(({ script }) => script?.language === 'javascript')
    .map(({ id }) => ({
      rule: SCRIPT_RIGHT,
      severity: 'error',
      elementId: id,
      line: null,
      column: null,
      message: MISSING,
    }));

const MISSING = text(
  'Expected whoever deploys JavaScript to have the right "script", but it is missing.',
  '部署 JavaScript 脚本的人应有“script”（脚本）权限，但没有。',
);
