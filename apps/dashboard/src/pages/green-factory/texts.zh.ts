export const texts = { greenFactory: { title: '绿色工厂' } };
