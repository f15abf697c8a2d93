import type {
  OneTimeLink,
  Person,
  PersonList,
  putUserSchema,
  SessionList,
  changePasswordSchema,
} from '@zerofab/contracts';
import type { z } from 'zod';
import { getJson, postJson, putJson, request } from '../../api/http';
import { meterPath } from '../../api/paths';

const user = (username: string): string => `/users/${encodeURIComponent(username)}`;

export const getPeople = (): Promise<PersonList> => getJson('/users');

export const putPerson = (username: string, body: z.input<typeof putUserSchema>): Promise<unknown> =>
  putJson(user(username), body);

export const makeLink = (username: string): Promise<OneTimeLink> => postJson(`${user(username)}/link`, {});

export const setDisabled = (username: string, disabled: boolean): Promise<Person> =>
  postJson(`${user(username)}/${disabled ? 'disable' : 'enable'}`, {});

export const getSessionsOf = (username: string): Promise<SessionList> =>
  getJson(`${user(username)}/sessions`);

export const getSessions = (): Promise<SessionList> => getJson('/auth/sessions');

export const endSession = async (id: string): Promise<void> => {
  await request(`/auth/sessions/${encodeURIComponent(id)}`, { method: 'DELETE' });
};

export const changePassword = async (body: z.input<typeof changePasswordSchema>): Promise<void> => {
  await request('/auth/password', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
};

export const revokeCredentials = async (site: string, meter: string): Promise<void> => {
  await request(`${meterPath(site, meter)}/credentials`, { method: 'DELETE' });
};
