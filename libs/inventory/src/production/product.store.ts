import { Injectable } from '@nestjs/common';
import { Journal, storedProduct, type ChangeRequest } from '@zerofab/records';
import type { SiteEntity } from '@zerofab/telemetry';
import { refused } from '@zerofab/vocabulary';
import { DataSource } from 'typeorm';

export type ProductContent = ReturnType<(typeof storedProduct)['read']>;

/** A product with the version of its definition. */
export interface ProductDefinition extends ProductContent {
  readonly version: number;
}

interface Row {
  readonly value: unknown;
  readonly schema_version: number;
  readonly version: number;
}

const toProduct = ({ value, schema_version: schema, version }: Row): ProductDefinition => ({
  ...storedProduct.read(value, schema),
  version,
});

/** Products of sites; every version stands in the journal. */
@Injectable()
export class ProductStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly journal: Journal,
  ) {}

  /** Products of a site, main ones first, then by code. */
  async list(siteId: number): Promise<ProductDefinition[]> {
    const rows = await this.dataSource.query<Row[]>(
      `SELECT * FROM product WHERE site_id = $1 ORDER BY (value->>'main')::boolean DESC, code`,
      [siteId],
    );
    return rows.map(toProduct);
  }

  /** @throws RefusedError unknown-product */
  async require(siteId: number, code: string): Promise<ProductDefinition> {
    const [row] = await this.dataSource.query<Row[]>(
      'SELECT * FROM product WHERE site_id = $1 AND code = $2',
      [siteId, code],
    );
    if (row === undefined)
      throw refused('unknown-product', {
        zh: `该站点没有产品“${code}”；请先登记：PUT …/products/${code}`,
        en: `There is no product "${code}" at this site; record it first: PUT …/products/${code}`,
      });
    return toProduct(row);
  }

  /** Creates or changes a product. @throws RefusedError stale-version */
  async put(
    site: Pick<SiteEntity, 'id' | 'code'>,
    product: ProductContent,
    request: ChangeRequest,
  ): Promise<void> {
    await this.journal.append({
      request,
      site: site.code,
      stored: storedProduct,
      key: product.code,
      action: 'put',
      value: product,
      write: async ({ manager, version }) => {
        await manager.query(
          `INSERT INTO product (site_id, code, value, schema_version, version) VALUES ($1, $2, $3::jsonb, $4, $5)
           ON CONFLICT (site_id, code) DO UPDATE SET value = excluded.value, version = excluded.version,
             schema_version = excluded.schema_version`,
          [site.id, product.code, JSON.stringify(product), storedProduct.schemaVersion, version],
        );
      },
    });
  }
}
