import type { ActivityBinding, InputBinding } from '@zerofab/contracts';

/** An amount that an input of a formula is bound to; the stream is the path of the input. */
export interface Stream {
  readonly stream: string;
  readonly binding: ActivityBinding;
}

/** Path of an input within a nested formula, e.g. `netCalorificValue/batch.jan.amount`. */
export const pathOf = (parent: string, name: string): string => (parent === '' ? name : `${parent}/${name}`);

const isAmount = (binding: InputBinding): binding is ActivityBinding =>
  binding.kind === 'meters' || binding.kind === 'manual' || binding.kind === 'stock';

/** Every amount among the inputs of a calculation, also those of nested formulas. */
export const streamsOf = (inputs: Readonly<Record<string, InputBinding>>, parent = ''): Stream[] =>
  Object.entries(inputs).flatMap(([name, binding]) => {
    const stream = pathOf(parent, name);
    if (isAmount(binding)) return [{ stream, binding }];
    return binding.kind === 'formula' ? streamsOf(binding.inputs, stream) : [];
  });
