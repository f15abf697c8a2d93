import { identityMigrations, User } from '@zerofab/identity';
import { inventoryMigrations } from '@zerofab/inventory';
import { recordsMigrations } from '@zerofab/records';
import { telemetryStoreParts } from '@zerofab/telemetry';

/** Entities and migrations of everything that the platform keeps in its store. */
export const storeParts = {
  entities: [User, ...telemetryStoreParts.entities],
  migrationFolders: [
    identityMigrations,
    ...telemetryStoreParts.migrationFolders,
    inventoryMigrations,
    recordsMigrations,
  ],
};
