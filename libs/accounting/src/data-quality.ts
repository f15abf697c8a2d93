import { ExactDecimal, type DecimalInput } from '@zerofab/units';
import { type Bilingual, type DataGrade, type Rung, DATA_GRADES } from '@zerofab/vocabulary';

/** Where activity data comes from, as Table 2 distinguishes it. */
export const ACTIVITY_ORIGINS = ['continuous', 'calibrated-meter', 'records', 'proxy'] as const;
export type ActivityOrigin = (typeof ACTIVITY_ORIGINS)[number];

/** A grade and why it is that one. */
export interface Graded {
  readonly grade: DataGrade;
  readonly why: Bilingual;
}

/** The shape of `dataQualitySchema` in the HTTP contract. */
export interface DataQuality extends Graded {
  readonly activity: DataGrade;
  /** null where no factor takes part, e.g. a gas weighed as such. */
  readonly factor: DataGrade | null;
}

export interface ActivityBasis {
  readonly origin: ActivityOrigin;
  /** The estimated part of the amount, 0 to 1. */
  readonly estimatedShare: DecimalInput;
  /** The calibration of its device is past due (data quality control plan). */
  readonly calibrationOverdue?: boolean;
}

/** Above these estimated shares a grade is lost, or all of them; ours, the standard gives no number. */
const ESTIMATED_MINOR = '0.05';
const ESTIMATED_MAJOR = '0.5';

const ORIGINS: Readonly<Record<ActivityOrigin, Graded>> = {
  continuous: {
    grade: 'high',
    why: { zh: '连续计量、直接使用', en: 'Measured continuously and used directly' },
  },
  'calibrated-meter': {
    grade: 'high',
    why: { zh: '经校准的计量器具读数、直接使用', en: 'Read from a calibrated meter and used directly' },
  },
  records: {
    grade: 'medium',
    why: {
      zh: '由其他记录（结算单、台账、库存）折算得到',
      en: 'Derived from other records (invoices, ledgers, stock)',
    },
  },
  proxy: { grade: 'low', why: { zh: '来自相似过程的替代数据', en: 'Proxy from a similar process' } },
};

const GRADE_OF_RUNG: Readonly<Record<Rung, Graded>> = {
  measured: {
    grade: 'high',
    why: { zh: '企业实测或测算的因子', en: 'Factor measured or calculated for the entity' },
  },
  supplier: { grade: 'medium', why: { zh: '供应商提供的因子', en: "Supplier's factor" } },
  'sector-part': {
    grade: 'medium',
    why: { zh: '行业部分标准给出的因子', en: 'Factor given in the sector part' },
  },
  'national-database': {
    grade: 'medium',
    why: { zh: '国家数据库或官方公告的因子', en: 'Factor of the national database or an official notice' },
  },
  regional: { grade: 'low', why: { zh: '地区或行业参考因子', en: 'Regional or industry reference factor' } },
  ipcc: { grade: 'low', why: { zh: 'IPCC 缺省因子', en: 'IPCC default factor' } },
};

const rank = (grade: DataGrade): number => DATA_GRADES.indexOf(grade);
const lower = (grade: DataGrade, by: number): DataGrade =>
  DATA_GRADES[Math.min(rank(grade) + by, DATA_GRADES.length - 1)] ?? 'low';
const join = (parts: readonly Bilingual[]): Bilingual => ({
  zh: parts.map(({ zh }) => zh).join('；'),
  en: parts.map(({ en }) => en).join('; '),
});
const percentText = (share: ExactDecimal): string =>
  `${share.times(100).toSignificantDigits(3).toString()} %`;

/**
 * Grade of activity data: high = measured continuously or by a calibrated meter, directly used; medium = derived from
 * other records; low = proxy. Source: GB/T 32150-2025 7.3, Table 2 [transcribed].
 * Ours: an estimated share above 5 % loses a grade, above 50 % all; so does one whose calibration is past due.
 */
export const activityGrade = ({ origin, estimatedShare, calibrationOverdue }: ActivityBasis): Graded => {
  const share = new ExactDecimal(estimatedShare);
  const steps = share.gt(ESTIMATED_MAJOR) ? 2 : share.gt(ESTIMATED_MINOR) ? 1 : 0;
  const overdue = calibrationOverdue === true && origin !== 'proxy';
  const text = percentText(share);
  const why = [
    ORIGINS[origin].why,
    ...(steps === 0
      ? []
      : [{ zh: `其中估算 ${text}，降级`, en: `${text} of it is estimated, which lowers the grade` }]),
    ...(overdue
      ? [
          {
            zh: '计量器具校准逾期，降级',
            en: 'calibration of the device is past due, which lowers the grade',
          },
        ]
      : []),
  ];
  return { grade: lower(ORIGINS[origin].grade, steps + (overdue ? 1 : 0)), why: join(why) };
};

/**
 * Grade of a factor by its rung. That a factor of the entity's own is best and one of the sector part comes next is
 * GB/T 32150-2025 7.4, Table 3 [transcribed]; the grades of the other rungs are ours, in the order of the ladder.
 */
export const factorGrade = (rung: Rung): Graded => GRADE_OF_RUNG[rung];

/** The worse of two or more; `high` is the best. */
const worst = (grades: readonly DataGrade[]): DataGrade =>
  DATA_GRADES[Math.max(...grades.map(rank))] ?? 'low';

/**
 * Grade of a line of the inventory: the worse of its activity data and its weakest factor.
 * @param factors empty where no factor takes part
 */
export const lineGrade = (activity: Graded, factors: readonly Graded[]): DataQuality => {
  const weakest = factors.toSorted((a, b) => rank(b.grade) - rank(a.grade))[0];
  return {
    grade: worst([activity.grade, ...(weakest === undefined ? [] : [weakest.grade])]),
    activity: activity.grade,
    factor: weakest?.grade ?? null,
    why: join([activity.why, ...(weakest === undefined ? [] : [weakest.why])]),
  };
};
