import { ConfigurationError } from '@zerofab/platform';

/** Password of every demo account: printed in the README, so that it may open nothing but a demo. */
export const DEMO_PASSWORD = 'zerofab-demo';

/** @throws ConfigurationError one line, when the public password is given for a platform that is no demo */
export const refusePublicPassword = (demo: boolean, adminPassword: string | undefined): void => {
  if (demo || adminPassword?.toLowerCase() !== DEMO_PASSWORD) return;
  throw new ConfigurationError(
    "ADMIN_PASSWORD is the demo's public password; give one that only you know, or none to have one made",
  );
};
