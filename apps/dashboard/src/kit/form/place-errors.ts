/** One thing that is wrong, at the path the server names, e.g. `activity.registers.0.meter`. */
export interface FieldError {
  readonly field: string;
  readonly detail: string;
}

const holds = (path: string, field: string): boolean => path === field || field.startsWith(`${path}.`);

/**
 * Puts each error at the box it belongs to: the one whose path is the field's, or else the closest around it. What no
 * box on screen holds comes back as `rest` and stands at the top of the form.
 */
export const placeErrors = (
  errors: readonly FieldError[],
  shown: Iterable<string>,
): { readonly at: ReadonlyMap<string, readonly string[]>; readonly rest: readonly FieldError[] } => {
  const paths = [...shown].sort((one, other) => other.length - one.length);
  const at = new Map<string, string[]>();
  const rest: FieldError[] = [];
  for (const error of errors) {
    const path = paths.find((candidate) => holds(candidate, error.field));
    if (path === undefined) rest.push(error);
    else at.set(path, [...(at.get(path) ?? []), error.detail]);
  }
  return { at, rest };
};
