import { Injectable } from '@nestjs/common';
import { Senders, type Sender } from '@zerofab/identity';
import { MeterLogins } from '@zerofab/telemetry';

/** Meters that push over HTTP with the login they have for MQTT: HTTP Basic, user `{site}/{meter}`. */
@Injectable()
export class MeterSenders extends Senders {
  constructor(private readonly logins: MeterLogins) {
    super();
  }

  override async recognise(authorization: string): Promise<Sender | undefined> {
    const [scheme, encoded = ''] = authorization.split(' ');
    if (scheme?.toLowerCase() !== 'basic') return undefined;
    const [, name = '', password = ''] =
      /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString()) ?? [];
    const [site, meter, ...rest] = name.split('/');
    if (site === undefined || meter === undefined || rest.length > 0) return undefined;
    return (await this.logins.matches(site, meter, password)) ? { name, site, meter } : undefined;
  }
}
