import type { Connection, Credentials, Meter } from '@zerofab/contracts';

/** What a device must be told to publish. */
export interface MeterLogin {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly topic: string;
  readonly username: string;
  /** Stands for the password where it is not shown any more. */
  readonly password: string;
  readonly payload: string;
}

/** A message as this meter sends it, at a moment. */
const payloadOf = (meter: Meter, at: Date): string => {
  const values = Object.fromEntries(
    meter.registers.map(({ code, kind }) => [code, kind === 'counter' ? 1234.5 : 42.5]),
  );
  return JSON.stringify({ ts: at.toISOString(), values });
};

/** @param host under which the dashboard is reached, where the broker listens on every interface */
export const loginOf = (
  connection: Connection,
  meter: Meter,
  site: string,
  credentials: Credentials | null,
  host: string,
  at: Date,
): MeterLogin => ({
  host: connection.host ?? host,
  port: connection.port ?? (connection.tls ? 8883 : 1883),
  tls: connection.tls,
  topic: `zerofab/v1/${site}/${meter.code}/readings`,
  username: `${site}/${meter.code}`,
  password: credentials?.password ?? '********',
  payload: payloadOf(meter, at),
});

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** A line for a shell with the Mosquitto clients. */
export const mosquittoLine = ({ host, port, tls, topic, username, password, payload }: MeterLogin): string =>
  [
    `mosquitto_pub -h ${host} -p ${String(port)}${tls ? ' --capath /etc/ssl/certs' : ''} -q 1`,
    `-u ${quoted(username)} -P ${quoted(password)}`,
    `-t ${quoted(topic)}`,
    `-m ${quoted(payload)}`,
  ].join(' \\\n  ');

/** A flow for Node-RED: a clock, a function that writes the message, the MQTT node with its broker. */
export const nodeRedFlow = (login: MeterLogin, name: string): string => {
  const values = JSON.stringify((JSON.parse(login.payload) as { values: unknown }).values);
  const id = (part: string): string => `zf-${login.username.replace('/', '-')}-${part}`;
  return JSON.stringify(
    [
      { id: id('flow'), type: 'tab', label: name },
      {
        id: id('clock'),
        type: 'inject',
        z: id('flow'),
        name: '15 min',
        repeat: '900',
        once: true,
        x: 120,
        y: 80,
        wires: [[id('read')]],
      },
      {
        id: id('read'),
        type: 'function',
        z: id('flow'),
        name: 'values of the meter',
        func: `// Put the meter's own readings here.\nmsg.payload = { ts: new Date().toISOString(), values: ${values} };\nreturn msg;`,
        outputs: 1,
        x: 320,
        y: 80,
        wires: [[id('out')]],
      },
      {
        id: id('out'),
        type: 'mqtt out',
        z: id('flow'),
        name: login.topic,
        topic: login.topic,
        qos: '1',
        retain: 'false',
        broker: id('broker'),
        x: 560,
        y: 80,
        wires: [],
      },
      {
        id: id('broker'),
        type: 'mqtt-broker',
        name: `Zerofab ${login.host}`,
        broker: login.host,
        port: String(login.port),
        usetls: login.tls,
        protocolVersion: '4',
        cleansession: true,
        credentials: { user: login.username, password: login.password },
      },
    ],
    null,
    2,
  );
};

/** Fields as industrial gateways ask for them. */
export const gatewayLines = ({ host, port, tls, topic, username, password, payload }: MeterLogin): string =>
  [
    `Server     ${host}`,
    `Port       ${String(port)}`,
    `TLS        ${tls ? 'on' : 'off'}`,
    `Protocol   MQTT 3.1.1`,
    `Client ID  ${username.replace('/', '-')}`,
    `Username   ${username}`,
    `Password   ${password}`,
    `Topic      ${topic}`,
    `QoS        1`,
    `Retain     off`,
    `Payload    ${payload}`,
  ].join('\n');

/** What the QR code says: the same as JSON, for an app that sets a gateway up. */
export const qrText = ({ host, port, tls, topic, username, password }: MeterLogin): string =>
  JSON.stringify({ host, port, tls, topic, username, password });
