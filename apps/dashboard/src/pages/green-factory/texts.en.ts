export const texts = { greenFactory: { title: 'Green factory' } };
