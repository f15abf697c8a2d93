import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { manifestSchema, signatureSchema } from './manifest.js';

// docs/audit-bundle.schema.json is written by: npx vitest run libs/bundle/src/schema.spec.ts -u
it('has its schemas in the docs, for whoever writes another verifier', async () => {
  const file = resolve(import.meta.dirname, '../../../docs/audit-bundle.schema.json');
  const document = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $defs: {
      manifest: { ...z.toJSONSchema(manifestSchema), $schema: undefined },
      signature: { ...z.toJSONSchema(signatureSchema), $schema: undefined },
    },
  };
  const config = await resolveConfig(file);
  const text = await format(JSON.stringify(document), { ...config, parser: 'json' });
  await expect(text).toMatchFileSnapshot(file);
});
