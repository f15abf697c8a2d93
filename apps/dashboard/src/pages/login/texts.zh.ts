export const texts = {
  login: {
    ended: {
      expired: '登录已过期，请重新登录。',
      reused: '此登录曾在别处被使用，为安全起见已结束，请重新登录；如非本人操作，请修改密码。',
    },
    title: '登录',
    username: '用户名',
    password: '密码',
    submit: '登录',
    busy: '登录中…',
    demo: '演示账号，点击填入',
    needBoth: '请填写用户名和密码',
  },
};
