import { type Static, Type } from 'typebox';
import type { MissingMaterial } from '../core/proceedings.ts';
import { fail, ok, type Result } from '../errors.ts';
import type { MaterialSpec } from '../model/conduct.ts';
import { closed, Id, Reason } from './input.ts';
import { materialUnknown } from './item-materials.ts';

/** What was found about one material: there, missing, not in order, or not needed here. */
export const MaterialCheck = closed({
  material: Id,
  result: Type.Union([Type.Literal('ok'), Type.Literal('missing'), Type.Literal('defective'), Type.Literal('exempt')]),
  reason: Type.Optional(Reason),
});
type MaterialCheck = Static<typeof MaterialCheck>;

export const MaterialChecks = Type.Array(MaterialCheck, { minItems: 1, maxItems: 200 });

/**
 * Everything that is to be supplemented. Where the item has a list of materials each of them must have a result, so that the one notice is complete
 * by construction. Refuses with 'materials-unchecked', 'material-unknown', 'materials-complete', and 'document-incomplete' without a reason.
 */
export function missingMaterials(
  materials: readonly MaterialSpec[],
  checks: readonly MaterialCheck[],
): Result<readonly MissingMaterial[]> {
  const twice = checks.find(({ material }, index) => checks.findIndex((one) => one.material === material) < index);
  const unknown = checks.find(({ material }) => materials.length > 0 && !find(materials, material));
  const wrong = twice ?? unknown;
  if (wrong) return materialUnknown(wrong.material, materials);
  const unchecked = materials.filter(({ code }) => !checks.some(({ material }) => material === code));
  if (unchecked.length > 0)
    return fail('materials-unchecked', {
      missing: unchecked.map(({ name, nameEn = name }) => nameEn).join(', '),
      missingZh: unchecked.map(({ name }) => name).join('、'),
    });
  return found(checks, materials);
}

function found(
  checks: readonly MaterialCheck[],
  materials: readonly MaterialSpec[],
): Result<readonly MissingMaterial[]> {
  const missing: MissingMaterial[] = [];
  for (const { material, result, reason = '' } of checks) {
    if (result === 'ok' || result === 'exempt') continue;
    const known = find(materials, material);
    const name = known?.name ?? material;
    if (reason.trim() === '') return withoutReason(name, known?.nameEn ?? name);
    missing.push({ material, name, result, reason: reason.trim() });
  }
  return missing.length === 0 ? fail('materials-complete') : ok(missing);
}

const find = (materials: readonly MaterialSpec[], code: string): MaterialSpec | undefined =>
  materials.find((material) => material.code === code);

const withoutReason = (name: string, nameEn: string) =>
  fail('document-incomplete', {
    kind: 'Notice of what is to be supplemented',
    kindZh: '补正告知书',
    missing: `the reason for "${nameEn}"`,
    missingZh: `“${name}”的理由`,
  });
