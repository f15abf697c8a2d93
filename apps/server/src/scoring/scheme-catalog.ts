import { Injectable } from '@nestjs/common';
import type { SchemeSummary } from '@zerofab/contracts';
import { ScoringSchemeStore } from '@zerofab/inventory';
import { readScheme, schemeById, schemes, type Scheme } from '@zerofab/scoring';
import { refusedField } from '@zerofab/vocabulary';

interface Present {
  /** Those of the product first, in the order in which they are offered. */
  readonly schemes: readonly Scheme[];
  readonly importedOf: (id: string) => SchemeSummary['imported'];
}

/** All schemes there are: those of the product, and those that were imported. */
@Injectable()
export class SchemeCatalog {
  /** Kept as long as nothing is imported: the engine remembers what it worked out of a scheme by the object it is. */
  private kept: Promise<Present> | undefined;

  constructor(private readonly store: ScoringSchemeStore) {}

  async present(): Promise<Present> {
    const asked = (this.kept ??= this.read());
    asked.catch(() => (this.kept = undefined));
    return asked;
  }

  /** After an import or a withdrawal: what is asked from now on sees it. */
  changed(): void {
    this.kept = undefined;
  }

  /**
   * A scheme of a kind, or the first of the kind.
   * @throws RefusedError `scoring-unknown-scheme`
   */
  async ofKind(kind: Scheme['kind'], id: string | undefined): Promise<Scheme> {
    const present = await this.present();
    const own = present.schemes.filter((scheme) => scheme.kind === kind);
    const scheme = id === undefined ? own[0] : schemeById(id, present.schemes);
    if (scheme?.kind === kind) return scheme;
    const all = own.map((each) => each.id).join(', ');
    throw refusedField('scoring-unknown-scheme', 'scheme', {
      zh: `“${id ?? ''}”不是此类评价方案；可用方案：${all}`,
      en: `"${id ?? ''}" is no scheme of this kind; schemes: ${all}`,
    });
  }

  /** @throws RefusedError `scoring-unknown-scheme` */
  async byId(id: string): Promise<Scheme> {
    return schemeById(id, (await this.present()).schemes);
  }

  private async read(): Promise<Present> {
    const imported = await this.store.list();
    const known = new Map(
      imported.map(({ id, version, recordedBy, recordedAt }) => [
        id,
        { version, by: recordedBy, at: recordedAt.toISOString() },
      ]),
    );
    const own = schemes();
    // One that a later version of the product cannot read any more is left out, not the whole list.
    const others = imported.flatMap(({ id, file }) => {
      const { scheme, problems } = readScheme(file, 0);
      const taken = own.some((each) => each.id === id);
      return scheme === null || problems.length > 0 || taken ? [] : [scheme];
    });
    return { schemes: [...own, ...others], importedOf: (id) => known.get(id) ?? null };
  }
}
