export const texts = {
  welcome: {
    title: '设置密码',
    why: {
      invite: '{name}，您好。请设置您的登录密码。',
      reset: '{name}，您好。请设置新的登录密码；其他登录会话将结束。',
    },
    username: '用户名：{name}',
    password: '新密码',
    again: '再次输入',
    hint: '至少 8 个字符',
    notTheSame: '两次输入的密码不同。',
    notWhole: '链接不完整；请从收到的消息中复制完整的链接。',
    save: '保存并登录',
    toLogin: '去登录',
  },
};
