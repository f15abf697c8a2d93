import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';

const isZod = (schema: unknown): schema is z.ZodType => schema instanceof z.ZodType;

/** Ids of operations that were given out stay when their controller is divided. */
const GIVEN_OUT: Readonly<Record<string, string>> = {
  SourcesController: 'InventoryController',
  ActivityDataController: 'InventoryController',
  OverviewController: 'InventoryController',
};

/** Publishes the OpenAPI document, made from the same zod schemas that check the requests. */
export const publishOpenApi = (app: INestApplication, version: string): void => {
  const config = new DocumentBuilder()
    .setTitle('Zerofab')
    .setDescription(
      'Carbon accounting and zero-carbon factory monitoring. Errors are RFC 9457 problem documents.',
    )
    .setVersion(version)
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${GIVEN_OUT[controller] ?? controller}_${method}`,
    standardSchemaConverter: (schema: unknown, { schemaType }: { schemaType: 'input' | 'output' }) =>
      isZod(schema)
        ? {
            schema: z.toJSONSchema(schema, {
              io: schemaType,
              unrepresentable: 'any',
              target: 'openapi-3.0',
            }) as Record<string, unknown>,
          }
        : undefined,
  });
  SwaggerModule.setup('api/docs', app, document, {
    jsonDocumentUrl: 'api/docs-json',
    yamlDocumentUrl: 'api/docs-yaml',
  });
};
