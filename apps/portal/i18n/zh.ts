export const zh = { portal: { x: 'x' } };
