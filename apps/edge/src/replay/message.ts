import type { FileReading } from '@zerofab/meter-history';

/** The platform refuses larger messages (256 KiB, MQTT contract). */
const LARGEST_BYTES = 256 * 1024;

export interface Message {
  readonly payload: string;
  readonly readings: number;
}

/** Readings as one message, or as several where one would be too large for the platform. */
export const toMessages = (readings: readonly FileReading[]): Message[] => {
  const payload = JSON.stringify(readings.length === 1 ? readings[0] : readings);
  // Register codes are ASCII, so that characters are bytes.
  if (payload.length <= LARGEST_BYTES || readings.length === 1)
    return [{ payload, readings: readings.length }];
  const middle = Math.ceil(readings.length / 2);
  return [...toMessages(readings.slice(0, middle)), ...toMessages(readings.slice(middle))];
};
