import type { Lang } from './quantity';

/** What a note or source of the library says in Chinese, phrase by phrase; `$1` is what the pattern caught. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [
    /^MEE & NBS Announcement (\d{4}) No\. (\d+) \(.*?\): (\d{4}) electricity CO2 factors$/,
    '生态环境部、国家统计局公告 $1 年第 $2 号：$3 年电力二氧化碳排放因子',
  ],
  [
    /^MEE\/NBS\/NEA announcement of (\d{4}) electricity carbon footprint factors(.*)$/,
    '生态环境部、国家统计局、国家能源局公告：$1 年电力碳足迹因子$2',
  ],
  [/^MEE baseline emission factors of regional grids .*\((.*)\)$/, '生态环境部：$1'],
  [/^MEE notice (.*?)( and earlier ETS guides)?$/, '生态环境部 $1'],
  [
    /^NDRC sector accounting guides .*$/,
    '国家发展改革委 24 个行业核算指南（2013–2015）附录：化石燃料特性参数',
  ],
  [
    /^NDRC: 2011 and 2012 China regional grid average CO2 emission factors.*$/,
    '国家发展改革委：2011 年和 2012 年（及 2010 年）中国区域电网平均二氧化碳排放因子',
  ],
  [
    /^National GHG emission factor database.*?(\(same as IPCC 2006\))?$/,
    '国家温室气体排放因子数据库（国家气候战略中心）$1',
  ],
  [/^NDRC provincial GHG inventory guideline \(2011\)$/, '国家发展改革委：省级温室气体清单编制指南（2011）'],
  [
    /^IPCC 2006(?: Guidelines)? Vol (\d) Ch (\d)(?: Tables? ([\d./-]+))?/,
    'IPCC 2006 指南第 $1 卷第 $2 章 表 $3',
  ],
  [/^IPCC (SAR|AR[456]) \((\d{4})\)/, 'IPCC $1（$2）'],
  [/manufacturing industries and construction/, '制造业和建筑业'],
  [/without climate-carbon feedback/, '不含气候–碳反馈'],
  [/computed from mass shares/, '按质量份额计算'],
  [
    /^(.*)read in (github\.com\/\S+) \(copy of the GHG Protocol .*\)$/,
    '$1转录自 $2（GHG Protocol / IPCC 表）',
  ],
  [/^(.*)read in (github\.com\/\S+)$/, '$1转录自 $2'],
  [/^transcribed in (github\.com\/\S+)(.*)$/, '转录自 $1$2'],
  [/^seen in a public transcription and agrees with memory$/, '见于公开转录，与记忆一致'],
  [/^(\d\+?) independent transcriptions agree.*$/, '$1 份独立转录一致'],
  [/^public transcription \+ memory$/, '公开转录与记忆'],
  [/^memory$/, '凭记忆录入'],
  [/^default set = newest GB\/T generation seen$/, '默认参数集：所见最新一代国家标准'],
  [/^use only when not measured$/, '仅在未实测时采用'],
  [/^older generation$/, '较早一代参数'],
  [/^use for guides\/standards that still cite it(\..*)?$/, '用于仍引用它的指南和标准$1'],
  [/^not a Kyoto gas: report separately, outside the total$/, '非《京都议定书》气体：单独报告，不计入总量'],
  [
    /^BIOGENIC( CO2)?: (report separately|separate line), never in the total$/,
    '生物源 CO2：单列，不计入总量',
  ],
  [/^CH4 and N2O count$/, 'CH4 与 N2O 计入'],
  [/^screening only$/, '仅供筛查'],
  [/^prefer refill mass balance$/, '优先采用充装量质量平衡'],
  [/^tier (\S+)( \(process type not separated\))?$/, '方法层级 $1'],
  [/^measure instead$/, '应改为实测'],
  [/^mid of published range$/, '取公布范围的中值'],
  [/^historical$/, '历史数值'],
  [/^six-grid split \(Southwest inside Central\)$/, '六大区域划分（西南并入华中）'],
  [/^some repositories show other 2012 values for .*$/, '部分转录的 2012 年数值不同'],
  [
    /^a baseline of reduction projects \(CCER, CDM\): kept to be recognised and refused, never for consumption$/,
    '减排项目（CCER、CDM）基准线：仅用于识别并拒绝，不得用于消费核算',
  ],
  [
    /^= carbon content x 44\/12 with full oxidation, do not multiply by 44\/12 again$/,
    '等于含碳量 × 44/12（完全氧化），不得再乘 44/12',
  ],
  [/^snapshot (\S+) (.*)$/, '$1 快照 $2'],
  [/^printed as below 1$/, '原文为小于 1'],
  [/^the bound is taken$/, '取其上限'],
  [/\bAnnex ([A-Z])\b/g, '附录 $1'],
  [/\bTables? (?=[A-Z\d])/g, '表 '],
];

const inChinese = (part: string): string =>
  PHRASES.reduce((text, [pattern, chinese]) => text.replace(pattern, chinese), part)
    .replace(' 表 $3', '')
    .trim();

/**
 * Source or note of a factor as a reader of the language has it. The library keeps them in English, as they are cited;
 * in Chinese the phrases that are known are said so, and what is not known stays as it is.
 */
export const factorWords = (text: string, lang: Lang): string =>
  lang === 'en' ? text : text.split('; ').map(inChinese).join('；');
