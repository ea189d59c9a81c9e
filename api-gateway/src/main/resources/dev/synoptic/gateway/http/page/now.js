// How things stand now: every hour counts, half as much after each half-life.
import { h } from './dom.js';
import { json } from './api.js';
import { bar, key } from './bars.js';
import { table, saved } from './table.js';
import { buttons } from './download.js';
import { count, countedBy, moment, percent, versions } from './format.js';
import { BY, BY_WITHIN, choice, grouping, missing } from './overview.js';
import { address, go } from './state.js';

const HALF_LIVES = { 6: '6 h', 24: '1 day', 168: '7 days', 720: '30 days' };

const weight = (value) => value >= 100 ? count(Math.round(value)) : value.toFixed(1);

const halfLives = (reply) => h('div', { class: 'group', role: 'group', 'aria-label': 'Half-life' }, h('span', { class: 'unclear' }, 'Half-life'),
  Object.entries(HALF_LIVES).map(([hours, title]) => h('button', { type: 'button', 'data-key': `half-${hours}`,
    'aria-pressed': String(reply.halfLifeHours === Number(hours)), onclick: () => go({ half: hours }) }, title)));

function columns(reply, state, word) {
  const link = reply.by === 'os' ? (row) => address({ os: row.name, by: '', sort: '' }) : undefined;
  return [
    { key: 'name', title: word, text: true, sort: (row) => row.name, save: (row) => row.name,
      cell: (row) => !row.name ? 'Total' : link ? h('a', { href: link(row), 'data-go': true, 'data-key': `row-${row.name}` }, row.name) : row.name },
    { key: 'accepted', title: 'Accepted', class: 'wideonly', sort: (row) => row.accepted, save: (row) => row.accepted, cell: (row) => weight(row.accepted) },
    { key: 'rejected', title: 'Rejected', class: 'wideonly', sort: (row) => row.rejected, save: (row) => row.rejected, cell: (row) => weight(row.rejected) },
    { key: 'share', title: 'Share', sort: (row) => row.share, save: (row) => row.share, cell: (row) => percent(row.share, 2) },
    { key: 'low', title: 'Interval', class: 'wide', sort: (row) => row.low, save: (row) => row.low, cell: (row) => bar(row, row.name ? reply.total.share : undefined) },
    { key: 'high', save: (row) => row.high, hidden: true },
    { key: 'effective', title: 'Worth', class: 'wideonly', sort: (row) => row.effective, save: (row) => row.effective, cell: (row) => count(Math.round(row.effective)) },
    { key: 'lift', title: 'Lift', sort: (row) => row.lift, save: (row) => row.lift,
      cell: (row) => row.enough ? row.lift?.toFixed(2) ?? '' : h('span', { class: 'tag', title: 'worth fewer than 30 messages' }, 'not enough') },
    { key: 'ofAll', title: 'Of all', class: 'wideonly', sort: (row) => row.ofAll, save: (row) => row.ofAll, cell: (row) => percent(row.ofAll) },
  ];
}

function note(reply) {
  if (!reply.asOf) return h('p', { class: 'notice' }, 'Nothing has been counted yet: no verdict has come in, or none is settled.');
  return h('p', { class: 'where' }, `As of ${moment(reply.asOf)} · a message counts half after ${reply.halfLifeHours} h, a quarter after ${2 * reply.halfLifeHours} h`,
    reply.provisional ? ' · provisional: a source has not passed the newest hour yet' : ' · complete',
    h('span', { class: 'rules', title: reply.rules }, ` · counted by ${versions(reply.rules) || 'nothing yet'}`));
}

export async function now(state, signal) {
  const query = { by: grouping(state) };
  if (state.site) query.site = state.site;
  if (state.service) query.service = state.service;
  if (state.mailhost) query['mail-host'] = state.mailhost;
  if (state.os) query.os = state.os;
  if (state.rules) query.rules = state.rules;
  if (HALF_LIVES[state.half]) query['half-life'] = state.half;
  const [reply, all] = await Promise.all([json('/api/v1/current', query, signal), json('/api/v1/sites', {}, signal)]);
  const word = { ...BY, ...BY_WITHIN }[query.by];
  const shown = columns(reply, state, word);
  return {
    title: state.os ? `${state.os} now` : 'Now', sites: all.sites.map((site) => site.site), services: all.services, mailHosts: all.mailHosts, rules: countedBy(reply),
    content: [
      state.os && h('p', { class: 'crumbs' }, h('a', { href: address({ os: '', by: '', sort: '' }), 'data-go': true, 'data-key': 'back' }, 'All systems'), ' › ', state.os),
      h('h1', {}, state.os ? `${state.os} now` : 'How things stand now'), note(reply), missing(reply), (filterBar) => filterBar,
      h('section', { class: 'card', 'aria-labelledby': 'now-title', id: 'now' },
        h('div', { class: 'head' }, h('h2', { id: 'now-title' }, state.os ? `${state.os} by ${word.toLowerCase()}` : 'Newest mail counts most'), choice(state), halfLives(reply),
          buttons('now', () => saved(shown, reply.rows), '/api/v1/current', query)),
        reply.rows.length
          ? [table({ caption: 'Counts are sums of weights; what a row is worth, its interval rests on', columns: shown.filter((column) => !column.hidden),
            rows: reply.rows, foot: reply.total, sort: state.sort, inPages: true, rowClass: (row) => row.enough ? undefined : 'few' }), key(false)]
          : h('p', { class: 'empty' }, 'Nothing was counted here.')),
    ],
  };
}
