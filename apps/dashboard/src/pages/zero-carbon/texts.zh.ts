export const texts = { zeroCarbon: { title: '零碳工厂' } };
