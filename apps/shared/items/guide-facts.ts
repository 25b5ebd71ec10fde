/** What a service guide says of an item besides its limits and materials, as rows for people. */
import type { Answer } from '../api/types.ts';

type Content = Answer<'get', '/service-items/{key}'>['item'];
interface Words {
  readonly zh: string;
  readonly en: string;
}

export interface Fact {
  readonly label: string;
  readonly text: string;
}

export interface Wording {
  readonly t: (key: string, values?: Readonly<Record<string, unknown>>) => string;
  /** In the language of the reader. */
  readonly say: (words: Words) => string;
}

/** Nothing of what is not said. */
export function guideFacts(content: Content, { t, say }: Wording): Fact[] {
  const { codes = {}, organ, outcome, handlingDetails: handling = {}, fee, help = {} } = content;
  const comma = t('itemGuide.comma');
  const yesNo = (value: boolean | undefined) =>
    value === undefined ? undefined : t(value ? 'itemGuide.yes' : 'itemGuide.no');
  const all = (list: readonly Words[] | undefined) => list?.map(say).join(comma);
  const rows: readonly (readonly [string, string | undefined])[] = [
    [
      t('itemGuide.status'),
      content.status && content.status !== 'inUse' ? t(`itemGuide.statuses.${content.status}`) : undefined,
    ],
    [t('itemGuide.validFrom'), content.validFrom],
    [t('itemGuide.validUntil'), content.validUntil],
    [t('itemGuide.baseCode'), codes.base],
    [t('itemGuide.implementationCode'), codes.implementation],
    [t('itemGuide.handlingCode'), codes.handling],
    [t('itemGuide.creditCode'), organ.creditCode],
    [t('itemGuide.nature'), organ.nature && t(`itemGuide.natures.${organ.nature}`)],
    [t('itemGuide.entrustedBy'), organ.entrustedBy && say(organ.entrustedBy)],
    [t('itemGuide.level'), organ.level && t(`itemGuide.levels.${organ.level}`)],
    [t('itemGuide.powerSource'), organ.powerSource && say(organ.powerSource)],
    [t('itemGuide.section'), organ.section && say(organ.section)],
    [t('itemGuide.legalBasis'), all(content.legalBasis)],
    [t('itemGuide.quantityLimit'), content.quantityLimit && say(content.quantityLimit)],
    [t('itemGuide.outcome'), outcome && say(outcome.licence)],
    [t('itemGuide.validity'), outcome?.validity && say(outcome.validity)],
    [t('itemGuide.validArea'), outcome?.area && say(outcome.area)],
    [t('itemGuide.annualCheck'), yesNo(outcome?.annualCheck)],
    [t('itemGuide.sample'), outcome?.sample],
    [t('itemGuide.onlineDepth'), handling.onlineDepth ? t(`itemGuide.depths.${handling.onlineDepth}`) : undefined],
    [t('itemGuide.windowClass'), handling.windowClass && t(`itemGuide.windowClasses.${handling.windowClass}`)],
    [t('itemGuide.area'), handling.area && t(`itemGuide.areas.${handling.area}`)],
    [t('itemGuide.appointment'), yesNo(handling.appointment)],
    [t('itemGuide.courier'), yesNo(handling.courier)],
    [t('itemGuide.agent'), yesNo(handling.agent)],
    [t('itemGuide.reduction'), fee.reduction && say(fee.reduction)],
    [t('itemGuide.payment'), fee.payment && say(fee.payment)],
    [t('itemGuide.extension'), content.extension && amount(content.extension, { t, say })],
    [t('itemGuide.specialProcedures'), content.specialProcedures?.map((one) => special(one, { t, say })).join(comma)],
    [t('itemGuide.procedure'), content.procedure && say(content.procedure)],
    [t('itemGuide.intermediaries'), all(content.intermediaries)],
    [t('itemGuide.advicePhone'), help.advicePhone],
    [t('itemGuide.complaintPhone'), help.complaintPhone],
    [t('itemGuide.models'), help.models?.map(({ name, at }) => `${say(name)} (${at})`).join(comma)],
  ];
  return rows.flatMap(([label, text]) => (text ? [{ label, text }] : []));
}

type Extension = NonNullable<Content['extension']>;
type Special = NonNullable<Content['specialProcedures']>[number];

function amount({ value, unit, legalBasis }: Extension, { t, say }: Wording): string {
  const time = t(`itemGuide.units.${unit}`, { n: value });
  return legalBasis ? `${time} · ${say(legalBasis)}` : time;
}

function special({ name, limit, legalBasis, counts }: Special, { t, say }: Wording): string {
  const parts = [
    say(name),
    limit ? t(`itemGuide.units.${limit.unit}`, { n: limit.value }) : '',
    t(counts ? 'itemGuide.counts' : 'itemGuide.countsNot'),
    legalBasis ? say(legalBasis) : '',
  ];
  return parts.filter(Boolean).join(' · ');
}
