export const zh = { inbox: { x: 'x' } };
