import { expect, it } from 'vitest';
import { bindClientId, loginOf } from './client-id.js';

const bound = (clientId: string, username?: string) => {
  const packet = { clientId, clean: false, ...(username === undefined ? {} : { username }) };
  bindClientId(packet);
  return packet;
};

it('tells the ids of two logins apart, whatever id they choose', () => {
  expect(bound('gateway', 's/a').clientId).toBe('s/a|gateway');
  expect(bound('gateway', 's/a').clientId).not.toBe(bound('gateway', 's/b').clientId);
  expect(loginOf(bound('s/b|x', 's/a').clientId)).toBe('s/a');
  expect(loginOf(bound('x').clientId)).toBe('');
});

it('keeps the session only of a client that has an id', () => {
  expect(bound('', 's/a')).toMatchObject({ clientId: '', clean: true });
  expect(bound('x', 's/a').clean).toBe(false);
});
