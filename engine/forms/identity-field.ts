/**
 * Text fields that hold an identity number. `properties.identity` names the kinds that are let in, `resident-id residence-permit`.
 * A number that fails its check is kept and told to the clerk (`warn`): one in seven of a real population base fails, and nobody's application
 * is refused for it. `properties.identityPolicy` = `refuse` is for what an official types himself.
 */
import { IDENTITY_KINDS, type IdentityKind, isIdentityKind } from '../identity/identity.ts';
import { type Json, jsonAt, textAt } from './component.ts';
import type { JsonSchema } from './field-tree.ts';

type Report = (en: string, zh: string) => void;

interface IdentityRules {
  /** What has to hold. */
  readonly schema: JsonSchema;
  /** What is told to the clerk where it does not hold. */
  readonly doubt: JsonSchema;
}

/** What a number has to be, and what is only doubted; nothing where the field asks for no number. */
export function identityOf(component: Json, report: Report): IdentityRules | undefined {
  const properties = jsonAt(component, 'properties');
  const text = textAt(properties, 'identity');
  if (text === undefined) return undefined;
  const kinds = text.split(/\s+/).filter((kind): kind is IdentityKind => {
    if (isIdentityKind(kind)) return true;
    const known = Object.keys(IDENTITY_KINDS).join(', ');
    report(`its identity "${kind}" is none of ${known}`, `identity“${kind}”应为 ${known} 之一`);
    return false;
  });
  const policy = textAt(properties, 'identityPolicy') ?? 'warn';
  if (policy !== 'warn' && policy !== 'refuse')
    report(`its identityPolicy "${policy}" is neither warn nor refuse`, `identityPolicy“${policy}”应为 warn 或 refuse`);
  const usual = { identityUsual: kinds };
  if (policy === 'refuse') return { schema: { identity: kinds }, doubt: usual };
  return { schema: {}, doubt: { identity: kinds, ...usual } };
}
