export const texts = {
  login: {
    title: '登录',
    username: '用户名',
    password: '密码',
    submit: '登录',
    busy: '登录中…',
    demo: '演示账号，点击填入',
    needBoth: '请填写用户名和密码',
  },
};
