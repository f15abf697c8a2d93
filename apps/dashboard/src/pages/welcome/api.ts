import type { CurrentUser, LinkOwner } from '@zerofab/contracts';
import { postJson } from '../../api/http';

export const lookAtLink = (token: string): Promise<LinkOwner> => postJson('/auth/links/look', { token });

export const useLink = (token: string, password: string): Promise<CurrentUser> =>
  postJson('/auth/links/use', { token, password });
