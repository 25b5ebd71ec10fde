/** Data about a person that a department gives on condition, for the catalogue. */
export const ENTRY = {
  element: 'population.low-income',
  nameZh: '低保资格',
  nameEn: 'Low-income status',
  provider: 'civil',
  topic: 'civil.check',
  subject: 'idNumber',
  items: [
    { name: 'certified', nameZh: '是否低保', nameEn: 'Certified', level: 3, sensitive: true },
    { name: 'holderName', nameZh: '姓名', nameEn: 'Name', level: 3, sensitive: false },
    { name: 'validUntil', nameZh: '有效期', nameEn: 'Valid until', level: 1, sensitive: false },
  ],
  updateCycle: 'daily',
  sharing: 'conditional',
  opening: 'closed',
  basis: '《社会救助暂行办法》第五十条',
  basisEn: 'Interim Measures for Social Relief, article 50',
  format: 'JSON',
  processGrant: false,
};
