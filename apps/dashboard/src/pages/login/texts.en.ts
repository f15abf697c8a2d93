export const texts = {
  login: {
    title: 'Log in',
    username: 'User name',
    password: 'Password',
    submit: 'Log in',
    busy: 'Logging in…',
    demo: 'Demo accounts, click to fill in',
    needBoth: 'Enter user name and password',
  },
};
