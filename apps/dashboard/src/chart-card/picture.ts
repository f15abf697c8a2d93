import type { Palette } from '../charts/palette';

const SCALE = 2;
const PADDING = 16 * SCALE;

const load = async (url: string): Promise<HTMLImageElement> => {
  const image = new Image();
  image.src = url;
  await image.decode();
  return image;
};

/** A chart as a picture that explains itself: title, unit and legend above it, where its figures come from below. */
export async function pictureWithWords(
  chart: string,
  words: {
    readonly title: string;
    readonly sub: string;
    readonly source: string;
    readonly legend?: readonly { readonly name: string; readonly color: string }[] | undefined;
  },
  { surface, text, text3, font }: Palette,
): Promise<string> {
  const image = await load(chart);
  const canvas = document.createElement('canvas');
  const [head, foot] = [44 * SCALE, 28 * SCALE];
  canvas.width = image.width + 2 * PADDING;
  canvas.height = image.height + head + foot + 2 * PADDING;
  const pen = canvas.getContext('2d');
  if (pen === null) return chart;
  const write = (line: string, color: string, size: number, y: number, weight = 400): void => {
    pen.fillStyle = color;
    pen.font = `${weight} ${size * SCALE}px ${font}`;
    pen.fillText(line, PADDING, y, image.width);
  };
  pen.fillStyle = surface;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  write(words.title, text, 14, PADDING + 14 * SCALE, 600);
  write(words.sub, text3, 12, PADDING + 32 * SCALE);
  pen.drawImage(image, PADDING, PADDING + head);
  let at = PADDING + pen.measureText(words.sub).width + 16 * SCALE;
  for (const { name, color } of words.legend ?? []) {
    pen.fillStyle = color;
    pen.fillRect(at, PADDING + 24 * SCALE, 8 * SCALE, 8 * SCALE);
    pen.fillStyle = text;
    pen.fillText(name, at + 12 * SCALE, PADDING + 32 * SCALE);
    at += pen.measureText(name).width + 28 * SCALE;
  }
  write(words.source, text3, 12, canvas.height - PADDING);
  return canvas.toDataURL('image/png');
}
