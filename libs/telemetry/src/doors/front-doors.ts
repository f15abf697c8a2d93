import { Injectable, Logger } from '@nestjs/common';
import { EmbeddedBroker, type BrokerNumbers } from './embedded-broker.js';
import { OutsideBroker } from './outside-broker.js';
import type { RefusedLogin } from './refused-logins.js';
import type { TlsFiles } from './tls-files.js';

export interface FrontDoorOptions {
  /** Outside broker; undefined: the embedded one listens. */
  readonly url: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly clientId: string;
  readonly share: string | undefined;
  /** TLS listener of the embedded broker; undefined: none. */
  readonly tls?: (TlsFiles & { readonly host: string; readonly port: number }) | undefined;
}

/** Where meters find their broker. */
export type DoorAddress =
  | { readonly broker: 'none' }
  | {
      readonly broker: 'embedded' | 'outside';
      readonly host: string;
      readonly port: number;
      readonly tls: boolean;
    };

const outsideAddress = (url: string): DoorAddress => {
  const { hostname, port, protocol } = new URL(url);
  const tls = protocol === 'mqtts:' || protocol === 'wss:';
  return { broker: 'outside', host: hostname, port: port === '' ? (tls ? 8883 : 1883) : Number(port), tls };
};

/** The way meters reach this process: one of the two front doors, or none. */
@Injectable()
export class FrontDoors {
  private readonly logger = new Logger('MQTT');
  private open: 'embedded' | 'outside' | undefined;
  private at: DoorAddress = { broker: 'none' };
  private tls: number | undefined;

  constructor(
    private readonly embedded: EmbeddedBroker,
    private readonly outside: OutsideBroker,
  ) {}

  /**
   * Opens the door that the configuration asks for.
   * @returns the port of the embedded broker, or undefined with an outside one.
   * @throws ConfigurationError
   */
  async start(options: FrontDoorOptions): Promise<number | undefined> {
    if (options.url === undefined) {
      const port = await this.embedded.listen(options.host, options.port);
      this.open = 'embedded';
      this.at = { broker: 'embedded', host: options.host, port, tls: false };
      this.logger.log(`Embedded broker listens on ${options.host}:${String(port)}`);
      if (options.tls !== undefined) {
        this.tls = await this.embedded.listenTls(options.tls.host, options.tls.port, options.tls);
        this.logger.log(`Embedded broker listens on ${options.tls.host}:${String(this.tls)} with TLS`);
      }
      return port;
    }
    await this.outside.connect({ url: options.url, clientId: options.clientId, share: options.share });
    this.open = 'outside';
    this.at = outsideAddress(options.url);
    this.logger.log(`Subscribed at the broker ${new URL(options.url).host}`);
    return undefined;
  }

  /**
   * Takes a worker's session at an outside broker out of use: works off what is queued there and leaves nothing behind.
   * @returns how many messages were queued.
   * @throws ConfigurationError
   */
  async retire({ clientId, share }: FrontDoorOptions, url: string): Promise<number> {
    return this.outside.retire({ url, clientId, share });
  }

  /** Takes no more messages; what was received is committed and confirmed first. */
  async stop(): Promise<void> {
    if (this.open === 'embedded') await this.embedded.close();
    if (this.open === 'outside') await this.outside.close();
    this.open = undefined;
  }

  /** Where meters connect to; without login or password. */
  address(): DoorAddress {
    return this.at;
  }

  /** Logins of a site's meters that the embedded broker refused lately; an outside one tells nobody. */
  refusedLogins(site: string): readonly RefusedLogin[] {
    return this.embedded.refusedLogins.ofSite(site);
  }

  /** Port of the TLS listener; undefined where there is none. */
  tlsPort(): number | undefined {
    return this.tls;
  }

  state(): 'listening' | 'connected' | 'off' | 'broken' {
    if (this.open === undefined) return 'off';
    if (this.open === 'embedded') return 'listening';
    return this.outside.connected() ? 'connected' : 'broken';
  }

  /** What the embedded broker holds in memory; undefined with an outside one. */
  numbers(): BrokerNumbers | undefined {
    return this.open === 'embedded' ? this.embedded.numbers() : undefined;
  }

  /** Why the outside broker cannot be used, where `state` is broken. */
  trouble(): string | undefined {
    return this.open === 'outside' ? this.outside.trouble() : undefined;
  }
}
