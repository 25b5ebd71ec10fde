/** The grade of a field 数据分级 1–4 and what follows from it; written in the `properties` of its component. */
import { isMaskKind, MASK_KINDS, type MaskKind } from '../model/masks.ts';
import { type Json, jsonAt } from './component.ts';
import type { Report } from './field-schemas.ts';

const LEVELS = ['1', '2', '3', '4'] as const;
type Level = (typeof LEVELS)[number];

/** What each level sets: ordinary and internal data are shown, important and extremely important ones masked. */
const MASKED: Readonly<Record<Level, boolean>> = { '1': false, '2': false, '3': true, '4': true };

/** Undefined where the field says nothing of itself. */
export function levelOf(component: Json): string | undefined {
  const { level } = jsonAt(component, 'properties');
  return level === undefined ? undefined : String(level);
}

/** How the field is masked: by its level, or because it is sensitive personal information. Undefined where it is not. */
export function maskOf(component: Json, report: Report): MaskKind | undefined {
  const { mask, sensitive, purpose } = jsonAt(component, 'properties');
  const level = levelOf(component);
  if (level !== undefined && !LEVELS.some((one) => one === level))
    report(`its level "${level}" is not 1 to 4`, `数据分级“${level}”应为 1 至 4`);
  if (mask !== undefined && !isMaskKind(mask))
    report(
      `its mask "${String(mask)}" is none of ${MASK_KINDS.join(', ')}`,
      `脱敏方式“${String(mask)}”应为 ${MASK_KINDS.join('、')} 之一`,
    );
  const isSensitive = sensitive === true || sensitive === 'true';
  const isMasked = isSensitive || MASKED[level as Level] === true;
  if (isSensitive && (typeof purpose !== 'string' || purpose.trim() === ''))
    report('sensitive personal information has no purpose', '敏感个人信息未写明用途 purpose');
  if (!isMasked && mask !== undefined)
    report('it has a mask, but its level is not masked', '写有脱敏方式，但该分级不脱敏');
  return isMasked ? (isMaskKind(mask) ? mask : 'text') : undefined;
}
