/** What the holidays of China are called in English, by what plans of the State Council call them. */
const ENGLISH: Readonly<Record<string, string>> = {
  元旦: "New Year's Day",
  春节: 'Spring Festival',
  清明: 'Qingming Festival',
  清明节: 'Qingming Festival',
  劳动节: 'Labour Day',
  端午: 'Dragon Boat Festival',
  端午节: 'Dragon Boat Festival',
  中秋: 'Mid-Autumn Festival',
  中秋节: 'Mid-Autumn Festival',
  国庆节: 'National Day',
  中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日: '70th anniversary of the victory in the War of Resistance',
};

/** A day that is worked for a holiday is called after it. */
const WORKED_FOR = /调休$/;

/** Holidays that fall together are named together: `国庆节、中秋节`. What is no holiday of this list keeps its name. */
export const holidayInEnglish = (name: string): string =>
  name
    .split('、')
    .map((one) => ENGLISH[one.replace(WORKED_FOR, '')] ?? one)
    .join(', ');
