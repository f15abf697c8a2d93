import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@zerofab/platform';
import { z } from 'zod';

/** Version of the product, from package.json. */
export const version = (): string =>
  z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8'))).version;
