import type { SameKeys } from '@shared/i18n/i18n.ts';
import type { zh } from './zh.ts';

export const en: SameKeys<typeof zh> = { portal: { x: 'x' } };
