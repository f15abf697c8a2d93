/** Questions of "what if" as they are typed; what is left empty is not asked. */
export interface WhatIfForm {
  capacityPrice: string;
  demandPrice: string;
  contractKw: string;
  /** `code|validFrom` of a contract of the site. */
  other: string;
  /** Percent of the energy of the hours. */
  share: string;
  /** Hours as `17-21`. */
  from: string;
  to: string;
}

export const emptyWhatIf = (): WhatIfForm => ({
  capacityPrice: '',
  demandPrice: '',
  contractKw: '',
  other: '',
  share: '',
  from: '',
  to: '',
});

/** `17-21` as hours; what cannot be read is NaN, for the schema to refuse. */
const hoursOf = (text: string): { fromHour: number; toHour: number } => {
  const [, from = 'none', to = 'none'] = /^\s*(\d{1,2})\s*[-–~]\s*(\d{1,2})\s*$/.exec(text) ?? [];
  return { fromHour: Number(from), toHour: Number(to) };
};

const shareOf = (percent: string): string =>
  percent.trim() === '' || !Number.isFinite(Number(percent)) ? percent : String(Number(percent) / 100);

/** What is asked, as it is sent. */
export const bodyOfWhatIf = ({ other, share, from, to, ...charge }: WhatIfForm): object => {
  const told = Object.fromEntries(Object.entries(charge).filter(([, value]) => value.trim() !== ''));
  const [code, validFrom] = other.split('|');
  return {
    ...(Object.keys(told).length === 0 ? {} : { charge: told }),
    ...(other === '' ? {} : { kept: { code, validFrom } }),
    ...(`${share}${from}${to}`.trim() === ''
      ? {}
      : { shift: { from: hoursOf(from), to: hoursOf(to), share: shareOf(share) } }),
  };
};
