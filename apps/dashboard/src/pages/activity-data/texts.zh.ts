import { texts as room } from '../../entry/texts.zh';
import { texts as proofs } from './proofs/texts.zh';

export const texts = {
  entry: {
    ...room.entry,
    title: '活动数据',
    tabs: { grid: '数据录入', evidence: '佐证材料' },
    year: '年份',
    previousYear: '上一年',
    nextYear: '下一年',
    filter: '筛选排放源',
    readOnly: '只读：数据由能源管理员录入；您可查看全部数值、历史和佐证材料。',
    gridSub: '应填 {due} 个月，已填 {filled} 个',
    source: '排放源，单位',
    noRows: '没有需要人工录入的排放源：全部由计量器具采集。排放源在其页面中设置。',
    toSources: '打开排放源与边界',
    nothingFits: '没有符合筛选的排放源，请缩短筛选词。',
    keys: '在 Excel 中复制一块区域，粘贴到单元格；首行为月份、首列为编码或名称时自动对位。方向键、回车、Tab 移动，Esc 撤回，Alt+回车 打开历史。',
    toPreview: '核对并保存',
    uploaded: '{name} 已入库。',
    vaultSub: '文件不可更改、不可删除',
    vaultEmpty: '还没有文件。请上传第一张发票、磅单或照片。',
    vaultForbidden: '佐证材料对能源管理员和核查员开放，由管理员授予角色。',
    file: '文件',
    size: '大小',
    uploadedBy: '上传',
    usedBy: '用于',
    usedNone: '尚未引用',
    sameBytes: '与文件 {ids} 字节相同',
    download: '下载',
  },
  ...proofs,
};
