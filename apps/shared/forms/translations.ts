/** What the form viewer itself says, in Chinese; its own texts are English. `{value}` stays as it is. */
export const FORM_TEXTS_ZH: Readonly<Record<string, string>> = {
  'Add new': '新增一项',
  'All values selected': '已全部选择',
  'Click to remove sorting': '点击取消排序',
  'Click to sort by {value} ascending': '点击按“{value}”升序排列',
  'Click to sort by {value} descending': '点击按“{value}”降序排列',
  Collapse: '收起',
  'Date and time must both be entered.': '日期和时间都要填写。',
  Decrement: '减少',
  'Document reference is not defined.': '没有指定文件。',
  'Download {fileName}': '下载 {fileName}',
  'Expand all ({value})': '全部展开（{value}）',
  "External content couldn't be loaded.": '外部内容无法加载。',
  'Field is required.': '此项必填。',
  'Field must be a valid email.': '请填写正确的电子邮箱。',
  'Field must be a valid international phone number. (e.g. +4930664040900)':
    '请填写带国家代码的电话号码（如 +8613800000000）。',
  'Field must have maximum length of {value}.': '最多 {value} 个字符。',
  'Field must have maximum value of {value}.': '不得大于 {value}。',
  'Field must have minimum length of {value}.': '至少 {value} 个字符。',
  'Field must have minimum value of {value}.': '不得小于 {value}。',
  'Field must match pattern {value}.': '格式不符合要求（{value}）。',
  Increment: '增加',
  'Max validation value is not a valid number.': '表单的最大值设置不是数字。',
  'Min validation value is not a valid number.': '表单的最小值设置不是数字。',
  'Next page': '下一页',
  'No content to show.': '没有可显示的内容。',
  'No files selected': '未选择文件',
  'No results': '没有结果',
  'Nothing to show.': '没有可显示的内容。',
  'Please select a valid value, the two nearest valid values are {previousValue} and {nextValue}.':
    '请填写有效的数值，最接近的是 {previousValue} 和 {nextValue}。',
  'Previous page': '上一页',
  'Remove list item {value}': '移除第 {value} 项',
  'Remove tag': '移除',
  Search: '搜索',
  'Skip to search': '跳到搜索',
  'Unable to download document': '文件无法下载',
  'Value is expected to be an integer.': '请填写整数。',
  'Value is expected to have at most 1 decimal digit.': '最多 1 位小数。',
  'Value is expected to have at most {value} decimal digits.': '最多 {value} 位小数。',
  'Value is not a number.': '请填写数字。',
  '{page} of {total}': '第 {page} 页，共 {total} 页',
  '{value} files selected': '已选择 {value} 个文件',
};

/** The `translate` service of the form viewer: the reader's text with its parameters filled in. */
export function translateForm(texts: Readonly<Record<string, string>>) {
  return (template: string, replacements: Readonly<Record<string, unknown>> = {}): string =>
    (texts[template] ?? template).replace(/\{(\w+)\}/g, (whole, name: string) =>
      name in replacements ? String(replacements[name]) : whole,
    );
}

/** What a list of choices says before anything is chosen: the viewer does not hand this text to its translation. */
export const CHOOSE = { zh: '请选择', en: 'Select' };

/** What the calendar of the form viewer says besides names of days and months. */
export const CALENDAR_TEXTS = {
  zh: {
    placeholder: '年-月-日',
    yearAriaLabel: '年',
    monthAriaLabel: '月',
    hourAriaLabel: '时',
    minuteAriaLabel: '分',
  },
  en: {
    placeholder: 'yyyy-mm-dd',
    yearAriaLabel: 'Year',
    monthAriaLabel: 'Month',
    hourAriaLabel: 'Hour',
    minuteAriaLabel: 'Minute',
  },
};
