/** Chinese names of BPMN elements. bpmn-js spells them in several ways ("Message Start Event", "Message start event (non-interrupting)"). */
const BASES: Readonly<Record<string, string>> = {
  process: '流程',
  collaboration: '协作',
  participant: '泳池',
  lane: '泳道',
  task: '任务',
  'user task': '用户任务',
  'service task': '服务任务',
  'send task': '发送任务',
  'receive task': '接收任务',
  'manual task': '人工任务',
  'business rule task': '业务规则任务',
  'script task': '脚本任务',
  'call activity': '调用活动',
  transaction: '事务',
  'sub process': '子流程',
  'sub-process': '子流程',
  'event sub process': '事件子流程',
  'event sub-process': '事件子流程',
  'expanded sub process': '子流程',
  'collapsed sub process': '子流程（折叠）',
  'ad hoc sub process': '特设子流程',
  'expanded ad hoc sub process': '特设子流程',
  'collapsed ad hoc sub process': '特设子流程（折叠）',
  'ad-hoc sub-process': '特设子流程',
  'sub-process (collapsed)': '子流程（折叠）',
  'sub-process (expanded)': '子流程（展开）',
  'ad-hoc sub-process (collapsed)': '特设子流程（折叠）',
  'ad-hoc sub-process (expanded)': '特设子流程（展开）',
  'exclusive gateway': '排他网关',
  'parallel gateway': '并行网关',
  'inclusive gateway': '包容网关',
  'complex gateway': '复杂网关',
  'event-based gateway': '事件网关',
  'event based gateway': '事件网关',
  'event based instantiating gateway': '启动流程的事件网关',
  'parallel event based instantiating gateway': '启动流程的并行事件网关',
  'sequence flow': '顺序流',
  'default flow': '默认流',
  'conditional flow': '条件流',
  'message flow': '消息流',
  association: '关联',
  'data input association': '数据输入关联',
  'data output association': '数据输出关联',
  group: '分组',
  'text annotation': '文本注释',
  'data object': '数据对象',
  'data store': '数据存储',
  'data object reference': '数据对象',
  'data store reference': '数据存储',
  'expanded pool/participant': '泳池',
  'empty pool/participant': '黑盒泳池',
  'empty pool/participant (removes content)': '黑盒泳池（会删除内容）',
};

const KINDS: Readonly<Record<string, string>> = {
  message: '消息',
  timer: '定时',
  signal: '信号',
  error: '错误',
  escalation: '升级',
  conditional: '条件',
  link: '链接',
  compensation: '补偿',
  compensate: '补偿',
  cancel: '取消',
  terminate: '终止',
};

const EVENTS: Readonly<Record<string, string>> = {
  'start event': '开始事件',
  'intermediate catch event': '中间捕获事件',
  'intermediate throw event': '中间抛出事件',
  'boundary event': '边界事件',
  'end event': '结束事件',
};

const EVENT = new RegExp(
  `^(?:(${Object.keys(KINDS).join('|')}) )?(${Object.keys(EVENTS).join('|')})(?: \\((non[- ]interrupting)\\))?$`,
);

/** The Chinese name; undefined for what is no name of an element. */
export function elementName(english: string): string | undefined {
  const name = english.toLowerCase();
  const [event, kind, position, aside] = EVENT.exec(name) ?? [];
  if (event === undefined) return BASES[name];
  return `${KINDS[kind ?? ''] ?? ''}${EVENTS[position ?? '']}${aside ? '（非中断）' : ''}`;
}
