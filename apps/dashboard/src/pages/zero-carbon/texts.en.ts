export const texts = { zeroCarbon: { title: 'Zero-carbon factory' } };
