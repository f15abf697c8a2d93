/** A decimal number as an integer and a count of decimals: exact, unlike binary floats. */
interface Parts {
  readonly digits: bigint;
  readonly scale: number;
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

function parse(text: string): Parts | null {
  const match = DECIMAL.exec(text.trim());
  if (match === null) return null;
  const [, sign = '', whole = '0', fraction = '', power = '0'] = match;
  const scale = fraction.length - Number(power);
  const digits = BigInt(sign + whole + fraction);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

const lift = ({ digits, scale }: Parts, to: number): bigint => digits * 10n ** BigInt(to - scale);

function print({ digits, scale }: Parts): string {
  const negative = digits < 0n;
  const text = (negative ? -digits : digits).toString().padStart(scale + 1, '0');
  const whole = text.slice(0, text.length - scale);
  const fraction = scale === 0 ? '' : text.slice(-scale).replace(/0+$/, '');
  const sign = negative && digits !== 0n ? '-' : '';
  return sign + whole + (fraction === '' ? '' : `.${fraction}`);
}

/** Exact sum of decimal texts; null when one of them is no number. */
export function sumDecimals(texts: readonly string[]): string | null {
  let sum: Parts = { digits: 0n, scale: 0 };
  for (const text of texts) {
    const part = parse(text);
    if (part === null) return null;
    const scale = Math.max(sum.scale, part.scale);
    sum = { digits: lift(sum, scale) + lift(part, scale), scale };
  }
  return print(sum);
}

/** Exact product of decimal texts; null when one of them is no number. */
export function multiplyDecimals(texts: readonly string[]): string | null {
  let product: Parts = { digits: 1n, scale: 0 };
  for (const text of texts) {
    const part = parse(text);
    if (part === null) return null;
    product = { digits: product.digits * part.digits, scale: product.scale + part.scale };
  }
  return print(product);
}

/** Are two decimal texts the same number? `1.50` and `1.5` are; text that is no number equals nothing. */
export function sameDecimal(a: string, b: string): boolean {
  const left = parse(a);
  const right = parse(b);
  if (left === null || right === null) return false;
  const scale = Math.max(left.scale, right.scale);
  return lift(left, scale) === lift(right, scale);
}

/**
 * Do two decimal texts agree to 30 significant digits? The engine carries 40, so that a sum or a quotient of long
 * decimals may differ from the exact one in its last digits.
 */
export function agrees(a: string, b: string): boolean {
  const left = parse(a);
  const right = parse(b);
  if (left === null || right === null) return false;
  const scale = Math.max(left.scale, right.scale);
  const [x, y] = [lift(left, scale), lift(right, scale)];
  const size = (value: bigint): bigint => (value < 0n ? -value : value);
  const largest = size(x) > size(y) ? size(x) : size(y);
  return size(x - y) * 10n ** 30n <= largest;
}
