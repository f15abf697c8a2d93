import type { Bilingual } from '@zerofab/vocabulary';

/** The messages of the contracts in Chinese, by their English text; `{}` stands for what a message inserts. */
export const CHINESE_MESSAGES: Readonly<Record<string, string>> = {
  // codes, names, numbers, times
  'use 1 to 64 letters, digits, "_" or "-" (no spaces, dots or slashes)':
    '请使用 1 至 64 个字母、数字、“_”或“-”（不含空格、点和斜杠）',
  'give a name': '请填写名称',
  'say something': '请填写内容',
  'give a plain decimal number, such as 0.5366': '请填写普通十进制数，例如 0.5366',
  'give a plain decimal number, such as 12.5': '请填写普通十进制数，例如 12.5',
  'choose a file': '请选择文件',
  'the file is larger than 300 kB': '文件超过 300 kB',
  'give 0 to 100': '请填写 0 到 100',
  'give it a name': '请填写名称',
  'name at least one change': '请至少填写一项变化',
  'name the input the share is of': '请选择占比所对应的输入',
  'say how building went on': '请说明建设进展',
  'say why it is imported': '请说明导入原因',
  'the last year lies before the first, or more than twelve years on': '末年早于首年，或超过 12 年',
  'give ISO 8601 with offset (2026-01-01T00:00:00+08:00) or a local date, month or year (2026-01-01, 2026-01, 2026)':
    '请填写带时区偏移的 ISO 8601 时间（2026-01-01T00:00:00+08:00），或当地日期、月份、年份（2026-01-01、2026-01、2026）',
  'the year lies outside {} to {}; check the date': '年份不在 {} 至 {} 之间；请核对日期',
  'give a month, YYYY-MM': '请填写月份，格式 YYYY-MM',
  'give a year from {} to {}, such as 2026': '请填写 {} 至 {} 之间的年份，例如 2026',
  'give the id of a record: digits only, as in "id" of the record': '请填写记录的编号：仅数字，即记录的“id”',
  // people
  'give at least 8 characters': '请至少填写 8 个字符',
  'give the whole link': '请使用完整的链接',
  'give a time with its offset, such as 2027-01-01T00:00:00+08:00':
    '请填写带时区偏移的时间，例如 2027-01-01T00:00:00+08:00',
  // sites, meters, registers
  'is not an IANA time zone; give one like Asia/Shanghai or Europe/Berlin':
    '不是 IANA 时区；请填写如 Asia/Shanghai 或 Europe/Berlin 的时区',
  'is not an interval between PT1S and PT24H; give ISO 8601, e.g. PT15M':
    '不是 PT1S 至 PT24H 之间的间隔；请按 ISO 8601 填写，例如 PT15M',
  'a register of kind interval needs its length, e.g. "interval": "PT15M"':
    'interval 类寄存器须给出间隔长度，例如 "interval": "PT15M"',
  'only a counter can roll over; remove rollover or set kind to counter':
    '只有 counter 类寄存器会翻转；请删除 rollover，或将 kind 设为 counter',
  'only a counter begins anew each day; remove dailyReset or set kind to counter':
    '只有 counter 类寄存器会每日归零；请删除 dailyReset，或将 kind 设为 counter',
  'a counter that begins anew each day does not roll over; remove dailyReset or rollover':
    '每日归零的寄存器不会翻转；请删除 dailyReset 或 rollover',
  'say which messages: a reason, a meter or ids': '请说明重读哪些报文：reason、meter 或 ids',
  'at most 64 values of one time': '同一时刻最多 64 个数值',
  'at most 1 000 readings a request': '每次请求最多 1 000 条读数',
  'say why, in words': '请写明理由',
  'a correction needs the value that counts instead': '更正须给出应计入的数值',
  'a swap needs the closing reading of the old counter and the opening one of the new':
    '换表须给出旧表止码与新表起码',
  'a meter needs at least one register': '计量器具至少须有一个寄存器',
  'two registers have the same code; each register of a meter needs its own':
    '两个寄存器的代码相同；同一计量器具的寄存器代码不得重复',
  'give a province by its ISO 3166-2 code, such as CN-JS': '请填写省份的 ISO 3166-2 代码，例如 CN-JS',
  'give a class of GB/T 4754 with its letter, such as C34 or C3411':
    '请填写 GB/T 4754 行业代码（含门类字母），例如 C34 或 C3411',
  'give a currency by its three letters, such as CNY': '请填写三位字母的货币代码，例如 CNY',
  'two units have the same code; each unit needs its own': '两个用能单元的代码相同；单元代码不得重复',
  'give at least one reading': '请至少给出一条读数',
  'give either rows or a file': '请给出表格行或文件，二者取一',
  'give at least one meter': '请至少给出一块计量表',
  'two meters of the list have the same code; each meter stands in it once':
    '清单中有两块计量表的代码相同；每块表只列一次',
  'give "next" of the page before, or leave it out': '请填写上一页的“next”，或省略',
  // verification
  'give a year or a month, such as 2025 or 2025-03': '请填写年份或月份，例如 2025 或 2025-03',
  'name at least one person': '请至少填写一名核查人员',
  'give a percentage above 0 and up to 100, such as 5 or 2.5':
    '请填写大于 0 且不超过 100 的百分数，例如 5 或 2.5',
  'give tonnes as a plain decimal number, such as 250': '请填写以吨计的普通十进制数，例如 250',
  'give a materiality in % or in tonnes': '请以百分数或吨给出重要性',
  'give a seed in words or digits of your own': '请自行填写抽样种子（文字或数字）',
  'say in words what differs, or what is to be noted': '请写明不符之处或备注内容',
  // emission sources and parameters
  'give a share above 0 and at most 1': '请填写大于 0 且不超过 1 的份额',
  'bind at least one register': '请至少绑定一个寄存器',
  'a ladder has two steps or more': '取值阶梯至少须有两级',
  'name an input, or group.row.field': '请填写输入项的名称，或 group.row.field',
  'say why the source is excluded': '请说明该排放源不纳入核算的原因',
  'say why the value is right': '请说明该数值为何正确',
  'must be after validFrom': '必须晚于 validFrom',
  'name the report or contract': '请填写报告或合同的名称',
  'give an amount above 0': '请填写大于 0 的数量',
  // boundary and base year
  'is no unified social credit code (18 signs, GB 32100); check it sign by sign':
    '不是统一社会信用代码（18 位，GB 32100）；请逐位核对',
  'name at least one contact': '请至少填写一名联系人',
  'name the main production system': '请填写主要生产系统',
  'must be after from; the period is half-open [from, to)': '必须晚于 from；时段为半开区间 [from, to)',
  'is kept for the platform; choose another': '由平台保留；请换一个',
  'overlaps another period of unit {}; end that one first': '与设施 {} 的另一时段重叠；请先结束该时段',
  'stands twice; give each its own': '重复出现；请各用不同的代码',
  'is no unit of this record': '不是本记录中的设施；请先填写该设施',
  'give the emissions without a sign; the kind decides it': '排放量请不带正负号；由变化类型决定',
  'give a total above 0': '请填写大于 0 的总量',
  'give a share above 0 and at most 100 %': '请填写大于 0 且不超过 100 % 的比例',
  // data quality control plan
  'a plan has at least one datum': '计划至少须有一项数据',
  '{} of {} is planned twice; keep one': '数据 {}（排放源 {}）重复；请只保留一项',
  // electricity
  'a serial number ends in digits': '绿证编号须以数字结尾',
  'at most 30 digits at its end': '结尾的数字不超过 30 位',
  'give the SHA-256 of the file, 64 hexadecimal digits': '请填写文件的 SHA-256，64 位十六进制数字',
  'say why it is withdrawn': '请说明撤回的原因',
  'give a coefficient from 0 to 1': '请填写 0 至 1 的系数',
  'give 0 MWh or more': '请填写大于等于 0 的 MWh 数',
  'name the publication': '请填写发布文件的名称',
  'give the apportionment coefficient, the limit on certificates, or both':
    '请填写分摊系数、绿证上限，或两者',
  // scores
  'say why': '请说明原因',
  'give at least one line': '请至少给出一行',
  'give at most {} lines': '最多 {} 行',
  'say why it does not apply': '请说明不适用的原因',
  'give a name of an input as GET /scoring/schemes/{id} lists it':
    '请填写输入项的名称，见 GET /scoring/schemes/{id}',
  // production, budgets, targets
  'give a share from 0 to 1': '请填写 0 至 1 的份额',
  'a level of a standard stands twice; keep one': '同一标准的等级重复；请只保留一项',
  'give 0 or more': '请填写大于等于 0 的数值',
  'give tce, tco2e, carrier: with a carrier, or source: with the code of an emission source':
    '请填写 tce、tco2e、carrier:能源品种 或 source:排放源代码',
  'a budget has at least one indicator': '预算至少须有一项指标',
  'an indicator stands twice for the same unit; keep one': '同一单元的指标重复；请只保留一项',
  'give tce, tco2e, one of them with PerOutputValue or PerValueAdded, or PerUnit: with the code of a product':
    '请填写 tce、tco2e，或加 PerOutputValue、PerValueAdded，或 PerUnit:产品代码',
  // energy
  'give an amount of 0 or more': '请填写大于等于 0 的数量',
  'give a target above 0': '目标须大于 0',
  'the hours end after they begin': '结束时刻须晚于开始时刻',
  'give the price of capacity, of demand, or both': '请给出容量电价、需量电价或两者',
  'ask for at least one case': '请至少给出一种假设',
  'name the contract or the price list': '请填写合同或价目表的名称',
  'name at least one meter of the supplier': '请至少指定一块供电方的计量表',
  'give at most 50 facts': '最多给出 50 项 facts',
  'give either kWh or quantity': '请给出 kWh 或 quantity，二者取一',
  // evidence
  'give the name of the file, e.g. ?name=invoice-2025-03.pdf': '请填写文件名，例如 ?name=invoice-2025-03.pdf',
  'a file name holds no slashes, backslashes or control characters': '文件名不得含有斜杠、反斜杠或控制字符',
  'is no file name': '不是文件名',
  'give the number of an evidence file, as in evidence:12': '请填写证据文件的编号，如 evidence:12 中的 12',
  // factor library
  'name the publication, e.g. 生态环境部公告2026年第x号': '请填写发布文件，例如 生态环境部公告2026年第x号',
  'the file is empty': '文件为空',
  'give at most {} characters': '请最多填写 {} 个字符',
  'say why the import is withdrawn': '请说明撤回该次导入的原因',
};

const escaped = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);

const PATTERNS = Object.entries(CHINESE_MESSAGES)
  .filter(([en]) => en.includes('{}'))
  .map(([en, zh]) => ({ zh, pattern: new RegExp(`^${en.split('{}').map(escaped).join('(.*)')}$`) }));

/** A message of the contracts in both languages; undefined where none of them says this. */
export const messageText = (en: string): Bilingual | undefined => {
  const fixed = Object.hasOwn(CHINESE_MESSAGES, en) ? CHINESE_MESSAGES[en] : undefined;
  if (fixed !== undefined && !en.includes('{}')) return { zh: fixed, en };
  for (const { zh, pattern } of PATTERNS) {
    const [, ...parts] = pattern.exec(en) ?? [];
    if (parts.length > 0) return { zh: parts.reduce((text, part) => text.replace('{}', () => part), zh), en };
  }
  return undefined;
};
