import { ExactDecimal, parseDecimal } from '@zerofab/units';
import type { Bilingual, ProofKind } from '@zerofab/vocabulary';
import { AccountingError } from '../errors.js';
import type { Proof } from './proof.js';
import { serialRange } from './serial.js';

/** What a proof lacks or gets wrong, and at which field. */
export interface ProofProblem {
  readonly field: keyof Proof;
  readonly text: Bilingual;
}

type Need = readonly [keyof Proof, Bilingual];
const SETTLED: readonly Need[] = [
  ['contract', { zh: '合同编号', en: 'the number of the contract' }],
  ['settlement', { zh: '结算单', en: 'the settlement document' }],
];
/**
 * Sources: own, direct, trade: GB/T 32151.34-2024 Annex D as transcribed (monthly original records; contract and
 * settlement). Certificates: serials and retirement, 发改能源〔2023〕1044号 and 〔2026〕622号 as transcribed. Other: design.
 */
const NEEDS: Readonly<Record<ProofKind, readonly Need[]>> = {
  own: [
    [
      'evidence',
      { zh: '发电计量的逐月原始记录', en: 'the monthly original records of the generation meter' },
    ],
  ],
  direct: SETTLED,
  trade: SETTLED,
  certificate: [
    ['registry', { zh: '绿证登记机构', en: 'the register of the certificates' }],
    ['serialFrom', { zh: '绿证起始编号', en: 'the first serial number' }],
    ['serialTo', { zh: '绿证终止编号', en: 'the last serial number' }],
    ['generationMonth', { zh: '电量生产月份', en: 'the month of generation' }],
    ['retiredOn', { zh: '核销日期', en: 'the day of retirement' }],
    ['beneficiary', { zh: '核销受益人', en: 'the beneficiary of the retirement' }],
  ],
  other: [['evidence', { zh: '证明材料', en: 'the evidence' }]],
};

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const blank = (value: string | number | null): boolean =>
  value === null || (typeof value === 'string' && value.trim() === '');

const missing = (proof: Proof): ProofProblem[] =>
  NEEDS[proof.kind]
    .filter(([field]) => blank(proof[field]))
    .map(([field, what]) => ({
      field,
      text: {
        zh: `缺少${what.zh}；无凭证不按 0 计，请补充`,
        en: `The proof lacks ${what.en}; without it the electricity does not count as zero.`,
      },
    }));

const problem = (field: keyof Proof, zh: string, en: string): ProofProblem => ({ field, text: { zh, en } });

const amount = ({ mwh, fromMs, toMs }: Proof): ProofProblem[] => [
  ...(parseDecimal(mwh)?.gt(0) === true
    ? []
    : [problem('mwh', '电量须大于 0 MWh', 'Give an amount above 0 MWh.')]),
  ...(toMs > fromMs
    ? []
    : [problem('toMs', '使用期的终止须晚于起始', 'The period of use must end after it begins.')]),
];

const dates = ({ generationMonth, retiredOn, fileHash }: Proof): ProofProblem[] => {
  const problems: ProofProblem[] = [];
  if (generationMonth !== null && !MONTH.test(generationMonth))
    problems.push(
      problem('generationMonth', '生产月份格式为 YYYY-MM', 'Give the month of generation as YYYY-MM.'),
    );
  if (retiredOn !== null && !DAY.test(retiredOn))
    problems.push(
      problem('retiredOn', '核销日期格式为 YYYY-MM-DD', 'Give the day of retirement as YYYY-MM-DD.'),
    );
  if (generationMonth !== null && retiredOn !== null && retiredOn.slice(0, 7) < generationMonth)
    problems.push(
      problem(
        'retiredOn',
        `核销日期 ${retiredOn} 早于生产月份 ${generationMonth}`,
        `The day of retirement ${retiredOn} is before the month of generation ${generationMonth}.`,
      ),
    );
  if (fileHash !== null && !/^[0-9a-f]{64}$/i.test(fileHash))
    problems.push(
      problem('fileHash', '须为 SHA-256（64 位十六进制）', 'Give a SHA-256 of 64 hexadecimal digits.'),
    );
  return problems;
};

/** 1 certificate = 1 MWh: certificates alone match the claim; those that come with a trade are at most its whole MWh. */
const serials = (proof: Proof): ProofProblem[] => {
  if (blank(proof.serialFrom) && blank(proof.serialTo)) return [];
  if (blank(proof.registry) || blank(proof.serialFrom) || blank(proof.serialTo))
    return proof.kind === 'certificate'
      ? []
      : [
          problem(
            'registry',
            '绿证编号须同时给出登记机构、起始与终止编号',
            'Serial numbers need their register, the first and the last number.',
          ),
        ];
  const range = serialRange(proof);
  if (range === null)
    return [
      problem(
        'serialTo',
        '编号须以数字结尾，数字前的部分相同，终止不小于起始',
        'Serial numbers end in digits, are alike before them, and the last is not before the first.',
      ),
    ];
  const count = range.last - range.first + 1n;
  const held = new ExactDecimal(count.toString());
  const claimed = parseDecimal(proof.mwh);
  if (claimed === undefined) return [];
  const fits = proof.kind === 'certificate' ? held.eq(claimed) : held.lte(claimed.ceil());
  return fits
    ? []
    : [
        problem(
          'mwh',
          `编号区间共 ${count.toString()} 张（1 张 = 1 MWh），与电量 ${proof.mwh} MWh 不符`,
          `The serial range holds ${count.toString()} certificates of 1 MWh each, the claim is ${proof.mwh} MWh; correct one of them.`,
        ),
      ];
};

/** All that keeps a claim from counting; empty for a claim that carries its proof. */
export const proofProblems = (proof: Proof): readonly ProofProblem[] => [
  ...amount(proof),
  ...missing(proof),
  ...dates(proof),
  ...serials(proof),
];

/**
 * Refuses a claim without its proof: no proof, no zero factor (GB/T 32151.34-2024 Annex D as transcribed).
 * @throws AccountingError `bad-proof`; its text says all that is wrong, `data.field` names the first, `data.fields` all
 */
export const checkProof = (proof: Proof): void => {
  const problems = proofProblems(proof);
  const [first] = problems;
  if (first === undefined) return;
  throw new AccountingError(
    'bad-proof',
    {
      zh: problems.map(({ text }) => text.zh).join('；'),
      en: problems.map(({ text }) => text.en).join(' '),
    },
    { proof: proof.id, field: first.field, fields: problems.map(({ field }) => field).join(',') },
  );
};
