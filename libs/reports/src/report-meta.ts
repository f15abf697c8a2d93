export type Lang = 'zh' | 'en';

/** What a report says about itself and its site beside the figures. Days and times are the caller's: no clock here. */
export interface ReportMeta {
  readonly lang: Lang;
  /** ISO 8601 instant. */
  readonly generatedAt: string;
  /** Account that asked for the report. */
  readonly generatedBy: string;
  readonly site: {
    readonly organisation: string | null;
    readonly address: string | null;
    readonly industry: string | null;
    readonly gridRegion: string | null;
  };
}
