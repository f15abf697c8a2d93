import { monthLabel } from '@zerofab/calendar';
import type { ProofProblem } from './check-proof.js';
import type { Proof } from './proof.js';

/** What decides whether a claim that carries its proof may serve: the day of the report. */
export interface ClaimSituation {
  /** Day of the report, YYYY-MM-DD in `zone`. */
  readonly day: string;
  /** Zone of the site, in whose months the use is named. */
  readonly zone: string;
}

/**
 * A certificate is valid for two years from the month of generation (国能发新能规〔2024〕67号, from memory, medium), and
 * never for electricity used before its own was generated.
 */
const VALID_MONTHS = 24;

/** Names as registers print them: full-width letters, blanks and case make no other company. */
const plain = (name: string): string => name.normalize('NFKC').replaceAll(/\s/gu, '').toLowerCase();

const monthNumber = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));

const retirement = ({ retiredOn }: Proof, { day }: ClaimSituation): ProofProblem[] =>
  retiredOn === null || retiredOn <= day
    ? []
    : [
        {
          field: 'retiredOn',
          text: {
            zh: `核销日期 ${retiredOn} 晚于报告日期 ${day}，核销后再计`,
            en: `It is retired on ${retiredOn}, after the day of the report ${day}; it counts from then.`,
          },
        },
      ];

const vintage = (
  { kind, generationMonth, fromMs, toMs }: Proof,
  { zone }: ClaimSituation,
): ProofProblem[] => {
  if (kind !== 'certificate' || generationMonth === null) return [];
  const [first, last] = [monthLabel(fromMs, zone), monthLabel(toMs - 1, zone)];
  if (generationMonth > last)
    return [
      {
        field: 'generationMonth',
        text: {
          zh: `电量生产于 ${generationMonth}，晚于使用期（至 ${last}），不能证明此前的用电`,
          en: `Its electricity was generated in ${generationMonth}, after the use (until ${last}); it proves no earlier use.`,
        },
      },
    ];
  if (monthNumber(first) - monthNumber(generationMonth) < VALID_MONTHS) return [];
  return [
    {
      field: 'generationMonth',
      text: {
        zh: `电量生产于 ${generationMonth}，绿证自生产月起两年有效，使用期（自 ${first}）已过期`,
        en: `Its electricity was generated in ${generationMonth}; a certificate is valid for two years, the use begins in ${first}.`,
      },
    },
  ];
};

/**
 * Whether certificates were retired for somebody else than the company: refused when they are recorded, told of those
 * recorded earlier. Undefined where the names of the company are not known, or one of them fits.
 * @param names of the legal entity, as boundary and site know it
 */
export const foreignBeneficiary = (
  { kind, beneficiary }: Pick<Proof, 'kind' | 'beneficiary'>,
  names: readonly string[],
): ProofProblem | undefined =>
  kind !== 'certificate' ||
  beneficiary === null ||
  names.length === 0 ||
  names.some((name) => plain(name) === plain(beneficiary))
    ? undefined
    : {
        field: 'beneficiary',
        text: {
          zh: `核销受益人“${beneficiary}”不是本企业（${names.join('、')}）；请核对核销记录或核算边界的法人名称`,
          en: `The beneficiary of the retirement is "${beneficiary}", not this company (${names.join(', ')}); check the retirement, or the legal entity of the boundary.`,
        },
      };

/** Why a claim may not serve here or not yet, although it carries its proof; empty where it may. */
export const useProblems = (proof: Proof, situation: ClaimSituation): readonly ProofProblem[] => [
  ...retirement(proof, situation),
  ...vintage(proof, situation),
];
