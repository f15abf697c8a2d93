import type { Socket } from 'node:net';
import type { Client } from 'aedes';
import type { Bound } from '../ingest/events.js';
import type { DoorLimits } from './door-limits.js';
import type { PacketGuard } from './packet-guard.js';

/** A connection; after the login with the meter it speaks for and the hash of the password it used. */
export type MeterClient = Client & {
  meterLogin?: string;
  passwordSha256?: string;
  /** Filters it was granted. */
  ownFilters?: Set<string>;
};

interface Connection {
  readonly socket: Socket;
  readonly client: MeterClient;
  readonly guard: PacketGuard;
  readonly sinceMs: number;
}

/** The open connections of the embedded broker, oldest first, and how many there may be. */
export class Connections {
  private readonly open = new Map<Socket, Connection>();
  private readonly strangers = new Set<Connection>();

  constructor(
    private readonly limits: DoorLimits,
    private readonly onBound: (bound: Bound) => void,
  ) {}

  /** Whether one more may come in; among those without login the oldest makes room. */
  admit(): boolean {
    if (this.open.size >= this.limits.connections) {
      this.onBound('connections');
      return false;
    }
    const [oldest] = this.strangers;
    if (this.strangers.size >= this.limits.connectionsWithoutLogin && oldest !== undefined)
      this.cutOff(oldest, 'connections');
    return true;
  }

  add(socket: Socket, client: MeterClient, guard: PacketGuard, nowMs: number): void {
    const connection = { socket, client, guard, sinceMs: nowMs };
    this.open.set(socket, connection);
    this.strangers.add(connection);
    socket.once('close', () => {
      this.open.delete(socket);
      this.strangers.delete(connection);
    });
  }

  /** A client has logged in. Of one login the oldest connections give way: a broken link leaves dead ones behind. */
  loggedIn(client: MeterClient): void {
    for (const connection of this.strangers)
      if (connection.client === client) this.strangers.delete(connection);
    const same = this.clients().filter((other) => other !== client && other.meterLogin === client.meterLogin);
    for (const oldest of same.slice(0, Math.max(0, same.length + 1 - this.limits.connectionsPerLogin))) {
      this.onBound('connections-per-login');
      oldest.close();
    }
  }

  /** Clients that have logged in and are not closed. */
  clients(): MeterClient[] {
    return [...this.open.values()].flatMap(({ client }) =>
      client.meterLogin === undefined || client.closed ? [] : [client],
    );
  }

  /** Cuts off who takes too long or sends too much before its login, and whose packet is too large. */
  check(nowMs: number): void {
    for (const connection of this.open.values()) if (connection.guard.awaitsCut()) connection.guard.giveUp();
    for (const connection of this.strangers) {
      if (connection.socket.bytesRead > this.limits.bytesBeforeLogin)
        this.cutOff(connection, 'bytes-before-login');
      else if (nowMs - connection.sinceMs > this.limits.loginMs) this.cutOff(connection, 'login-timeout');
    }
  }

  destroyAll(): void {
    for (const socket of this.open.keys()) socket.destroy();
  }

  count(): { readonly open: number; readonly withoutLogin: number } {
    return { open: this.open.size, withoutLogin: this.strangers.size };
  }

  private cutOff(connection: Connection, bound: Bound): void {
    this.strangers.delete(connection);
    this.onBound(bound);
    connection.socket.destroy();
  }
}
