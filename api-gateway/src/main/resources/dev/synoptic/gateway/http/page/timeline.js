// Accepted and rejected over time, and the share of what was rejected.
import { h } from './dom.js';
import { count, moment, percent } from './format.js';

let chart;

const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const label = (step, start) => step === 'hour' ? moment(start).slice(5) : start.slice(0, 10);

function draw(canvas, reply) {
  chart?.destroy();
  const ink = color('--soft');
  const line = color('--line');
  const bars = (title, values, paint) => ({ type: 'bar', label: title, data: values, backgroundColor: paint, stack: 'all', yAxisID: 'y', order: 2, maxBarThickness: 64 });
  chart = new window.Chart(canvas, {
    data: {
      labels: reply.points.map((point) => label(reply.step, point.start)),
      datasets: [
        bars('Accepted', reply.points.map((point) => point.accepted), color('--calm')),
        bars('Rejected', reply.points.map((point) => point.rejected), color('--bar')),
        { type: 'line', label: 'Rejected, %', data: reply.points.map((point) => point.share === undefined ? null : point.share * 100),
          borderColor: color('--ink'), backgroundColor: color('--ink'), borderWidth: 2, pointRadius: reply.points.length > 60 ? 0 : 2, tension: 0.2, yAxisID: 'share', order: 1 },
      ],
    },
    options: {
      responsive: true, maintainAspectRatio: false, animation: false, interaction: { mode: 'index', intersect: false },
      plugins: { legend: { position: 'bottom', labels: { color: ink, boxWidth: 14 } } },
      scales: {
        x: { stacked: true, ticks: { color: ink, maxRotation: 0, autoSkipPadding: 18 }, grid: { display: false } },
        y: { stacked: true, beginAtZero: true, ticks: { color: ink, precision: 0 }, grid: { color: line } },
        share: { position: 'right', min: 0, max: 100, ticks: { color: ink, callback: (value) => `${value} %` }, grid: { display: false } },
      },
    },
  });
}

function figures(reply) {
  return h('details', {}, h('summary', { 'data-key': 'figures' }, 'The same as figures'),
    h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Counts over time' }, h('table', {}, h('caption', {}, `By ${reply.step}, UTC`),
      h('thead', {}, h('tr', {}, ['Start', 'Accepted', 'Rejected', 'Share', 'Not counted', 'Unknown'].map((name) => h('th', { scope: 'col' }, name)))),
      h('tbody', {}, reply.points.map((point) => h('tr', {}, h('th', { scope: 'row' }, moment(point.start)), h('td', {}, count(point.accepted)),
        h('td', {}, count(point.rejected)), h('td', {}, percent(point.share)), h('td', {}, count(point.other)), h('td', {}, count(point.unknown))))))));
}

export function timeline(reply, title) {
  if (!reply.points.length) return undefined;
  const counted = reply.points.reduce((sum, point) => sum + point.accepted + point.rejected, 0);
  const canvas = h('canvas', { role: 'img', 'aria-label': `${title}: ${count(counted)} counted in ${reply.points.length} steps of one ${reply.step}; the figures follow` });
  const section = h('section', { class: 'card', 'aria-labelledby': 'time-title', id: 'timeline' },
    h('div', { class: 'head' }, h('h2', { id: 'time-title' }, title), h('span', { class: 'unclear' }, `by ${reply.step}`)),
    h('div', { class: 'plot' }, canvas), figures(reply));
  requestAnimationFrame(() => { if (canvas.isConnected) draw(canvas, reply); });
  return section;
}
