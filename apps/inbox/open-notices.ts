/** How much is to be read and answered, by the tab of the page that has it, and what is to be decided. */
import { api } from '@shared/api/client.ts';
import type { Answer } from '@shared/api/types.ts';
import { me } from '@shared/app/session.ts';
import { useLive } from '@shared/composables/use-live.ts';
import { type Load, useLoad } from '@shared/composables/use-load.ts';

export const NOTICE_TABS = ['copies', 'urges', 'questions', 'sheets', 'cards'] as const;
export type NoticeTab = (typeof NOTICE_TABS)[number];
type Rulings = Answer<'get', '/me/rulings'>['items'];
type Open = Readonly<Record<NoticeTab, number>> & { readonly rulings: Rulings };

const query = { limit: 1, count: true } as const;

export function useOpenNotices(): Load<Open> {
  const load = useLoad<Open>(async (signal) => {
    const mine = me.value ? { addressee: me.value.id } : {};
    const [copies, urges, questions, sheets, cards, rulings] = await Promise.all([
      api.get('/copies', { query: { ...query, unread: true }, signal }),
      api.get('/urges', { query: { ...query, box: 'received', waiting: true }, signal }),
      api.get('/consultations', { query: { ...query, unread: true, open: true }, signal }),
      api.get('/supervisions', { query: { ...query, open: true }, signal }),
      api.get('/cards', { query: { ...query, ...mine, state: 'issued' }, signal }),
      api.get('/me/rulings', { signal }),
    ]);
    return {
      copies: copies.total ?? 0,
      urges: urges.total ?? 0,
      questions: questions.total ?? 0,
      sheets: sheets.total ?? 0,
      cards: cards.total ?? 0,
      rulings: rulings.items,
    };
  });
  useLive(load.reload, (change) => change.notices.length > 0);
  return load;
}

/** Of everything. */
export const countOf = ({ rulings, ...tabs }: Open): number =>
  [...Object.values(tabs), ...rulings.map(({ count }) => count)].reduce((sum, n) => sum + n, 0);
