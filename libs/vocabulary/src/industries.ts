import type { Bilingual } from './bilingual.js';

/** A division (大类) of GB/T 4754-2017, and the sector part of GB/T 32151 that fits its plants, where there is one. */
export interface IndustryDivision {
  /** Letter of the section and two digits. */
  readonly code: string;
  readonly name: Bilingual;
  /** Id of a sector part; a division may be wider than its part, so it is a suggestion. */
  readonly part: string | null;
}

const division = (code: string, zh: string, en: string, part: string | null = null): IndustryDivision => ({
  code,
  name: { zh, en },
  part,
});

const MACHINERY = 'gbt32151-29-2024';
const MINING = 'gbt32151-28';
const FOOD = 'gbt32151-25-2024';
const TEXTILE = 'gbt32151-12-2018';

/** Divisions of industry: sections B (mining), C (manufacture), D (energy and water supply). */
export const INDUSTRY_DIVISIONS: readonly IndustryDivision[] = [
  division('B06', '煤炭开采和洗选业', 'Coal mining and washing'),
  division('B07', '石油和天然气开采业', 'Extraction of petroleum and natural gas'),
  division('B08', '黑色金属矿采选业', 'Mining and processing of ferrous metal ores', MINING),
  division('B09', '有色金属矿采选业', 'Mining and processing of non-ferrous metal ores', MINING),
  division('B10', '非金属矿采选业', 'Mining and processing of non-metal ores', MINING),
  division('B11', '开采专业及辅助性活动', 'Mining support activities'),
  division('B12', '其他采矿业', 'Other mining', MINING),
  division('C13', '农副食品加工业', 'Processing of food from agricultural products', FOOD),
  division('C14', '食品制造业', 'Manufacture of foods', FOOD),
  division('C15', '酒、饮料和精制茶制造业', 'Manufacture of liquor, beverages and refined tea', FOOD),
  division('C16', '烟草制品业', 'Manufacture of tobacco', FOOD),
  division('C17', '纺织业', 'Manufacture of textiles', TEXTILE),
  division('C18', '纺织服装、服饰业', 'Manufacture of textile wearing apparel', TEXTILE),
  division('C19', '皮革、毛皮、羽毛及其制品和制鞋业', 'Manufacture of leather, fur, feather and footwear'),
  division(
    'C20',
    '木材加工和木、竹、藤、棕、草制品业',
    'Processing of timber, bamboo, rattan, palm and straw',
    'gbt32151-31-2024',
  ),
  division('C21', '家具制造业', 'Manufacture of furniture', 'gbt32151-31-2024'),
  division('C22', '造纸和纸制品业', 'Manufacture of paper and paper products', 'gbt32151-26'),
  division('C23', '印刷和记录媒介复制业', 'Printing and reproduction of recording media'),
  division('C24', '文教、工美、体育和娱乐用品制造业', 'Manufacture of articles for culture, art, sport'),
  division(
    'C25',
    '石油、煤炭及其他燃料加工业',
    'Processing of petroleum, coal and other fuels',
    'gbt32151-13-2023',
  ),
  division(
    'C26',
    '化学原料和化学制品制造业',
    'Manufacture of raw chemicals and products',
    'gbt32151-10-2015',
  ),
  division('C27', '医药制造业', 'Manufacture of medicines'),
  division('C28', '化学纤维制造业', 'Manufacture of chemical fibres'),
  division('C29', '橡胶和塑料制品业', 'Manufacture of rubber and plastics'),
  division('C30', '非金属矿物制品业', 'Manufacture of non-metallic mineral products', 'gbt32151-8-2023'),
  division('C31', '黑色金属冶炼和压延加工业', 'Smelting and pressing of ferrous metals', 'gbt32151-5-2015'),
  division(
    'C32',
    '有色金属冶炼和压延加工业',
    'Smelting and pressing of non-ferrous metals',
    'gbt32151-4-2015',
  ),
  division('C33', '金属制品业', 'Manufacture of metal products', MACHINERY),
  division('C34', '通用设备制造业', 'Manufacture of general purpose machinery', MACHINERY),
  division('C35', '专用设备制造业', 'Manufacture of special purpose machinery', MACHINERY),
  division('C36', '汽车制造业', 'Manufacture of automobiles', MACHINERY),
  division(
    'C37',
    '铁路、船舶、航空航天和其他运输设备制造业',
    'Manufacture of railway, ships, aerospace and other transport equipment',
    MACHINERY,
  ),
  division('C38', '电气机械和器材制造业', 'Manufacture of electrical machinery and apparatus', MACHINERY),
  division(
    'C39',
    '计算机、通信和其他电子设备制造业',
    'Manufacture of computers, communication and electronic equipment',
    'gbt32151-24-2024',
  ),
  division('C40', '仪器仪表制造业', 'Manufacture of measuring instruments', MACHINERY),
  division('C41', '其他制造业', 'Other manufacture'),
  division('C42', '废弃资源综合利用业', 'Recycling of waste resources'),
  division(
    'C43',
    '金属制品、机械和设备修理业',
    'Repair of metal products, machinery and equipment',
    MACHINERY,
  ),
  division('D44', '电力、热力生产和供应业', 'Production and supply of electric and heat power'),
  division('D45', '燃气生产和供应业', 'Production and supply of gas'),
  division('D46', '水的生产和供应业', 'Production and supply of water'),
];

/** The division of a class of any depth (`C3411` → `C34`), or undefined outside industry. */
export const industryDivision = (industryClass: string): IndustryDivision | undefined =>
  INDUSTRY_DIVISIONS.find(({ code }) => code === industryClass.slice(0, 3));
