// Accepted and rejected over time, and the share of what was rejected with its interval.
import { h } from './dom.js';
import { buttons } from './download.js';
import { count, moment, percent } from './format.js';

const STEP_MS = { hour: 3600e3, day: 86400e3, week: 604800e3 };
const STEPS_MAX = 2000;

let chart;

const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const label = (step, start) => step === 'hour' ? moment(start).slice(5) : start.slice(0, 10);

/** All steps between the first and the last, also those in which nothing came: a line over time must not leave any out. */
function allSteps(reply) {
  const came = new Map(reply.points.map((point) => [Date.parse(point.start), point]));
  const first = Date.parse(reply.points[0].start);
  const last = Date.parse(reply.points.at(-1).start);
  const length = STEP_MS[reply.step];
  if ((last - first) / length > STEPS_MAX) return reply.points;
  const steps = [];
  for (let start = first; start <= last; start += length) {
    steps.push(came.get(start) ?? { start: new Date(start).toISOString().replace('.000', ''), accepted: 0, rejected: 0, other: 0, unknown: 0 });
  }
  return steps;
}

/** Whether a source may still have something to add to a step. */
const isOpen = (reply, point) => reply.completeTo !== undefined && Date.parse(point.start) + STEP_MS[reply.step] > Date.parse(reply.completeTo);

function draw(canvas, reply, steps) {
  chart?.destroy();
  const [ink, line, strong] = [color('--soft'), color('--line'), color('--ink')];
  const share = (name) => steps.map((point) => point[name] === undefined ? null : point[name] * 100);
  const bars = (title, name, paint) => ({ type: 'bar', label: title, data: steps.map((point) => point[name]), stack: 'all', yAxisID: 'y', order: 3,
    backgroundColor: steps.map((point) => isOpen(reply, point) ? `${paint}80` : paint), maxBarThickness: 48, categoryPercentage: 0.9, barPercentage: 0.95 });
  const edge = (name, fill) => ({ type: 'line', label: name, data: share(name), borderWidth: 0, pointRadius: 0, pointHitRadius: 0, fill, backgroundColor: `${strong}26`, yAxisID: 'share', order: 2 });
  chart = new window.Chart(canvas, {
    data: {
      labels: steps.map((point) => label(reply.step, point.start)),
      datasets: [
        bars('Accepted', 'accepted', color('--calm')), bars('Rejected', 'rejected', color('--bar')),
        { type: 'line', label: 'Share rejected', data: share('share'), borderColor: strong, backgroundColor: strong, borderWidth: 1.6,
          pointRadius: steps.length > 60 ? 0 : 2.5, spanGaps: false, yAxisID: 'share', order: 1 },
        edge('low', false), edge('high', '-1'),
      ],
    },
    options: {
      responsive: true, maintainAspectRatio: false, animation: false, interaction: { mode: 'index', intersect: false },
      plugins: {
        legend: { display: false },
        tooltip: { filter: (item) => item.datasetIndex < 3, callbacks: {
          label: (item) => item.datasetIndex < 2 ? ` ${item.dataset.label} ${count(item.raw)}` : ` Rejected ${percent(item.raw / 100)} (${percent(steps[item.dataIndex].low)} to ${percent(steps[item.dataIndex].high)})`,
          footer: (items) => isOpen(reply, steps[items[0].dataIndex]) ? 'provisional' : '',
        } },
      },
      scales: {
        x: { stacked: true, ticks: { color: ink, maxRotation: 0, autoSkipPadding: 24 }, grid: { display: false } },
        y: { stacked: true, beginAtZero: true, title: { display: true, text: 'Messages', color: ink }, ticks: { color: ink, precision: 0, maxTicksLimit: 6 }, grid: { color: line } },
        share: { position: 'right', min: 0, max: 100, title: { display: true, text: 'Share rejected', color: ink }, ticks: { color: ink, stepSize: 25, callback: (value) => `${value}\u00a0%` }, grid: { display: false } },
      },
    },
  });
}

function figures(reply, steps) {
  return h('details', {}, h('summary', { 'data-key': 'figures' }, 'The same as figures'),
    h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Counts over time' }, h('table', {}, h('caption', {}, `By ${reply.step}, UTC`),
      h('thead', {}, h('tr', {}, ['Start', 'Accepted', 'Rejected', 'Share', 'Not counted', 'Unknown'].map((name) => h('th', { scope: 'col' }, name)))),
      h('tbody', {}, steps.map((point) => h('tr', {}, h('th', { scope: 'row' }, moment(point.start), isOpen(reply, point) && h('span', { class: 'unclear' }, ' provisional')),
        h('td', {}, count(point.accepted)), h('td', {}, count(point.rejected)), h('td', {}, percent(point.share)), h('td', {}, count(point.other)), h('td', {}, count(point.unknown))))))));
}

const swatch = (name) => h('span', { class: `swatch ${name}`, 'aria-hidden': 'true' });

const legend = (reply, steps) => h('ul', { class: 'key' },
  h('li', {}, swatch('calm'), 'accepted'), h('li', {}, swatch('value'), 'rejected'), h('li', {}, swatch('line'), 'share rejected'), h('li', {}, swatch('band'), 'its interval, 95\u00a0%'),
  steps.some((point) => isOpen(reply, point)) && h('li', {}, swatch('pale'), 'provisional: a source has not passed it yet'));

const columns = ['start', 'accepted', 'rejected', 'share', 'low', 'high', 'other', 'unknown'];

export function timeline(reply, title, query) {
  if (!reply.points.length) return undefined;
  const steps = allSteps(reply);
  const counted = steps.reduce((sum, point) => sum + point.accepted + point.rejected, 0);
  const silent = steps.filter((point) => point.accepted + point.rejected + point.other === 0).length;
  const canvas = h('canvas', { role: 'img', 'aria-label': `${title}: ${count(counted)} counted in ${count(steps.length)} steps of one ${reply.step}; the figures follow` });
  const section = h('section', { class: 'card', 'aria-labelledby': 'time-title', id: 'timeline' },
    h('div', { class: 'head' }, h('h2', { id: 'time-title' }, title),
      h('span', { class: 'unclear' }, `by ${reply.step}, UTC${silent ? ` \u00b7 nothing came in ${count(silent)} of ${count(steps.length)}` : ''}`),
      buttons('timeline', () => [columns, ...steps.map((point) => columns.map((name) => point[name]))], '/api/v1/series', query)),
    h('div', { class: steps.length < 3 ? 'plot short' : 'plot' }, canvas), legend(reply, steps), figures(reply, steps));
  requestAnimationFrame(() => { if (canvas.isConnected) draw(canvas, reply, steps); });
  return section;
}
