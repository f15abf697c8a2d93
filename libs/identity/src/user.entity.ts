import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Role } from '@zerofab/vocabulary';

/** Who may log in. `sites` lists the site codes granted; `*` grants all, also later ones. */
@Entity({ name: 'app_user' })
export class User {
  @PrimaryGeneratedColumn('identity')
  id!: number;

  @Column({ type: 'text' })
  username!: string;

  @Column({ type: 'text', name: 'name_zh' })
  nameZh!: string;

  @Column({ type: 'text', name: 'name_en' })
  nameEn!: string;

  @Column({ type: 'text' })
  role!: Role;

  @Column({ type: 'text', name: 'password_hash' })
  passwordHash!: string;

  @Column({ type: 'text', array: true })
  sites!: string[];

  /** False: invited, and no password set yet. */
  @Column({ type: 'boolean', name: 'has_password', default: true })
  hasPassword!: boolean;

  /** Since when the account opens nothing; null: it is open. */
  @Column({ type: 'timestamptz', name: 'disabled_at', nullable: true })
  disabledAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'last_login_at', nullable: true })
  lastLoginAt!: Date | null;
}
