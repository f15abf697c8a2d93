import type {
  Intensities,
  PostProduction,
  Product,
  ProductionList,
  ProductionRecord,
  ProductionSeries,
  ProductList,
  PutProduct,
  SheetRows,
} from '@zerofab/contracts';
import { getJson, postJson, putJson } from '../../api/http';
import { site, type Range } from '../../api/paths';

export const getProducts = (code: string): Promise<ProductList> => getJson(`${site(code)}/products`);

export const putProduct = (code: string, product: string, body: PutProduct): Promise<Product> =>
  putJson(`${site(code)}/products/${encodeURIComponent(product)}`, body);

/** All records of a site, page after page. */
export const getProduction = async (code: string): Promise<ProductionRecord[]> => {
  const items: ProductionRecord[] = [];
  let cursor: string | null = null;
  do {
    const page: ProductionList = await getJson(`${site(code)}/production`, cursor === null ? {} : { cursor });
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return items;
};

export const postProduction = (code: string, body: PostProduction): Promise<ProductionRecord> =>
  postJson(`${site(code)}/production`, body);

export const withdrawProduction = (code: string, id: string, reason: string): Promise<ProductionRecord> =>
  postJson(`${site(code)}/production/${encodeURIComponent(id)}/withdraw`, { reason });

export const getSeries = (code: string, range: Range): Promise<ProductionSeries> =>
  getJson(`${site(code)}/production/series`, { ...range });

export const readSheet = (code: string, file: string): Promise<SheetRows> =>
  postJson(`${site(code)}/production/sheet`, { file });

export const getIntensities = (code: string, range: Range): Promise<Intensities> =>
  getJson(`${site(code)}/intensities`, { ...range });
