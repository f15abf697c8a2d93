import type {
  Bridge,
  EmissionsSeries,
  InventoryMatrix,
  NonFossilLedger,
  Waterfall,
} from '@zerofab/contracts';
import { getJson } from '../../api/http';
import { site, type Range } from '../../api/paths';

export const getMatrix = (code: string, range: Range, method?: string): Promise<InventoryMatrix> =>
  getJson(`${site(code)}/inventory/matrix`, { ...range, method });

export const getBridge = (code: string, range: Range, from: string, to: string): Promise<Bridge> =>
  getJson(`${site(code)}/inventory/bridge`, { ...range, from_method: from, to_method: to });

export const getLedger = (code: string, year: number): Promise<NonFossilLedger> =>
  getJson(`${site(code)}/non-fossil-ledger`, { year });

export const getMonths = (code: string, range: Range): Promise<EmissionsSeries> =>
  getJson(`${site(code)}/emissions-series`, { ...range, bucket: 'month' });

export const getWaterfall = (
  code: string,
  range: Range,
  compared: Range,
  method?: string,
): Promise<Waterfall> =>
  getJson(`${site(code)}/inventory/waterfall`, {
    ...range,
    comparedFrom: compared.from,
    comparedTo: compared.to,
    method,
  });
