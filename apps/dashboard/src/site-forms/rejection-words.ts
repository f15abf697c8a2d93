import type { Bilingual } from '@zerofab/vocabulary';

/** Why a message was refused, and what to do at the device. */
export const REJECTIONS: Readonly<Partial<Record<string, Bilingual>>> = {
  'bad-json': {
    zh: '报文不是 JSON → 按示例的格式发送。',
    en: 'The message is not JSON → send it in the form of the example.',
  },
  'bad-shape': {
    zh: '结构不符 → 报文须为 {"ts": …, "values": {寄存器: 数值}}。',
    en: 'Wrong shape → the message must be {"ts": …, "values": {register: number}}.',
  },
  'bad-time': {
    zh: '时间无法使用 → ts 须为带时区的 ISO 8601，或毫秒时间戳。',
    en: 'The time cannot be used → ts must be ISO 8601 with offset, or epoch milliseconds.',
  },
  'ahead-of-clock': {
    zh: '读数时间比平台时钟超前一小时以上 → 检查设备时钟和时区。',
    en: 'The time lies ahead of the platform → check clock and time zone of the device.',
  },
  'bad-value': {
    zh: '数值无效 → 须为数字，累计值不为负且不超过翻转值。',
    en: 'A value is not valid → numbers only; a counter is not below 0 nor above its rollover.',
  },
  'unknown-meter': {
    zh: '没有这块计量表 → 核对主题中的表代码。',
    en: 'There is no such meter → check the code in the topic.',
  },
  'unknown-site': {
    zh: '没有这个厂区 → 核对主题中的厂区代码。',
    en: 'There is no such site → check the code in the topic.',
  },
  'unknown-register': {
    zh: '没有这个寄存器 → 核对 values 中的寄存器代码，或在计量表中加入。',
    en: 'There is no such register → check the codes in values, or add it to the meter.',
  },
  'topic-not-allowed': {
    zh: '该登录只能发布到自己的主题 → 核对主题。',
    en: 'This login may publish below its own topic only → check the topic.',
  },
  'unknown-topic': {
    zh: '主题不符 → 读数发布到 …/readings。',
    en: 'Wrong topic → readings go to …/readings.',
  },
  'too-large': {
    zh: '报文超过 256 KiB → 分批发送。',
    en: 'The message is over 256 KiB → send smaller batches.',
  },
};
