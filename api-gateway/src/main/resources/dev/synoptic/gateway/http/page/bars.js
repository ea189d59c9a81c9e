// A share, its interval, the base rate and the period before, in one bar.
import { svg, h } from './dom.js';
import { percent } from './format.js';

export function bar(figures, base, calm = false) {
  if (figures.share === undefined) return h('span', { class: 'unclear' }, 'n/a');
  const x = (share) => (share * 100).toFixed(2);
  const before = figures.before && figures.before.accepted + figures.before.rejected > 0
    ? figures.before.rejected / (figures.before.accepted + figures.before.rejected) : undefined;
  const words = [`${percent(figures.share)} rejected, between ${percent(figures.low)} and ${percent(figures.high)}`,
    base !== undefined && `whole table ${percent(base)}`, before !== undefined && `period before ${percent(before)}`];
  const told = words.filter(Boolean).join('; ');
  const thin = { 'vector-effect': 'non-scaling-stroke' };
  return svg('svg', { class: 'bar', viewBox: '0 0 100 16', preserveAspectRatio: 'none', role: 'img',
    'aria-label': told },
  svg('title', {}, told), // what a pointer is told
  svg('rect', { class: 'track', x: 0, y: 2, width: 100, height: 12 }),
  svg('rect', { class: calm ? 'calm' : 'value', x: 0, y: 2, width: x(figures.share), height: 12 }),
  base !== undefined && svg('line', { class: 'base', x1: x(base), x2: x(base), y1: 0, y2: 16, ...thin }),
  before !== undefined && svg('line', { class: 'before', x1: x(before), x2: x(before), y1: 1, y2: 15, ...thin }),
  svg('line', { class: 'span', x1: x(figures.low), x2: x(figures.high), y1: 8, y2: 8, ...thin }),
  svg('line', { class: 'span', x1: x(figures.low), x2: x(figures.low), y1: 5, y2: 11, ...thin }),
  svg('line', { class: 'span', x1: x(figures.high), x2: x(figures.high), y1: 5, y2: 11, ...thin }));
}

const sample = (kind) => svg('svg', { viewBox: '0 0 24 12', 'aria-hidden': 'true', class: 'sample' }, kind);

export const key = (withBefore) => h('ul', { class: 'key' },
  h('li', {}, sample(svg('rect', { class: 'value', x: 0, y: 2, width: 24, height: 8 })), 'rejected of all counted'),
  h('li', {}, sample([svg('line', { class: 'span', x1: 2, x2: 22, y1: 6, y2: 6 }), svg('line', { class: 'span', x1: 2, x2: 2, y1: 3, y2: 9 }),
    svg('line', { class: 'span', x1: 22, x2: 22, y1: 3, y2: 9 })]), 'interval, 95\u00a0% (Wilson)'),
  h('li', {}, sample(svg('line', { class: 'base', x1: 12, x2: 12, y1: 0, y2: 12 })), 'base rate'),
  withBefore && h('li', {}, sample(svg('line', { class: 'before', x1: 12, x2: 12, y1: 0, y2: 12 })), 'period before'));
