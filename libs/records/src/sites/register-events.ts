import { Injectable } from '@nestjs/common';
import {
  ConflictStore,
  EventStore,
  type EventRow,
  type NewEvent,
  type OpenConflict,
  type SiteEntity,
} from '@zerofab/telemetry';
import { refused } from '@zerofab/vocabulary';
import type { ChangeRequest } from '../actor.js';
import { Journal } from '../journal.js';
import { storedRegisterEvent, type StoredRegisterEvent } from '../schema/register-event.v1.js';

/** The register that an event is about, by the names people know. */
export interface EventPlace {
  readonly site: SiteEntity;
  readonly meter: string;
  readonly register: string;
}

const toStored = (
  { meter, register }: EventPlace,
  event: NewEvent,
  withdrawn: boolean,
): StoredRegisterEvent => ({
  meter,
  register,
  kind: event.kind,
  at: new Date(event.atMs).toISOString(),
  to: new Date(event.toMs).toISOString(),
  value: event.value,
  closing: event.closing,
  opening: event.opening,
  withdrawn,
});

/** What people decide about readings: each is an entry of the journal, undone by another one. */
@Injectable()
export class RegisterEvents {
  constructor(
    private readonly journal: Journal,
    private readonly events: EventStore,
    private readonly conflicts: ConflictStore,
  ) {}

  /** @returns id of the event */
  async add(
    place: EventPlace,
    event: Omit<NewEvent, 'author'>,
    request: ChangeRequest,
    decides?: OpenConflict,
  ): Promise<string> {
    const whole = { ...event, author: request.actor.username };
    const { key } = await this.journal.append({
      request: { ...request, reason: event.note, expectedVersion: undefined },
      site: place.site.code,
      stored: storedRegisterEvent,
      action: 'add',
      value: toStored(place, whole, false),
      write: async ({ manager, at }) => {
        const id = await this.events.write(manager, whole, at);
        if (decides !== undefined) await this.conflicts.decide(manager, decides.id, id, at);
        return { key: id };
      },
    });
    return key;
  }

  /** @throws RefusedError event-withdrawn */
  async withdraw(place: EventPlace, event: EventRow, note: string, request: ChangeRequest): Promise<void> {
    if (event.withdrawnAt !== null)
      throw refused('event-withdrawn', {
        zh: `事件 ${event.id} 已被撤销；如需再次生效，请重新登记`,
        en: `Event ${event.id} is undone already; record it anew if it is to hold again`,
      });
    await this.journal.append({
      request: { ...request, reason: note },
      site: place.site.code,
      stored: storedRegisterEvent,
      key: event.id,
      action: 'withdraw',
      value: toStored(place, event, true),
      write: async ({ manager, at }) => this.events.withdraw(manager, event, at),
    });
  }
}
