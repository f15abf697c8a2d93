export const texts = {
  welcome: {
    title: 'Set a password',
    why: {
      invite: 'Welcome, {name}. Set the password you will log in with.',
      reset: 'Welcome, {name}. Set a new password; your other log-ins will end.',
    },
    username: 'User name: {name}',
    password: 'New password',
    again: 'Again',
    hint: 'At least 8 characters',
    notTheSame: 'The two passwords differ.',
    notWhole: 'The link is not whole; copy all of it from the message you got.',
    save: 'Save and log in',
    toLogin: 'To the login',
  },
};
