/** What citations of laws in models and catalogues are in English: by the name of the law, as models write it. */
export const LAWS: Readonly<Record<string, string>> = {
  中华人民共和国行政许可法: 'Administrative Licence Law',
  个人信息保护法: 'Personal Information Protection Law',
  劳动合同法: 'Labour Contract Law',
  城市房地产管理法: 'Urban Real Estate Administration Law',
  城镇企业职工基本养老保险关系转移接续暂行办法: 'Interim Measures for Transferring Basic Pension Insurance',
  安全生产法: 'Work Safety Law',
  居住证暂行条例: 'Interim Regulations on Residence Permits',
  市场主体登记管理条例: 'Regulations on the Registration of Market Entities',
  建筑法: 'Construction Law',
  数据安全法: 'Data Security Law',
  消防法: 'Fire Protection Law',
  社会保险法: 'Social Insurance Law',
  社会救助暂行办法: 'Interim Measures for Social Relief',
  行政处罚法: 'Administrative Penalty Law',
  行政强制法: 'Administrative Compulsion Law',
  行政许可法: 'Administrative Licence Law',
  防洪法: 'Flood Control Law',
  食品安全法: 'Food Safety Law',
};

/** Digits of numbers as articles are written with. */
export const NUMERALS = '〇一二三四五六七八九';
export const TEN = '十';
export const HUNDRED = '百';
export const ZEROES = /[零〇]/g;

/** `《law》第四十二条第二款（note）`, `law 42`. */
export const CITATION =
  /^《?([^《》第（\d\s]+)》?\s*(?:第)?([〇零一二三四五六七八九十百]+|\d+)(?:条)?(?:第([一二三四五六七八九十]+|\d+)款)?(?:（([^）]*)）)?$/u;
