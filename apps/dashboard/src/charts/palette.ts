/** Colours of the charts, read from the CSS variables: the theme stands in one file. */
export interface Palette {
  readonly surface: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly text: string;
  readonly text3: string;
  readonly direct: string;
  readonly indirect: string;
  readonly font: string;
}

/** The palette of the theme that is on now. */
export function readPalette(element: Element = document.documentElement): Palette {
  const style = getComputedStyle(element);
  const color = (name: string): string => style.getPropertyValue(`--zf-${name}`).trim();
  return {
    surface: color('surface'),
    line: color('line'),
    lineStrong: color('line-strong'),
    text: color('text'),
    text3: color('text3'),
    direct: color('s-direct'),
    indirect: color('s-indirect'),
    font: getComputedStyle(document.body).fontFamily,
  };
}
