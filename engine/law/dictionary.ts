/** Laws and what is said of them, in English; and the signs by which Chinese texts name an article. */

/** By their Chinese names without quotation marks. */
export const LAWS: Readonly<Record<string, string>> = {
  行政许可法: 'Administrative Licence Law',
  行政强制法: 'Administrative Compulsion Law',
  行政处罚法: 'Administrative Penalty Law',
  行政复议法: 'Administrative Reconsideration Law',
  行政诉讼法: 'Administrative Litigation Law',
  个人信息保护法: 'Personal Information Protection Law',
  数据安全法: 'Data Security Law',
  网络安全法: 'Cybersecurity Law',
  电子签名法: 'Electronic Signature Law',
  安全生产法: 'Work Safety Law',
  防洪法: 'Flood Control Law',
  劳动合同法: 'Labour Contract Law',
  城市房地产管理法: 'Urban Real Estate Administration Law',
  消防法: 'Fire Protection Law',
  建筑法: 'Construction Law',
  城乡规划法: 'Urban and Rural Planning Law',
  食品安全法: 'Food Safety Law',
  社会保险法: 'Social Insurance Law',
  公司法: 'Company Law',
  民法典: 'Civil Code',
  档案法: 'Archives Law',
  政府信息公开条例: 'Regulations on the Disclosure of Government Information',
  优化营商环境条例: 'Regulations on Optimising the Business Environment',
  市场主体登记管理条例: 'Regulations on the Registration of Market Entities',
  食品经营许可和备案管理办法: 'Measures for the Licensing and Recording of Food Business',
  居住证暂行条例: 'Interim Regulations on Residence Permits',
  城市管理条例: 'Regulations on City Governance',
  社会救助暂行办法: 'Interim Measures for Social Assistance',
  无证无照经营查处办法: 'Measures for Dealing with Unlicensed Business',
  城镇企业职工基本养老保险关系转移接续暂行办法:
    'Interim Measures for the Transfer of Basic Pension Insurance of Employees of Urban Enterprises',
  地方性规定: 'Local rules',
  政策兑现规定: 'Rules on cashing in policies',
  数据共享管理规定: 'Rules on data sharing',
  '四川省免申即享、快申快享规定': 'Sichuan Province, rules on benefits without or with a quick application',
  上海市中小企业服务规定: 'Shanghai, rules on services for small and medium-sized enterprises',
  荆门市: 'Jingmen City',
  'GB/T 33358-2016': 'GB/T 33358-2016',
};

/** Remarks, and whole texts that name no law. */
export const PHRASES: Readonly<Record<string, string>> = {
  原参保地办理期限: 'time that the former place of insurance has',
  '市场监管总局令第 78 号': 'Order No. 78 of the State Administration for Market Regulation',
  三段各十五个工作日: 'three stages of fifteen working days each',
  流动人口居住登记: 'registration of residents from elsewhere',
  工单标明的时限: 'the time that the order states',
  '统一、联合、集中办理': 'handled by one, jointly or at one place',
  '公示 5 个工作日': '5 working days of public notice',
  企业开办登记一个工作日内办结: 'the registration of a business is done within one working day',
  情况紧急当场实施的二十四小时内报告并补办批准手续:
    'what was done on the spot in an emergency is reported and approved afterwards within twenty-four hours',
  先行登记保存应在七日内作出处理决定: 'a decision within seven days of the preservation',
  确认后一周内拨付: 'paid within a week of the confirmation',
  '5 个工作日答复，未发布的 10 个工作日': 'an answer in 5 working days, in 10 for what is not published',
  '2 个工作日合规性审核': '2 working days for the check of compliance',
  '部门审核 5 个工作日': '5 working days for the check by the department',
  '发布后 7 个工作日内公布兑现事项清单': 'the list of matters within 7 working days of publication',
  '2 个工作日内确认名单': 'the list of names confirmed within 2 working days',
  '退回须在 24 小时内并说明理由': 'sent back within 24 hours, with the reason',
  经负责人批准可延长一次五个工作日: 'with approval of the person in charge once longer by five working days',
  实名差评一个工作日内回应: 'a bad rating under a name is answered within one working day',
  '全程不超过 60 个工作日': 'no more than 60 working days in all',
  '疑难诉求 15 个工作日': '15 working days for difficult requests',
  '一般诉求 5 个工作日': '5 working days for ordinary requests',
  '15 秒内接听': 'answered within 15 seconds',
};

const NUMERAL = '([〇零一二三四五六七八九十百千]+|\\d+)';
/** 第四十二条; the short form is the number alone. */
export const ARTICLE = new RegExp(`^\\s*(?:第\\s*)?${NUMERAL}\\s*(?:条|$)`);
export const PARAGRAPH = new RegExp(`^\\s*第\\s*${NUMERAL}\\s*款`);
export const ITEM = new RegExp(`^\\s*第\\s*[（(]?${NUMERAL}[)）]?\\s*项`);
/** In brackets, or after a colon. */
export const REMARK = /^\s*(?:（(.*)）|[：:，,]\s*(.*))\s*$/;
export const COUNTRY = /^(《?)中华人民共和国/;

export const DIGITS: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
  百: 100,
  千: 1000,
};
