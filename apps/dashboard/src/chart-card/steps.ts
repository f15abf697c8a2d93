/** Colour between two colours `#rrggbb`. @param part 0..1 */
export function mix(from: string, to: string, part: number): string {
  const channel = (color: string, at: number): number => Number.parseInt(color.slice(at, at + 2), 16);
  const between = [1, 3, 5].map((at) => Math.round(channel(from, at) * (1 - part) + channel(to, at) * part));
  return `#${between.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** Five steps from pale over the accent to the darkest. */
export const fiveSteps = (pale: string, accent: string, dark: string): readonly string[] => [
  pale,
  mix(pale, accent, 0.5),
  accent,
  mix(accent, dark, 0.5),
  dark,
];
