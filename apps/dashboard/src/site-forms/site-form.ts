import type { Site } from '@zerofab/contracts';
import type { SiteBody } from './api';

/** What stands in the boxes of the form of a site: text, as typed. */
export interface SiteForm {
  code: string;
  name: string;
  nameEn: string;
  organisation: string;
  address: string;
  province: string;
  gridRegion: string;
  timezone: string;
  industryClass: string;
  industry: string;
  currency: string;
  /** From when on another grid region holds; empty: not said. */
  effectiveFrom: string;
}

export const emptySite = (): SiteForm => ({
  code: '',
  name: '',
  nameEn: '',
  organisation: '',
  address: '',
  province: '',
  gridRegion: '',
  timezone: 'Asia/Shanghai',
  industryClass: '',
  industry: '',
  currency: 'CNY',
  effectiveFrom: '',
});

export const formOfSite = (site: Site): SiteForm => ({
  code: site.code,
  name: site.name.zh,
  nameEn: site.name.en === site.name.zh ? '' : site.name.en,
  organisation: site.organisation ?? '',
  address: site.address ?? '',
  province: site.province ?? '',
  gridRegion: site.gridRegion ?? '',
  timezone: site.timezone,
  industryClass: site.industryClass ?? '',
  industry: site.industry ?? '',
  currency: site.currency ?? '',
  effectiveFrom: '',
});

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** The body the server takes; empty boxes are said to be unknown. */
export const bodyOfSite = (form: SiteForm): SiteBody => ({
  name: { zh: form.name.trim(), ...(form.nameEn.trim() === '' ? {} : { en: form.nameEn.trim() }) },
  timezone: form.timezone,
  organisation: orNull(form.organisation),
  address: orNull(form.address),
  province: orNull(form.province),
  gridRegion: orNull(form.gridRegion),
  industryClass: orNull(form.industryClass.toUpperCase()),
  industry: orNull(form.industry),
  currency: orNull(form.currency),
  ...(form.effectiveFrom === '' ? {} : { effectiveFrom: form.effectiveFrom }),
});
