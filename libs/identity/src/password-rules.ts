import { refusedField } from '@zerofab/vocabulary';

/** Passwords of eight signs and more that are tried first by whoever guesses. */
const COMMON = new Set([
  '12345678',
  '123456789',
  '1234567890',
  '11111111',
  '00000000',
  '88888888',
  '66666666',
  '87654321',
  '12341234',
  'password',
  'password1',
  'password123',
  'passw0rd',
  'p@ssw0rd',
  'p@ssword',
  'qwertyui',
  'qwertyuiop',
  'qwerty123',
  '1qaz2wsx',
  'asdfghjk',
  'abcd1234',
  'abc12345',
  'a1234567',
  'aa123456',
  'iloveyou',
  'sunshine',
  'princess',
  'football',
  'baseball',
  'superman',
  'trustno1',
  'letmein1',
  'welcome1',
  'welcome123',
  'changeme',
  'admin123',
  'admin1234',
  'administrator',
  'root1234',
  'woaini1314',
  '5201314520',
  'zerofab1',
  'zerofab123',
  'zerofab-demo',
]);

/** @throws RefusedError invalid for a password that anybody would try first */
export const checkPassword = (field: string, username: string, password: string): void => {
  const low = password.toLowerCase();
  const same = low === username.toLowerCase();
  if (!same && !COMMON.has(low)) return;
  const text = same
    ? { en: 'the password must not be the user name; take another', zh: '密码不能与用户名相同；请换一个' }
    : { en: 'this password is among those tried first; take another', zh: '该密码过于常见；请换一个' };
  throw refusedField('weak-password', field, text);
};
