import type { z } from 'zod';
import { useText } from '../../text/use-text';
import { checkBody } from './check-body';

/** Holds bodies to the contract's schemas; findings are told in the page's language. */
export const useBodyCheck = (): ((schema: z.ZodType, body: unknown) => void) => {
  const { t, lang } = useText();
  return (schema, body) =>
    checkBody(schema, body, (fault, own) =>
      lang.value === 'en' && own !== null ? own : t(`form.fault.${fault}`),
    );
};
