import { z } from 'zod';

/** How a figure came about, inside a stored record: read as it was written, whatever traces look like today. */
interface TraceInputV1 {
  readonly name: string;
  readonly symbol: string;
  readonly value: string;
  readonly unit: string;
  readonly origin: 'activity' | 'factor' | 'constant' | 'formula' | 'given';
  readonly ref: string | null;
  readonly trace: TraceV1 | null;
}
interface TraceV1 {
  readonly formula: {
    readonly id: string;
    readonly edition: string;
    readonly standard: string;
    readonly clause: string;
    readonly text: string;
    readonly expression: string;
    readonly name: { readonly zh: string; readonly en: string };
  };
  readonly inputs: readonly TraceInputV1[];
  readonly result: { readonly value: string; readonly unit: string };
}

const inputV1: z.ZodType<TraceInputV1> = z.lazy(() =>
  z.object({
    name: z.string(),
    symbol: z.string(),
    value: z.string(),
    unit: z.string(),
    origin: z.enum(['activity', 'factor', 'constant', 'formula', 'given']),
    ref: z.string().nullable(),
    trace: traceV1.nullable(),
  }),
);

export const traceV1: z.ZodType<TraceV1> = z.lazy(() =>
  z.object({
    formula: z.object({
      id: z.string(),
      edition: z.string(),
      standard: z.string(),
      clause: z.string(),
      text: z.string(),
      expression: z.string(),
      name: z.object({ zh: z.string(), en: z.string() }),
    }),
    inputs: z.array(inputV1),
    result: z.object({ value: z.string(), unit: z.string() }),
  }),
);
