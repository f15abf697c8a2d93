import 'reflect-metadata';
import { userInfo } from 'node:os';
import { Accounts, loadSecret } from '@zerofab/identity';
import { ConfigurationError, openDatabase, processEnvironment } from '@zerofab/platform';
import { Adoption, Journal } from '@zerofab/records';
import { RefusedError } from '@zerofab/vocabulary';
import { Command } from 'commander';
import { SigningKeys } from './signing/signing-keys.js';
import { storeParts } from './store-parts.js';

// npm run admin -- …: what whoever has the machine may do when nobody can log in. With the embedded store the server
// must be stopped: the store has one writer.

const resetPassword = async (username: string): Promise<void> => {
  const env = processEnvironment();
  const database = await openDatabase(env, storeParts);
  try {
    await new Adoption(database.dataSource).run();
    const secret = loadSecret(env.dataDir, 'token-key');
    const accounts = new Accounts(database.dataSource, new Journal(database.dataSource), secret);
    const actor = { username: userInfo().username, role: 'system', address: null };
    const password = await accounts.resetPassword(username, { actor, reason: 'npm run admin' });
    process.stdout.write(
      `New login: ${username} / ${password}   (shown this once; its sessions have ended, change it after logging in)\n`,
    );
  } finally {
    await database.close();
  }
};

const program = new Command('admin').description('Recovery by whoever has the machine');
program
  .command('reset-password')
  .description('Gives an account a new password, prints it once and ends its sessions')
  .argument('<user>', 'user name')
  .action(resetPassword);
program
  .command('rotate-signing-key')
  .description('Makes a new key for audit bundles; the public part of the one before stays published')
  .action(() => {
    const keys = new SigningKeys(processEnvironment().signingKeyDir);
    keys.ensure();
    const { keyId, publicKey } = keys.rotate(new Date());
    process.stdout.write(`New signing key ${keyId}: ${publicKey}\n`);
  });

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof ConfigurationError) && !(error instanceof RefusedError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
