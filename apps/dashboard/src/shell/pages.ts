import type { Role } from '@zerofab/vocabulary';
import type { Component } from 'vue';
import { openTexts, type Texts } from '../text/i18n';
import type { PageEntry } from './page-entry';

type Loaders<T> = Readonly<Record<string, () => Promise<T>>>;
const entries = import.meta.glob<PageEntry>('../pages/*/page.ts', { eager: true, import: 'page' });
const components: Loaders<Component> = import.meta.glob('../pages/*/Page.vue', { import: 'default' });
const texts = import.meta.glob<{ readonly texts: Texts }>('../pages/*/texts.*.ts');

export interface RegisteredPage extends PageEntry {
  /** The page with its texts in the language of the moment. */
  readonly load: () => Promise<Component>;
}

const found = <T>(loaders: Loaders<T>, path: string): (() => Promise<T>) => {
  const loader = loaders[path];
  if (loader === undefined) throw new Error(`a page needs ${path}`);
  return loader;
};

const register = ([path, entry]: [string, PageEntry]): RegisteredPage => {
  const beside = (name: string): string => path.replace('page.ts', name);
  const component = found(components, beside('Page.vue'));
  const source = {
    'zh-CN': found(texts, beside('texts.zh.ts')),
    en: found(texts, beside('texts.en.ts')),
  };
  return { ...entry, load: async () => (await Promise.all([component(), openTexts(source)]))[0] };
};

/** Every page: one per folder of `src/pages`. */
export const PAGES: readonly RegisteredPage[] = Object.entries(entries).map(register);

/** May somebody of this role open the page? */
export const mayOpen = ({ roles }: PageEntry, role: Role | undefined): boolean =>
  roles === undefined || (role !== undefined && roles.includes(role));

type NavPage = PageEntry & { readonly nav: NonNullable<PageEntry['nav']> };
const inNav = (page: PageEntry): page is NavPage => page.nav !== undefined;

/** Pages of the navigation that a role may open, in its order. */
export const navOf = (
  pages: readonly PageEntry[],
  role: Role | undefined,
  sites: number,
): readonly NavPage[] =>
  pages
    .filter(inNav)
    .filter(({ nav }) => nav.severalSites !== true || sites > 1)
    .filter((page) => mayOpen(page, role))
    .sort((one, other) => one.nav.order - other.nav.order);
