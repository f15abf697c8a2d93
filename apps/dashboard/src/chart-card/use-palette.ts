import { nextTick, shallowRef, watch, type ShallowRef } from 'vue';
import { readPalette, type Palette } from '../charts/palette';
import { usePreferences } from '../session/preferences';

/** The palette of the theme, and any other of its colours by the name of its CSS variable. */
export interface ChartColors extends Palette {
  readonly of: (variable: string) => string;
}

const read = (): ChartColors => {
  const style = getComputedStyle(document.documentElement);
  return { ...readPalette(), of: (variable) => style.getPropertyValue(variable).trim() };
};

/** Colours of the charts, read anew when the theme changes. */
export function useChartColors(): Readonly<ShallowRef<ChartColors>> {
  const preferences = usePreferences();
  const colors = shallowRef(read());
  watch(
    () => preferences.dark,
    () => void nextTick(() => (colors.value = read())),
  );
  return colors;
}
