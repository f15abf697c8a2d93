import type {
  makeScreenLinkSchema,
  NewScreenLink,
  OneTimeLink,
  Person,
  PersonList,
  ScreenLink,
  ScreenLinkList,
  putUserSchema,
  SessionList,
  changePasswordSchema,
} from '@zerofab/contracts';
import type { z } from 'zod';
import { getJson, postJson, putJson, request } from '../../api/http';
import { meterPath, site as sitePath } from '../../api/paths';

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

const screens = (site: string): string => `${sitePath(site)}/screen-links`;

export const getScreenLinks = (site: string): Promise<ScreenLinkList> => getJson(screens(site));

export const makeScreenLink = (
  site: string,
  body: z.input<typeof makeScreenLinkSchema>,
): Promise<NewScreenLink> => postJson(screens(site), body);

export const revokeScreenLink = (site: string, id: string, body: { note: string }): Promise<ScreenLink> =>
  postJson(`${screens(site)}/${encodeURIComponent(id)}/revoke`, body);
