import { methods, type Method } from '@zerofab/accounting';

/**
 * A method out of canonical JSON, its classes in the order of the method itself where it is known: lines and sums follow
 * that order, and canonical JSON lists keys by name.
 */
export const inOwnOrder = (method: Method): Method => {
  const order = Object.keys(methods().find(({ id }) => id === method.id)?.classes ?? {});
  const rank = (category: string): number => {
    const at = order.indexOf(category);
    return at < 0 ? order.length : at;
  };
  const classes = Object.entries(method.classes).toSorted(([a], [b]) => rank(a) - rank(b));
  return { ...method, classes: Object.fromEntries(classes) };
};
