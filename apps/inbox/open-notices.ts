/** How much is to be read and answered, by the tab of the page that has it. */
import { api } from '@shared/api/client.ts';
import { me } from '@shared/app/session.ts';
import { useLive } from '@shared/composables/use-live.ts';
import { type Load, useLoad } from '@shared/composables/use-load.ts';

export const NOTICE_TABS = ['copies', 'urges', 'questions', 'sheets', 'cards'] as const;
export type NoticeTab = (typeof NOTICE_TABS)[number];
type Counts = Readonly<Record<NoticeTab, number>>;

const query = { limit: 1, count: true } as const;

export function useOpenNotices(): Load<Counts> {
  const load = useLoad<Counts>(async (signal) => {
    const mine = me.value ? { addressee: me.value.id } : {};
    const [copies, urges, questions, sheets, cards] = await Promise.all([
      api.get('/copies', { query: { ...query, unread: true }, signal }),
      api.get('/urges', { query: { ...query, open: true }, signal }),
      api.get('/consultations', { query: { ...query, unread: true, open: true }, signal }),
      api.get('/supervisions', { query: { ...query, open: true }, signal }),
      api.get('/cards', { query: { ...query, ...mine, state: 'issued' }, signal }),
    ]);
    return {
      copies: copies.total ?? 0,
      urges: urges.total ?? 0,
      questions: questions.total ?? 0,
      sheets: sheets.total ?? 0,
      cards: cards.total ?? 0,
    };
  });
  useLive(load.reload, (change) => change.notices.length > 0);
  return load;
}
