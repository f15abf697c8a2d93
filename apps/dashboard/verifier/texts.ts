import type { Labels } from '@zerofab/vocabulary';

/** Texts of the verifier; the page is one file and knows no catalogue. */
export const TEXTS = {
  title: { zh: '审计包核验', en: 'Audit bundle verifier' },
  intro: {
    zh: '在本机浏览器中核验：检查容器、签名、哈希、版本与审计日志证明，并从活动数据重新计算每一行。本页不访问网络，文件不会离开这台电脑。',
    en: 'Checked in this browser: container, signature, hashes, versions and proofs of the audit log; then every line is worked out again from the activity data. This page reaches no network; the file does not leave this computer.',
  },
  choose: { zh: '选择审计包（.zip）', en: 'Choose an audit bundle (.zip)' },
  key: {
    zh: '公钥（从被核查单位直接取得，64 位十六进制，可粘贴签名公钥文件）',
    en: 'Public key (got from the installation itself: 64 hexadecimal digits, or the text of its signing keys)',
  },
  noKey: {
    zh: '未给出公钥：任何密钥的签名都接受。能改动审计包的人也能用自己的密钥重新签名；请填写公钥后再核验。',
    en: 'No public key was given, so any key is taken. Who bends a bundle can sign it anew with a key of their own: give the key and check again.',
  },
  badKey: {
    zh: '没有可读的公钥：请粘贴 64 位十六进制',
    en: 'There is no public key in it: paste 64 hexadecimal digits',
  },
  checking: { zh: '核验中…', en: 'Checking…' },
  good: {
    zh: '核验通过：与冻结或导出时一致，重新计算的结果相同',
    en: 'Whole: as it was written, and every figure comes out again',
  },
  bad: { zh: '核验不通过：{n} 处不符', en: 'Not whole: {n} findings' },
  first: { zh: '第一处不符', en: 'First difference' },
  unreadable: { zh: '文件无法读取：{why}', en: 'The file cannot be read: {why}' },
  site: { zh: '站点', en: 'Site' },
  period: { zh: '报告期', en: 'Period' },
  method: { zh: '核算方法', en: 'Method' },
  shows: { zh: '内容', en: 'Shows' },
  product: { zh: '写出程序', en: 'Written by' },
  signedBy: { zh: '签名密钥', en: 'Signed by key' },
  files: { zh: '文件数', en: 'Files' },
  entries: { zh: '审计日志条目', en: 'Entries of the audit log' },
  line: { zh: '排放源', en: 'Source' },
  stated: { zh: '所载 tCO2e', en: 'Stated tCO2e' },
  computed: { zh: '重算 tCO2e', en: 'Recomputed tCO2e' },
  verdict: { zh: '结论', en: 'Verdict' },
  same: { zh: '一致', en: 'same' },
  differs: { zh: '不符', en: 'DIFFERS' },
  missing: { zh: '缺失', en: 'missing' },
  total: { zh: '合计', en: 'Total' },
  findings: { zh: '全部不符', en: 'All findings' },
} satisfies Labels<string>;

export type Word = keyof typeof TEXTS;
export type Language = 'zh' | 'en';
