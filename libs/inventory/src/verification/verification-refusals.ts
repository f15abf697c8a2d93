import {
  ENGAGEMENT_STATE_LABELS,
  FINDING_STATE_LABELS,
  refused,
  type EngagementState,
  type FindingState,
  type RefusedError,
} from '@zerofab/vocabulary';

export const unknownEngagement = (id: string): RefusedError =>
  refused('unknown-engagement', {
    zh: `该站点没有第 ${id} 号核查任务；GET …/verification/engagements 列出全部`,
    en: `This site has no engagement ${id}; GET …/verification/engagements lists them`,
  });

export const engagementOpen = (period: string, id: string): RefusedError =>
  refused('engagement-open', {
    zh: `${period} 年已有第 ${id} 号核查任务在办；请先出具结论或撤销`,
    en: `Engagement ${id} of ${period} is under way; conclude or withdraw it first`,
  });

export const engagementState = (id: string, state: EngagementState): RefusedError => {
  const { zh, en } = ENGAGEMENT_STATE_LABELS[state];
  return refused(
    'engagement-state',
    {
      zh: `第 ${id} 号核查任务的状态是“${zh}”，不再更改；需要时请新建核查任务`,
      en: `Engagement ${id} is ${en} and is not changed any more; open another one if needed`,
    },
    { state },
  );
};

export const figuresOfBasisMoved = (): RefusedError =>
  refused('period-figures-moved', {
    zh: '核查任务所依据的数值已变动；请重新绑定（bind）现有数值，查看抽样清单后再出结论',
    en: 'The figures of the engagement moved; bind it to the present ones (bind), look at the sampling list, then conclude',
  });

export const notSettled = (): RefusedError =>
  refused('period-figures-moved', {
    zh: '仍有读数正在计算；请一分钟后再试',
    en: 'Readings are still being worked in; try again in a minute',
  });

export const notSubmitted = (period: string): RefusedError =>
  refused('period-state', {
    zh: `报告期 ${period} 尚未提交；结论只针对已提交（submit）或已锁定的数值，请先由能源管理员关账并提交`,
    en: `The period ${period} is not submitted; a conclusion is about figures that are submitted or locked, have the energy manager close and submit them first`,
  });

export const unknownDatum = (id: string): RefusedError =>
  refused('unknown-datum', {
    zh: `核查任务的数据中没有“${id}”；GET …/sampling?chosen=all 列出全部`,
    en: `The data of the engagement have no "${id}"; GET …/sampling?chosen=all lists them`,
  });

export const unknownFinding = (id: string): RefusedError =>
  refused('unknown-finding', {
    zh: `该核查任务没有第 ${id} 号不符合项；GET …/findings 列出全部`,
    en: `This engagement has no finding ${id}; GET …/findings lists them`,
  });

const NEXT: Readonly<Record<FindingState, { readonly zh: string; readonly en: string }>> = {
  open: { zh: '先由能源管理员答复（answer）', en: 'the energy manager answers it first (answer)' },
  answered: {
    zh: '由核查员关闭、撤销或重新打开',
    en: 'the auditor closes it, withdraws it or opens it again',
  },
  closed: { zh: '需要时由核查员重新打开（reopen）', en: 'the auditor opens it again if needed (reopen)' },
  withdrawn: { zh: '需要时由核查员重新打开（reopen）', en: 'the auditor opens it again if needed (reopen)' },
};

export const findingState = (number: number, state: FindingState): RefusedError => {
  const { zh, en } = FINDING_STATE_LABELS[state];
  return refused(
    'finding-state',
    {
      zh: `第 ${String(number)} 项不符合的状态是“${zh}”，不能执行此操作；${NEXT[state].zh}`,
      en: `Finding ${String(number)} is ${en}, which does not allow this; ${NEXT[state].en}`,
    },
    { state },
  );
};

export const majorOpen = (open: number): RefusedError =>
  refused(
    'major-finding-open',
    {
      zh: `尚有 ${String(open)} 项严重不符合未关闭，不能出具结论；请待答复后关闭，或注明理由撤销`,
      en: `${String(open)} major findings are not closed, so there is no conclusion yet; close them once they are answered, or withdraw them with a reason`,
    },
    { open },
  );

export const effectsMaterial = (gross: string, limit: string): RefusedError =>
  refused('effects-material', {
    zh: `未解决的不符合项合计影响 ${gross} tCO2e，达到重要性 ${limit} tCO2e，不能出具无保留意见；请先更正并关闭，或改为保留意见或否定意见`,
    en: `Open findings together affect ${gross} tCO2e, which reaches the materiality of ${limit} tCO2e: no unmodified opinion; have them corrected and close them, or give a modified or adverse opinion`,
  });

export const noStatement = (): RefusedError =>
  refused('no-statement', {
    zh: '尚未附上核查声明；请先上传（POST …/statement），再出具结论',
    en: 'No verification statement is attached; upload it first (POST …/statement), then conclude',
  });
