import type {
  InvoiceAnswer,
  PutInvoice,
  PutSiteContract,
  SiteBillAnswer,
  SiteContractAnswer,
} from '@zerofab/contracts';
import { getJson, putJson } from '../../api/http';
import { site } from '../../api/paths';

export const getBill = (code: string, month: string): Promise<SiteBillAnswer> =>
  getJson(`${site(code)}/bills/${month}`);

/** What a form sends: without what the schema fills in itself. */
type Sent<T> = Partial<T>;

export const putInvoice = (code: string, month: string, body: Sent<PutInvoice>): Promise<InvoiceAnswer> =>
  putJson(`${site(code)}/bills/${month}/invoice`, body);

export const putContract = (
  code: string,
  contract: string,
  validFrom: string,
  body: Sent<PutSiteContract>,
): Promise<SiteContractAnswer> => putJson(`${site(code)}/tariff-contracts/${contract}/${validFrom}`, body);
