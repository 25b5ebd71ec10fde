/** Rules speak of what the file says; whoever draws knows it by the panel. */
import type { Language } from '../../engine/errors.ts';
import { GROUPS } from '../properties/groups.ts';

/** Keys of the texts that the panel shows, by what problems say: `tb:topic`, `share of tb:approval`, `tb:approval`. */
export const FIELD_TEXTS: ReadonlyMap<string, string> = new Map(
  GROUPS.toReversed().flatMap((group) => {
    const [item, ...holders] = ('tags' in group ? group.tags : undefined) ?? [];
    const fields = group.fields.flatMap(({ at, id, label }): [string, string][] => {
      if (at === undefined) return [];
      return [[item === undefined ? at : `${at} of ${item}`, label ?? `modeler.field.${id}`]];
    });
    const of = fields.flatMap(([said]) => / of (tb:\w+)$/.exec(said)?.[1] ?? []);
    const groups = [...new Set([...of, ...holders])].map((tag): [string, string] => [tag, `modeler.group.${group.id}`]);
    return [...fields, ...groups];
  }),
);

/** `"share" of tb:approval`, `value of tb:limit`, and the same the other way round in Chinese; `tb:topic`, `tb:milestone="accepted"`. */
const SAID =
  / ?(?:(?:the )?["“]?\b(?<of>\w+)["”]? of (?<held>tb:\w+)|(?<holder>tb:\w+) \p{Script=Han} ?“?(?<its>[A-Za-z]\w*)”?|(?<alone>tb:\w+)(?:="[^"]*")?) ?/gu;
const QUOTES = /^["“]|["”](?= )|[“”]/g;

/** In which language problems are read, and what its texts say. */
export interface Reader {
  readonly language: Language;
  t(key: string, words?: Readonly<Record<string, string>>): string;
}

/** The text with fields and groups by their names, and what the file says in brackets. */
export const withFieldNames = (text: string, { language, t }: Reader): string =>
  text.replace(SAID, (whole, ...found) => {
    const { of, held, holder, its, alone } = found.at(-1) as Readonly<Record<string, string | undefined>>;
    const key = FIELD_TEXTS.get(alone ?? `${of ?? its} of ${held ?? holder}`);
    if (key === undefined) return whole;
    const said = t('modeler.fieldSaid', { name: t(key), written: whole.trim().replaceAll(QUOTES, '') });
    // Chinese has no space around what is quoted.
    return language === 'zh' ? said : whole.replace(whole.trim(), () => said);
  });
