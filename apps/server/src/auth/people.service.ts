import { Injectable } from '@nestjs/common';
import type {
  CurrentUser,
  LinkOwner,
  OneTimeLink,
  Person,
  PersonList,
  PutUser,
  SessionList,
  UseLink,
} from '@zerofab/contracts';
import { Accounts, checkPassword, People } from '@zerofab/identity';
import { Journal, type ChangeRequest } from '@zerofab/records';
import { personView, sessionView } from './person-view.js';

/** Accounts as administrators and invited people see them. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly accounts: Accounts,
    private readonly people: People,
    private readonly journal: Journal,
  ) {}

  async list(): Promise<PersonList> {
    const versions = await this.journal.versions(null, 'user');
    const people = await this.people.list();
    return { items: people.map((person) => personView(person, versions.get(person.username) ?? 0)) };
  }

  async put(username: string, body: PutUser, change: ChangeRequest): Promise<CurrentUser> {
    const { name, role, password, sites } = body;
    if (password !== undefined) checkPassword('password', username, password);
    await this.accounts.save({ username, nameZh: name.zh, nameEn: name.en, role, password, sites }, change);
    return { username, displayName: name, role };
  }

  async makeLink(username: string, change: ChangeRequest): Promise<OneTimeLink> {
    const { token, purpose, expiresAt } = await this.people.makeLink(username, change);
    // Behind the #: it is in no log of a server or proxy, and in no Referer.
    return { purpose, path: `/welcome#${token}`, expiresAt: expiresAt.toISOString() };
  }

  async setDisabled(username: string, disabled: boolean, change: ChangeRequest): Promise<Person> {
    const person = await this.people.setDisabled(username, disabled, change);
    return personView(person, (await this.journal.versions(null, 'user')).get(username) ?? 0);
  }

  async sessions(username: string): Promise<SessionList> {
    await this.people.person(username);
    const sessions = await this.accounts.sessionsOf({ username });
    return { items: sessions.map((session) => sessionView(session, null)) };
  }

  async lookAtLink(token: string): Promise<LinkOwner> {
    const { person, purpose, expiresAt } = await this.people.lookAtLink(token);
    const { username, displayName } = person;
    return { username, displayName, purpose, expiresAt: expiresAt.toISOString() };
  }

  async useLink({ token, password }: UseLink, address: string): Promise<CurrentUser> {
    const { username, displayName, role } = await this.people.useLink(token, password, address);
    return { username, displayName, role };
  }
}
