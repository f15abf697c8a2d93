import {
  Column,
  Entity,
  JoinColumn,
  ManyToOne,
  OneToMany,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import type { Carrier, RegisterKind } from '@zerofab/vocabulary';

/** A unit of a site as it is kept. */
export interface SiteUnitRow {
  readonly code: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly kind: string;
  readonly parent: string | null;
}

/** A factory site: what every other row belongs to. */
@Entity({ name: 'site' })
export class SiteEntity {
  @PrimaryGeneratedColumn('identity')
  id!: number;

  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'text', name: 'name_zh' })
  nameZh!: string;

  @Column({ type: 'text', name: 'name_en' })
  nameEn!: string;

  @Column({ type: 'text' })
  timezone!: string;

  @Column({ type: 'text', name: 'grid_region', nullable: true })
  gridRegion!: string | null;

  @Column({ type: 'text', nullable: true })
  industry!: string | null;

  @Column({ type: 'text', nullable: true })
  address!: string | null;

  @Column({ type: 'text', nullable: true })
  organisation!: string | null;

  /** ISO 3166-2, e.g. CN-JS. */
  @Column({ type: 'text', nullable: true })
  province!: string | null;

  /** Class of GB/T 4754, e.g. C3411. */
  @Column({ type: 'text', name: 'industry_class', nullable: true })
  industryClass!: string | null;

  @Column({ type: 'text', nullable: true })
  currency!: string | null;

  @Column({ type: 'jsonb', default: [] })
  units!: SiteUnitRow[];

  @Column({ type: 'boolean', default: false })
  demo!: boolean;
}

/** A meter (计量器具) of one energy carrier, with its registers. */
@Entity({ name: 'meter' })
export class MeterEntity {
  @PrimaryGeneratedColumn('identity')
  id!: number;

  @Column({ type: 'integer', name: 'site_id' })
  siteId!: number;

  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'text', name: 'name_zh' })
  nameZh!: string;

  @Column({ type: 'text', name: 'name_en' })
  nameEn!: string;

  @Column({ type: 'text' })
  carrier!: Carrier;

  @Column({ type: 'integer', name: 'parent_id', nullable: true })
  parentId!: number | null;

  @Column({ type: 'text', nullable: true })
  location!: string | null;

  /** Code of the unit of the site whose use it measures. */
  @Column({ type: 'text', nullable: true })
  unit!: string | null;

  @Column({ type: 'text', name: 'password_sha256', nullable: true })
  passwordSha256!: string | null;

  @Column({ type: 'text', nullable: true })
  status!: 'online' | 'offline' | null;

  @Column({ type: 'timestamptz', name: 'status_since', nullable: true })
  statusSince!: Date | null;

  @OneToMany(() => RegisterEntity, (register) => register.meter)
  registers!: Relation<RegisterEntity[]>;
}

/** A register (寄存器) of a meter: one series of readings. */
@Entity({ name: 'register' })
export class RegisterEntity {
  @PrimaryGeneratedColumn('identity')
  id!: number;

  @Column({ type: 'integer', name: 'meter_id' })
  meterId!: number;

  @ManyToOne(() => MeterEntity, (meter) => meter.registers)
  @JoinColumn({ name: 'meter_id' })
  meter!: Relation<MeterEntity>;

  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'text', name: 'name_zh' })
  nameZh!: string;

  @Column({ type: 'text', name: 'name_en' })
  nameEn!: string;

  @Column({ type: 'text' })
  kind!: RegisterKind;

  /** Unit of its consumption: the first unit of its readings. */
  @Column({ type: 'text' })
  unit!: string;

  /** Unit of its readings today; null where it is that of its consumption, `unit`. */
  @Column({ type: 'text', name: 'reading_unit', nullable: true })
  readingUnit!: string | null;

  @Column({ type: 'double precision' })
  multiplier!: number;

  @Column({ type: 'double precision', nullable: true })
  rollover!: number | null;

  @Column({ type: 'text', nullable: true })
  interval!: string | null;

  @Column({ type: 'integer', name: 'interval_ms', nullable: true })
  intervalMs!: number | null;

  /** The most it can use in an hour, in units of its consumption; null: not told. */
  @Column({ type: 'double precision', name: 'max_rate', nullable: true })
  maxRate!: number | null;

  /** Import − export: it may fall. */
  @Column({ type: 'boolean', default: false })
  net!: boolean;

  /** Hour of the day, of the site's zone, at which it begins anew; null: it does not. */
  @Column({ type: 'smallint', name: 'daily_reset', nullable: true })
  dailyReset!: number | null;

  @Column({ type: 'integer' })
  position!: number;

  @Column({ type: 'boolean', default: false })
  retired!: boolean;
}
