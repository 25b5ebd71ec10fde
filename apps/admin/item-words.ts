/** Words of service items in the reader's language. */
import type { Answer } from '@shared/api/types.ts';
import { preferences } from '@shared/preferences.ts';
import { formatNumber } from '@shared/time/format.ts';
import { useI18n } from 'vue-i18n';

type ItemView = Answer<'get', '/service-items/{key}'>;
export type ItemContent = ItemView['item'];
export type ItemLimit = ItemContent['limits'][number];
export type ItemMaterial = ItemContent['materials'][number];

interface Words {
  readonly zh: string;
  readonly en: string;
}
type Amount = Pick<ItemLimit, 'value' | 'unit'>;

export const say = (words: Words): string => words[preferences.language];

/** How long, and what is asked of a material, in words. */
export function useItemWords() {
  const { t } = useI18n();
  const amountText = ({ value, unit }: Amount): string => t(`items.unit.${unit}`, { n: formatNumber(value) });
  const limitText = (limit: ItemLimit): string => {
    const { modelled } = limit;
    const text = amountText(limit);
    return modelled ? t('items.modelled', { text, amount: amountText(modelled) }) : text;
  };
  const needText = ({ required, mayFollow, original, copies, forms }: ItemMaterial): string =>
    [
      t(required ? 'items.required' : 'items.optional'),
      ...forms.map((form) => t(`items.forms.${form}`)),
      ...(original ? [t('items.original')] : []),
      ...(copies > 0 ? [t('items.copies', { n: copies }, copies)] : []),
      ...(mayFollow ? [t('items.mayFollow')] : []),
    ].join(' · ');
  const waiverText = ({ waiver }: ItemMaterial): string =>
    waiver ? [t(`items.ways.${waiver.way}`), ...(waiver.topic ? [waiver.topic] : [])].join(' · ') : '';
  return { limitText, needText, waiverText };
}
