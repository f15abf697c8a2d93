import type {
  InvoiceAnswer,
  LiveDemandAnswer,
  PutInvoice,
  PutSiteContract,
  SiteBillAnswer,
  SiteContractAnswer,
  WhatIfAnswer,
} from '@zerofab/contracts';
import { getJson, postJson, putJson } from '../../api/http';
import { site } from '../../api/paths';

/** Empty parts are not asked. */
const query = (parts: Readonly<Record<string, string>>): string => {
  const told = Object.entries(parts).filter(([, value]) => value !== '');
  return told.length === 0 ? '' : `?${new URLSearchParams(told).toString()}`;
};

/** @param contract empty: the first of the site */
export const getBill = (code: string, month: string, contract: string): Promise<SiteBillAnswer> =>
  getJson(`${site(code)}/bills/${month}${query({ contract })}`);

export const getContracts = (code: string): Promise<{ items: SiteContractAnswer[] }> =>
  getJson(`${site(code)}/tariff-contracts`);

/** @param targetKw empty: the contracted demand */
export const getDemand = (code: string, contract: string, targetKw: string): Promise<LiveDemandAnswer> =>
  getJson(`${site(code)}/demand${query({ contract, targetKw })}`);

export const askWhatIf = (
  code: string,
  month: string,
  contract: string,
  body: object,
): Promise<WhatIfAnswer> => postJson(`${site(code)}/bills/${month}/what-if${query({ contract })}`, body);

export const putInvoice = (
  code: string,
  month: string,
  contract: string,
  body: Partial<PutInvoice>,
): Promise<InvoiceAnswer> => putJson(`${site(code)}/bills/${month}/invoice${query({ contract })}`, body);

export const putContract = (
  code: string,
  contract: string,
  validFrom: string,
  body: PutSiteContract,
): Promise<SiteContractAnswer> => putJson(`${site(code)}/tariff-contracts/${contract}/${validFrom}`, body);
