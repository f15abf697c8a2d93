import { describe, expect, it } from 'vitest';
import { ConfigurationError, readEnvironment } from './env.js';

describe('readEnvironment', () => {
  it('needs no setting at all: everything embedded', () => {
    const env = readEnvironment({});
    expect(env).toMatchObject({
      database: { url: undefined },
      dataDir: './data',
      mqtt: { url: undefined, port: 1883 },
      http: { host: '127.0.0.1', port: 3000 },
      demo: false,
      ingest: true,
    });
  });

  it('treats an empty variable like an unset one', () => {
    expect(readEnvironment({ DATABASE_URL: '', PORT: '' })).toMatchObject({
      database: { url: undefined },
      http: { port: 3000 },
    });
  });

  it.each([
    ['PORT', '70000'],
    ['PORT', 'abc'],
    ['MQTT_PORT', '-1'],
    ['DATABASE_URL', 'mysql://somewhere/db'],
    ['MQTT_URL', 'http://broker'],
    ['DEMO', 'yes'],
    ['TRUST_PROXY', 'everybody'],
    ['TRUST_PROXY', '10.0.0.0/99'],
    ['ADMIN_PASSWORD', 'short'],
    ['READINGS_RETENTION_YEARS', '0'],
  ])('refuses %s=%s with one line that names it', (name, value) => {
    const attempt = (): unknown => readEnvironment({ [name]: value });
    expect(attempt).toThrow(ConfigurationError);
    expect(attempt).toThrow(new RegExp(`^Bad setting: ${name} [^\n]+$`));
  });

  it('takes certificate and key of the broker together, or neither', () => {
    const [cert, key] = ['/c.pem', '/k.pem'];
    expect(readEnvironment({}).mqtt.tls).toBeUndefined();
    expect(readEnvironment({ MQTT_TLS_CERT: cert, MQTT_TLS_KEY: key }).mqtt.tls).toEqual({
      host: '0.0.0.0',
      port: 8883,
      cert,
      key,
    });
    expect(() => readEnvironment({ MQTT_TLS_CERT: cert })).toThrow(/^Bad setting: MQTT_TLS_KEY is missing/);
    expect(() => readEnvironment({ MQTT_TLS_KEY: key })).toThrow(/^Bad setting: MQTT_TLS_CERT is missing/);
  });

  it('names all bad variables together and never shows a value', () => {
    const attempt = (): unknown =>
      readEnvironment({ ADMIN_PASSWORD: 'geheim', DATABASE_URL: 'postgre://u:secret@h/d' });
    expect(attempt).toThrow(/DATABASE_URL.*ADMIN_PASSWORD/);
    expect(attempt).not.toThrow(/geheim|secret/);
  });
});
