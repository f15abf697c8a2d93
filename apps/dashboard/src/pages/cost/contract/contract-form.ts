import type { PutSiteContract, SiteContractAnswer } from '@zerofab/contracts';
import { BANDS, type Band } from '@zerofab/vocabulary';
import type { BandRow } from './band-strip';
import { monthsOf, monthWords } from './month-words';
import { shiftPoint } from './shift-point';

type Contract = PutSiteContract['contract'];
type Line = Contract['lines'][number];
type LineOf<Kind extends Line['kind']> = Extract<Line, { kind: Kind }>;

/** Price × quantity of the month: transmission, line loss, funds … */
export interface FlatRow {
  readonly code: string;
  readonly price: string;
  readonly pfAdjustable: boolean;
}
export type BasicKind = 'none' | 'capacity' | 'actual' | 'contract';

/** A supply contract as it is typed. What the boxes do not show of a contract (series, tiers, seasons) is kept as it is. */
export interface ContractForm {
  code: string;
  validFrom: string;
  nameZh: string;
  nameEn: string;
  source: string;
  meters: string[];
  capacityKva: string;
  bands: BandRow[];
  prices: Record<Band, string>;
  energyAdjustable: boolean;
  flats: FlatRow[];
  basic: BasicKind;
  basicPrice: string;
  contractKw: string;
  /** kWh a kVA from which the demand price falls; empty: it does not. */
  discountFrom: string;
  discountFactor: string;
  standard: string;
  taxPercent: string;
  taxIncluded: boolean;
  /** Lines without boxes, and what else the contract says. */
  kept: {
    readonly lines: readonly Line[];
    readonly rest: Partial<Contract>;
    readonly basic: { readonly pfAdjustable: boolean; readonly tolerance?: 'charged' | 'free' };
    readonly codes: { readonly energy: string; readonly basic: string | undefined; readonly factor: string };
  };
}

const plain = (line: Line): boolean => line.months === undefined && line.taxed === undefined;
const first = <Kind extends Line['kind']>(lines: readonly Line[], kind: Kind): LineOf<Kind> | undefined =>
  lines.find((line): line is LineOf<Kind> => line.kind === kind && plain(line));

const bandRow = ({ band, from, to, months, days }: NonNullable<Contract['bands']>[number]): BandRow => ({
  band,
  from,
  to,
  months: monthWords(months),
  days: days?.join(',') ?? '',
});

/** The boxes of a contract, of an example as well as of one that is kept. */
export const formOf = (
  contract: Contract,
  head: Pick<ContractForm, 'code' | 'validFrom' | 'nameZh' | 'nameEn' | 'source' | 'meters'>,
): ContractForm => {
  const { lines, bands, tax, capacityKva, ...rest } = contract;
  const energy = bands === undefined ? undefined : first(lines, 'banded');
  const basic = first(lines, 'demand') ?? first(lines, 'capacity');
  const factor = first(lines, 'powerFactor');
  const flats = lines.filter((line): line is LineOf<'flat'> => line.kind === 'flat' && plain(line));
  const shown = new Set<Line | undefined>([energy, basic, factor, ...flats]);
  const { discount, tolerance } = basic?.kind === 'demand' ? basic : {};
  return {
    ...head,
    capacityKva: capacityKva ?? '',
    bands: bands?.map(bandRow) ?? [],
    prices: Object.fromEntries(BANDS.map((band) => [band, energy?.prices[band] ?? ''])) as Record<
      Band,
      string
    >,
    energyAdjustable: energy?.pfAdjustable ?? true,
    flats: flats.map(({ code, price, pfAdjustable }) => ({
      code,
      price,
      pfAdjustable: pfAdjustable === true,
    })),
    basic: basic === undefined ? 'none' : basic.kind === 'capacity' ? 'capacity' : basic.basis,
    basicPrice: basic?.price ?? '',
    contractKw: basic?.kind === 'demand' ? (basic.contractKw ?? '') : '',
    discountFrom: discount?.kWhPerKva ?? '',
    discountFactor: discount?.factor ?? '',
    standard: factor?.standard ?? '',
    taxPercent: tax === undefined ? '' : shiftPoint(tax.rate, 2),
    taxIncluded: tax?.included ?? true,
    kept: {
      lines: lines.filter((line) => !shown.has(line)),
      rest,
      basic: {
        pfAdjustable: basic?.pfAdjustable ?? true,
        ...(tolerance === undefined ? {} : { tolerance }),
      },
      codes: {
        energy: energy?.code ?? 'energy',
        basic: basic?.code,
        factor: factor?.code ?? 'powerFactor',
      },
    },
  };
};

export const formOfContract = (kept: SiteContractAnswer): ContractForm =>
  formOf(kept.contract, {
    code: kept.code,
    validFrom: kept.validFrom,
    nameZh: kept.name.zh,
    nameEn: kept.name.en,
    source: kept.source,
    meters: [...kept.meters],
  });

const basicLine = (form: ContractForm): object[] => {
  const { basic, basicPrice: price, contractKw, discountFrom, discountFactor } = form;
  const { pfAdjustable, ...more } = form.kept.basic;
  if (basic === 'none') return [];
  const kind = basic === 'capacity' ? 'capacity' : 'demand';
  const code = form.kept.codes.basic ?? kind;
  if (kind === 'capacity') return [{ kind, code, price, pfAdjustable }];
  return [
    {
      kind,
      code,
      price,
      basis: basic,
      ...(basic === 'contract' ? { contractKw } : {}),
      pfAdjustable,
      ...more,
      ...(discountFrom === '' && discountFactor === ''
        ? {}
        : { discount: { kWhPerKva: discountFrom, factor: discountFactor } }),
    },
  ];
};

/** Bands that have hours, dearest first: each has a price. */
export const bandsUsed = (form: Pick<ContractForm, 'bands'>): Band[] =>
  BANDS.filter((band) => form.bands.some((row) => row.band === band));

/** Place of each part among the lines that are sent: a refusal names a line by its place. */
export const linePlaces = (form: ContractForm): { flat: number; basic: number; factor: number } => {
  const flat = form.bands.length > 0 ? 1 : 0;
  const basic = flat + form.flats.length;
  return { flat, basic, factor: basic + (form.basic === 'none' ? 0 : 1) };
};

/** The contract that the boxes say, as it is sent; what is not well formed is left to the schema. */
export const contractOf = (form: ContractForm): unknown => ({
  ...form.kept.rest,
  ...(form.capacityKva === '' ? {} : { capacityKva: form.capacityKva }),
  ...(form.bands.length === 0
    ? {}
    : {
        bands: form.bands.map(({ band, from, to, months, days }) => ({
          band,
          from: from.trim(),
          to: to.trim(),
          ...(months.trim() === '' ? {} : { months: monthsOf(months) }),
          ...(days === '' ? {} : { days: days.split(',') }),
        })),
      }),
  lines: [
    ...(form.bands.length === 0
      ? []
      : [
          {
            kind: 'banded',
            code: form.kept.codes.energy,
            prices: Object.fromEntries(bandsUsed(form).map((band) => [band, form.prices[band]])),
            pfAdjustable: form.energyAdjustable,
          },
        ]),
    ...form.flats.map(({ code, price, pfAdjustable }) => ({
      kind: 'flat',
      code,
      price,
      ...(pfAdjustable ? { pfAdjustable } : {}),
    })),
    ...basicLine(form),
    ...(form.standard === ''
      ? []
      : [{ kind: 'powerFactor', code: form.kept.codes.factor, standard: form.standard }]),
    ...form.kept.lines,
  ],
  ...(form.taxPercent === ''
    ? {}
    : { tax: { rate: shiftPoint(form.taxPercent, -2), included: form.taxIncluded } }),
});
