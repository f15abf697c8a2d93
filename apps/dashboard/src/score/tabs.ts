/** Tabs of a score page; the first is the one that the URL need not name. */
export const SCORE_TABS = ['score', 'history', 'simulation', 'application', 'schemes'] as const;
type ScoreTab = (typeof SCORE_TABS)[number];

/** Only the programme of zero-carbon factories has an application with yearly targets. */
export const tabsOf = (kind: 'zero-carbon' | 'green-factory'): readonly ScoreTab[] =>
  kind === 'zero-carbon' ? SCORE_TABS : SCORE_TABS.filter((tab) => tab !== 'application');
