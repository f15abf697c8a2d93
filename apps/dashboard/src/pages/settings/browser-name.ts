const BROWSERS = [
  ['MicroMessenger', 'WeChat'],
  ['Edg/', 'Edge'],
  ['QQBrowser', 'QQ Browser'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const;
const SYSTEMS = [
  ['Windows', 'Windows'],
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Mac OS', 'macOS'],
  ['Linux', 'Linux'],
] as const;

const found = (
  table: readonly (readonly [mark: string, name: string])[],
  agent: string,
): string | undefined => table.find(([mark]) => agent.includes(mark))?.[1];

/** What a person calls the program of a `User-Agent`: `Chrome · Windows`; of another program its own first word. */
export const browserOf = (agent: string | null): string | null => {
  if (agent === null || agent === '') return null;
  const [browser, system] = [found(BROWSERS, agent), found(SYSTEMS, agent)];
  if (browser === undefined) return agent.split(/[ /]/, 1)[0] ?? null;
  return system === undefined ? browser : `${browser} · ${system}`;
};
