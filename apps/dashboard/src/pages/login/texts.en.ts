export const texts = {
  login: {
    ended: {
      expired: 'The session has expired; log in again.',
      reused:
        'This login was used elsewhere and was ended for safety; log in again, and change your password if that was not you.',
    },
    title: 'Log in',
    username: 'User name',
    password: 'Password',
    submit: 'Log in',
    busy: 'Logging in…',
    demo: 'Demo accounts, click to fill in',
    needBoth: 'Enter user name and password',
  },
};
