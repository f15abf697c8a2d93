import type { Bilingual } from './bilingual.js';

/** What a refusal is about; the server has one HTTP status for each. */
export type ProblemKind =
  | 'malformed'
  | 'invalid'
  | 'not-found'
  | 'conflict'
  | 'not-logged-in'
  | 'not-allowed'
  | 'too-large'
  | 'unsupported'
  | 'too-many'
  | 'unavailable'
  | 'fault';

export interface ProblemEntry {
  readonly kind: ProblemKind;
  /** What happened, in a few words; the refusal itself says what to do. */
  readonly title: Bilingual;
  /** The kind where a field of the input is at fault, if that is another one. */
  readonly inField?: ProblemKind;
}

const entry = (kind: ProblemKind, zh: string, en: string): ProblemEntry => ({ kind, title: { zh, en } });

/**
 * Every reason for which the platform does not do what it was asked. The code is the stable end of the problem's `type`
 * (`/problems/<code>`); docs/problems.md is generated from this list.
 */
export const PROBLEMS = {
  // The request itself
  'bad-request': entry('malformed', '请求无法读取', 'The request cannot be read'),
  'request-refused': entry('malformed', '请求被拒绝', 'The request is refused'),
  validation: entry('invalid', '输入不符合要求', 'The input is not valid'),
  'needs-confirmation': entry('invalid', '数值异常，须确认', 'A value is unusual and needs a confirmation'),
  'unusable-value': entry('invalid', '数值无法保存', 'A value cannot be stored'),
  'unstorable-text': entry(
    'invalid',
    '文本含有无法保存的字符',
    'A text holds a character that cannot be stored',
  ),
  'bad-span': entry('invalid', '时段无效', 'The span is not valid'),
  'span-too-long': entry('invalid', '时段过长', 'The span is too long'),
  'too-large': entry('too-large', '内容过大', 'The content is too large'),
  'unsupported-media-type': entry('unsupported', '不支持该内容类型', 'The media type is not supported'),
  'too-many-requests': entry('too-many', '请求过于频繁', 'Too many requests'),
  'unknown-call': entry('not-found', '没有这个接口', 'There is no such call'),
  'not-found': entry('not-found', '未找到', 'Not found'),
  'dashboard-not-built': entry('not-found', '界面尚未构建', 'The dashboard is not built'),

  // People and rights
  'not-logged-in': entry('not-logged-in', '请先登录', 'Log in first'),
  'wrong-credentials': entry('not-logged-in', '用户名或密码错误', 'User name or password is wrong'),
  'too-many-logins': entry('too-many', '密码错误次数过多', 'Too many wrong passwords'),
  'wrong-password': entry('invalid', '当前密码不正确', 'The present password is wrong'),
  'weak-password': entry('invalid', '密码过于简单', 'The password is too easy to guess'),
  'session-expired': entry('not-logged-in', '登录已过期', 'The session has expired'),
  'refresh-reused': entry('not-logged-in', '登录凭据被重复使用', 'A login was used twice'),
  'account-disabled': entry('not-logged-in', '账户已停用', 'The account is disabled'),
  'screen-link-ended': entry(
    'not-logged-in',
    '大屏链接已失效',
    'The link of the screen is not good any more',
  ),
  'too-many-screen-links': entry('conflict', '大屏链接过多', 'Too many links of screens'),
  'link-not-valid': entry('not-found', '链接无效或已使用', 'The link is not valid any more'),
  'unknown-session': entry('not-found', '没有该登录会话', 'There is no such session'),
  'last-administrator': entry('conflict', '必须保留一名管理员', 'One administrator must remain'),
  'not-allowed': entry('not-allowed', '没有权限', 'Not allowed'),

  // Sites, meters and readings
  'unknown-site': entry('not-found', '没有该站点', 'There is no such site'),
  'unknown-grid-region': entry('invalid', '没有该电网区域', 'There is no such grid region'),
  'unknown-meter': entry('not-found', '没有该计量器具', 'There is no such meter'),
  'unknown-register': entry('not-found', '没有该寄存器', 'There is no such register'),
  'unknown-parent': entry('invalid', '没有该上级计量器具', 'There is no such parent meter'),
  'unknown-site-unit': entry('invalid', '没有该用能单元', 'There is no such unit'),
  'unknown-parent-unit': entry('invalid', '没有该上级单元', 'There is no such parent unit'),
  'circular-units': entry('invalid', '用能单元上下级成环', 'The units would be below each other'),
  'unit-in-use': entry('invalid', '用能单元仍有计量表', 'The unit still has meters'),
  'bad-meter-list': entry('invalid', '计量表清单无法读取', 'The list of meters cannot be read'),
  'circular-parent': entry('invalid', '计量器具上下级成环', 'The meters would be below each other'),
  'register-changed': entry(
    'invalid',
    '寄存器的类型和物理量不可更改',
    'Kind and quantity of a register stay',
  ),
  'effective-from-needed': entry('conflict', '须注明自何时生效', 'Say from when on the change holds'),
  'bad-effective-from': entry('invalid', '生效时间无效', 'The time from which it holds is not valid'),
  'gauge-has-no-consumption': entry('invalid', '瞬时量没有用量', 'A gauge has no consumption'),
  'no-such-reading': entry('invalid', '该时刻没有读数', 'There is no reading at that time'),
  'bad-register-event': entry('invalid', '该事件不适用', 'The event does not fit'),
  'unknown-event': entry('not-found', '没有该事件', 'There is no such event'),
  'event-withdrawn': entry('conflict', '该事件已撤销', 'The event is undone already'),
  'unknown-message': entry('not-found', '没有该报文', 'There is no such message'),

  // Records
  'stale-version': entry('conflict', '记录已被更改', 'Changed meanwhile'),
  'bad-if-match': entry('invalid', '版本标识无效', 'The version in If-Match is not valid'),
  'bad-idempotency-key': entry('invalid', '幂等键无效', 'The idempotency key is not valid'),
  'idempotency-key-reused': entry('invalid', '幂等键已用于另一次更改', 'The idempotency key was used before'),
  'nothing-to-replace': entry('invalid', '没有可更正的记录', 'There is no such record to correct'),
  'unknown-source': entry('not-found', '没有该排放源', 'There is no such emission source'),
  'overlapping-activity-data': entry(
    'invalid',
    '与已有活动数据时段重叠',
    'The span overlaps recorded activity data',
  ),
  'overlapping-validity': entry('invalid', '与已有参数有效期重叠', 'The validity overlaps a recorded one'),
  'unknown-product': {
    ...entry('not-found', '没有该产品', 'There is no such product'),
    inField: 'invalid',
  },
  'overlapping-production': entry(
    'invalid',
    '与已有生产数据时段重叠',
    'The span overlaps recorded production',
  ),
  'bad-sheet': entry('invalid', '工作簿无法读取', 'The workbook cannot be read'),
  'reason-needed': entry('invalid', '须说明原因', 'Say why it is changed'),
  'unknown-version': entry('not-found', '没有该版本', 'There is no such version'),
  'no-boundary': entry('not-found', '尚未登记核算边界', 'No boundary is recorded'),
  'no-base-year': entry('not-found', '尚未确定基准年', 'No base year is fixed'),
  'base-year': entry('invalid', '基准年无法确定', 'The base year cannot be fixed'),
  'own-plan': entry('not-allowed', '不能批准自己编制的计划', "One's own plan is approved by somebody else"),
  'not-approvable': entry('conflict', '该计划不可批准', 'The plan cannot be approved'),
  'budget-does-not-add-up': entry('invalid', '预算各项合计不符', 'The parts of a budget do not add up'),
  'own-budget': entry(
    'not-allowed',
    '不能批准自己编制的预算',
    "One's own budget is approved by somebody else",
  ),
  'budget-not-approvable': entry('conflict', '该预算不可批准', 'The budget cannot be approved'),
  'bad-target-path': entry('invalid', '目标路径无效', 'The path of the target does not hold'),
  'unknown-evidence': {
    ...entry('not-found', '没有该证据', 'There is no such evidence'),
    inField: 'invalid',
  },
  'empty-evidence': entry('invalid', '证据文件为空', 'The evidence file is empty'),
  'evidence-too-large': entry('too-large', '证据文件过大', 'The evidence file is too large'),
  'evidence-type': entry('unsupported', '不接受该类证据文件', 'This kind of evidence file is not taken'),
  'evidence-damaged': entry('fault', '证据文件已损坏', 'The evidence file is damaged'),

  // Reporting periods
  'bad-period': entry('invalid', '报告期无效', 'The period is not valid'),
  'period-not-over': entry('conflict', '报告期尚未结束', 'The period is not over'),
  'period-not-ready': entry('conflict', '关账检查尚有未处理事项', 'Points of the check list are open'),
  'unknown-point': entry('not-found', '没有该检查事项', 'There is no such point'),
  'period-state': entry(
    'conflict',
    '报告期的状态不允许此操作',
    'The state of the period does not allow this',
  ),
  'period-closed': entry('conflict', '报告期已关账', 'The period is closed'),
  'period-locked': entry('conflict', '报告期已锁定', 'The period is locked'),
  'period-figures-moved': entry('conflict', '数值已变动', 'The figures moved meanwhile'),
  'year-months': entry('conflict', '月度与年度不一致', 'Months and their year do not agree'),
  'month-of-year': entry('conflict', '所属年度已关账', 'The year of the month is closed'),
  'second-person': entry('not-allowed', '须由另一人办理', 'This takes a second person'),
  'version-stands': entry('conflict', '该版本已冻结', 'The version is frozen as it is'),
  'unknown-restatement': entry('not-found', '没有该更正', 'There is no such restatement'),
  'restatement-open': entry('conflict', '已有进行中的更正', 'A restatement is under way'),
  'restatement-state': entry(
    'conflict',
    '更正的状态不允许此操作',
    'The state of the restatement does not allow this',
  ),
  'nothing-to-restate': entry('conflict', '没有差异', 'Nothing differs'),
  'frozen-damaged': entry('fault', '冻结的内容已损坏', 'Frozen content is damaged'),

  // Verification
  'unknown-engagement': entry('not-found', '没有该核查任务', 'There is no such engagement'),
  'engagement-open': entry('conflict', '已有进行中的核查任务', 'An engagement is under way'),
  'engagement-state': entry(
    'conflict',
    '核查任务的状态不允许此操作',
    'The state of the engagement does not allow this',
  ),
  'unknown-datum': {
    ...entry('not-found', '没有该核查数据', 'There is no such datum'),
    inField: 'invalid',
  },
  'unknown-finding': entry('not-found', '没有该不符合项', 'There is no such finding'),
  'finding-state': entry(
    'conflict',
    '不符合项的状态不允许此操作',
    'The state of the finding does not allow this',
  ),
  'too-many-findings': entry('conflict', '不符合项过多', 'There are too many findings'),
  'major-finding-open': entry('conflict', '尚有严重不符合项未关闭', 'A major finding is open'),
  'effects-material': entry('conflict', '未解决的影响达到重要性', 'Open effects are material'),
  'no-statement': entry('conflict', '没有核查声明', 'There is no verification statement'),
  'verification-not-concluded': entry('conflict', '核查尚未得出结论', 'The verification is not concluded'),

  // Electricity
  'unknown-proof': entry('not-found', '没有该电力属性凭证', 'There is no such proof'),
  'bad-proof': entry('invalid', '电力属性凭证有误', 'The proof does not hold'),
  'certificate-claimed-twice': entry('invalid', '绿证已被使用', 'A certificate is claimed already'),

  // Factors, formulas, methods
  'unknown-method': entry('invalid', '没有该核算方法', 'There is no such method'),
  'bad-line': entry('invalid', '该行无法核对', 'The line cannot be checked'),
  'unknown-factor': entry('not-found', '没有该因子', 'There is no such factor'),
  'unknown-import': entry('not-found', '没有该次导入', 'There is no such import'),
  'import-withdrawn': entry('conflict', '该次导入已撤回', 'The import is withdrawn'),
  'factor-library-changed': entry('conflict', '因子库已变化', 'The factor library changed meanwhile'),
  'accounting-unknown-formula': entry('invalid', '没有该公式', 'There is no such formula'),
  'accounting-missing-input': entry('invalid', '缺少输入', 'An input is missing'),
  'accounting-unknown-input': entry('invalid', '多余的输入', 'An input is not known'),
  'accounting-bad-number': entry('invalid', '数值无效', 'A number is not valid'),
  'accounting-out-of-range': entry('invalid', '数值超出范围', 'A number is out of range'),
  'accounting-missing-factor': entry('invalid', '缺少因子', 'A factor is missing'),
  'accounting-wrong-formula': entry('invalid', '公式不适用', 'The formula does not fit'),
  'accounting-no-terms': entry('invalid', '没有可相加的项', 'There is nothing to add up'),
  'accounting-failed-check': entry('invalid', '未通过核对', 'A check failed'),
  'accounting-negative-result': entry('invalid', '结果为负', 'The result is below zero'),
  'accounting-bad-steam-state': entry('invalid', '蒸汽状态无效', 'The state of the steam is not valid'),
  'accounting-unknown-method': entry('invalid', '没有该核算方法', 'There is no such method'),
  'accounting-unknown-unit': entry('invalid', '单位无法识别', 'The unit is not known'),
  'accounting-wrong-dimension': entry('invalid', '单位量纲不符', 'The unit does not fit'),
  'accounting-bad-proof': entry('invalid', '电力属性凭证有误', 'The proof does not hold'),

  // Scores
  'scoring-unknown-scheme': {
    ...entry('not-found', '没有该评价方案', 'There is no such scheme'),
    inField: 'invalid',
  },
  'scoring-scheme-not-in-force': entry(
    'invalid',
    '该评价方案不适用于此年度',
    'The scheme is not in force in that year',
  ),
  'scoring-unknown-option': entry('invalid', '没有该选项', 'There is no such option'),
  'scoring-unknown-input': entry('invalid', '多余的输入', 'An input is not known'),
  'scoring-bad-number': entry('invalid', '数值无效', 'A number is not valid'),
  'scoring-bad-grade': entry('invalid', '没有该档次', 'There is no such grade'),
  'scoring-unknown-unit': entry('invalid', '单位无法识别', 'The unit is not known'),
  'scoring-wrong-dimension': entry('invalid', '单位量纲不符', 'The unit does not fit'),
  'scoring-out-of-range': entry('invalid', '数值超出范围', 'A number is out of range'),
  'scoring-two-values': entry('invalid', '同一数值有两种来源且不一致', 'Two values for one amount disagree'),
  'scoring-not-applicable-refused': entry(
    'invalid',
    '该项不可标为不适用',
    'This cannot be marked as not applicable',
  ),
  'scoring-input-recorded': entry('conflict', '该时段已有数值', 'The period has a value already'),
  'simulation-no-basis': entry(
    'invalid',
    '缺少模拟所需的数值',
    'A value that the simulation needs is missing',
  ),
  'scheme-unusable': entry('invalid', '评价方案不可用', 'The scheme cannot be used'),
  'scheme-id-taken': entry('conflict', '方案编号已被占用', 'The id of the scheme is taken'),
  'unknown-simulation': entry('not-found', '没有该模拟', 'There is no such simulation'),
  'scoring-baseline-better': entry(
    'invalid',
    '基准值优于引领值',
    'The baseline is better than the leading value',
  ),

  // Energy: bills, baselines, schedules
  'tariff-bands-overlap': entry('invalid', '分时时段重叠', 'Bands of time overlap'),
  'tariff-hours-free': entry('invalid', '有时间不属于任何时段', 'Hours belong to no band'),
  'tariff-missing-price': entry('invalid', '缺少电价', 'A price is missing'),
  'tariff-dst-day': entry(
    'invalid',
    '夏令时日的电价点数不符',
    'A price series does not fit a day of 23 or 25 hours',
  ),
  'tariff-tiers-out-of-order': entry('invalid', '阶梯次序有误', 'The tiers are out of order'),
  'no-tariff-contract': entry('not-found', '没有适用的电价合同', 'No contract holds in that month'),
  'tariff-bad-contract': entry('invalid', '电价合同有误', 'The contract does not hold together'),
  'tariff-bad-interval': entry('invalid', '用量区间有误', 'An interval does not fit'),
  'tariff-duplicate-interval': entry('invalid', '用量区间重复', 'An interval is given twice'),
  'baseline-too-few-points': entry('invalid', '数据点不足', 'There are too few points'),
  'baseline-collinear': entry('invalid', '自变量共线', 'Drivers are collinear'),
  'baseline-bad-term': entry('invalid', '模型项有误', 'A term of the model does not fit'),
  'dispatch-bad-input': entry('invalid', '调度输入有误', 'An input of the schedule does not fit'),
  'solver-busy': entry('unavailable', '求解器繁忙', 'The solver has too much to do'),

  // The platform
  'not-ready': entry('unavailable', '尚未就绪', 'Not ready'),
  'store-away': entry('unavailable', '数据库暂时不可用', 'The store does not answer just now'),
  'store-full': entry('unavailable', '数据库磁盘已满', 'The disk of the store is full'),
  'store-busy': entry('unavailable', '数据库繁忙', 'The store has too much to do'),
  busy: entry('unavailable', '长时间查询过多', 'Too many long questions at once'),
  'too-many-streams': entry('unavailable', '实时连接过多', 'Too many live streams'),
  'store-unavailable': entry('unavailable', '数据库不可用', 'The store is not available'),
  'store-refuses': entry('unavailable', '数据库拒绝写入', 'The store refuses to write'),
  'broker-unavailable': entry('unavailable', '消息代理不可用', 'The broker is not available'),
  internal: entry('fault', '内部错误', 'Something went wrong here'),
} as const satisfies Readonly<Record<string, ProblemEntry>>;

export type ProblemCode = keyof typeof PROBLEMS;

/** The entry of a code. */
export const problemEntry = (code: ProblemCode): ProblemEntry => PROBLEMS[code];
