import type { Migration } from './migration.ts';

/** What consents are asked for, in English, and the signature under what staff write down for somebody. */
export const consentWords: Migration = {
  name: '053-faces',
  up: `
alter table data_entry add column basis_en text;
comment on column data_entry.basis_en is 'The legal basis for people who read English; null where nobody said it.';
update data_entry set basis_en = 'Regulations on the Sharing of Government Data (State Council Order 716); Data Security Law, article 21'
  where basis = '国令第716号；数据安全法第二十一条';
alter table data_consent add column purpose_en text, add column signed jsonb;
comment on column data_consent.purpose_en is 'The purpose in English; null where nobody said it.';
comment on column data_consent.signed is 'Under what staff wrote down for the person: by, on (paper or pad), reference; null where they said it themselves.';
comment on column data_consent.with_application is 'Said as the case was applied for, before its process called anybody.';
`,
};
