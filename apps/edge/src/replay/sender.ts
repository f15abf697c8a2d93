import type { MqttClient } from 'mqtt';
import type { InFlight } from '../mqtt/in-flight.js';
import { toMessages, type Message } from './message.js';
import type { FileReading } from '@zerofab/meter-history';

/** Collects readings into messages, publishes them over several connections in turn, and counts. */
export class Sender {
  published = 0;
  acknowledged = 0;
  /** Why the broker refused a message (MQTT 5 tells), the first time. */
  refusal: string | undefined;
  private batch: FileReading[] = [];
  private turn = 0;

  constructor(
    private readonly clients: readonly MqttClient[],
    private readonly topic: string,
    private readonly size: number,
    private readonly flight: InFlight,
    private readonly onAcknowledged: () => void,
  ) {}

  async add(reading: FileReading): Promise<void> {
    this.batch.push(reading);
    if (this.batch.length >= this.size) await this.flush();
  }

  async flush(): Promise<void> {
    const batch = this.batch;
    this.batch = [];
    if (batch.length === 0) return;
    for (const message of toMessages(batch)) await this.flight.run(async () => this.publish(message));
  }

  private async publish({ payload, readings }: Message): Promise<void> {
    this.published += readings;
    this.turn = (this.turn + 1) % this.clients.length;
    try {
      await this.clients[this.turn]?.publishAsync(this.topic, payload, { qos: 1 });
      this.acknowledged += readings;
      this.onAcknowledged();
    } catch (error) {
      this.refusal ??= error instanceof Error ? error.message : String(error);
    }
  }
}
