import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { ConfigurationError } from '@zerofab/platform';

/** PEM files of the TLS listener. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

const readPem = (name: string, path: string): Buffer => {
  try {
    return readFileSync(path);
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new ConfigurationError(
      `${name} ${path} cannot be read (${why}); give the path of a PEM file that this user may read`,
    );
  }
};

/**
 * Reads certificate (with its chain) and key of the TLS listener, and makes sure that they fit each other.
 * @throws ConfigurationError with one line that names the setting
 */
export const readTlsFiles = ({ cert, key }: TlsFiles): { readonly cert: Buffer; readonly key: Buffer } => {
  const files = { cert: readPem('MQTT_TLS_CERT', cert), key: readPem('MQTT_TLS_KEY', key) };
  try {
    createSecureContext({ ...files, minVersion: 'TLSv1.2' });
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown reason';
    throw new ConfigurationError(
      `MQTT_TLS_CERT, MQTT_TLS_KEY: certificate and key cannot be used (${why}); give a PEM certificate with its chain and its own key, without a passphrase`,
    );
  }
  return files;
};
