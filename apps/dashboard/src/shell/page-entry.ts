import type { Bilingual, Role } from '@zerofab/vocabulary';
import type { IconName } from '../kit/icons/icon-paths';

/** Place of a page in the navigation. */
interface NavPlace {
  /** Lower stands first. */
  readonly order: number;
  readonly icon: IconName;
  readonly label: Bilingual;
  /** For the bar of a phone, where the label is too long. */
  readonly short?: Bilingual;
  /** On a phone it stands under "more". */
  readonly secondary?: true;
  /** Only for who may see more than one site. */
  readonly severalSites?: true;
}

/**
 * What a page says about itself in its `page.ts`. `Page.vue`, `texts.zh.ts` and `texts.en.ts` beside it are found by
 * their names, so that a folder is all a new page takes.
 */
export interface PageEntry {
  readonly name: string;
  readonly path: string;
  /** Paths it had before; links to them lead here. */
  readonly formerly?: readonly string[];
  /** Left out: the page is reached by links alone. */
  readonly nav?: NavPlace;
  /** Who may open it; left out: everybody logged in. The server decides on each answer all the same. */
  readonly roles?: readonly Role[];
  /** Stands outside the shell and needs no login; `always`: also while somebody is logged in. */
  readonly open?: true | 'always';
  /** Also opens while there is no site yet. */
  readonly siteless?: true;
  /** The header offers the picker of spans. */
  readonly spanned?: true;
}
