import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

const answers = async (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });

/** A Mosquitto of its own on a free port, with the settings of deploy/mosquitto.conf that matter here. */
export class Mosquitto implements AsyncDisposable {
  private constructor(
    readonly url: string,
    private readonly port: number,
    private readonly folder: string,
    private child: ChildProcess,
  ) {}

  /** @throws when `mosquitto` is not installed or does not listen within 5 s. */
  static async start(): Promise<Mosquitto> {
    const port = await freePort();
    const folder = mkdtempSync(join(tmpdir(), 'zerofab-mosquitto-'));
    writeFileSync(
      join(folder, 'mosquitto.conf'),
      [
        `listener ${String(port)} 127.0.0.1`,
        'allow_anonymous true',
        'max_queued_messages 0',
        'persistence true',
        `persistence_location ${folder}/`,
        // Started by root it would become another user, who cannot write the folder.
        `user ${process.getuid?.() === 0 ? 'root' : ''}`.trim(),
      ].join('\n'),
    );
    const child = await run(folder, port);
    return new Mosquitto(`mqtt://127.0.0.1:${String(port)}`, port, folder, child);
  }

  /** Ends the broker and starts it again with what it had kept. */
  async restart(): Promise<void> {
    await this.end();
    this.child = await run(this.folder, this.port);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async end(): Promise<void> {
    const exited = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await exited;
  }
}

const run = async (folder: string, port: number): Promise<ChildProcess> => {
  const child = spawn('mosquitto', ['-c', join(folder, 'mosquitto.conf')], { stdio: 'ignore' });
  const failed = once(child, 'error').then(([error]) => {
    throw error;
  });
  for (let tries = 0; tries < 100; tries += 1) {
    if (await Promise.race([answers(port), failed])) return child;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`mosquitto did not listen on port ${String(port)} within 5 s`);
};
