// Sites beside each other: what was sent to each, and whether its agents are alive.
import { h } from './dom.js';
import { json } from './api.js';
import { bar, key } from './bars.js';
import { table, saved } from './table.js';
import { buttons } from './download.js';
import { ago, count, moment, percent } from './format.js';
import { address, filters } from './state.js';

const life = (word) => h('span', { class: `tag ${word ?? 'unheard'}` }, word ?? 'not heard of');

function comparison(state, reply, query) {
  const base = reply.total.share;
  const columns = [
    { key: 'site', title: 'Site', text: true, sort: (row) => row.site, save: (row) => row.site,
      cell: (row) => row.site ? h('a', { href: address({ view: 'overview', site: row.site, sort: '' }), 'data-go': true, 'data-key': `site-${row.site}` }, row.site) : 'Total' },
    { key: 'agents', title: 'Agents', save: (row) => row.life, cell: (row) => row.site ? life(row.life) : '' },
    { key: 'accepted', title: 'Accepted', sort: (row) => row.figures.accepted, save: (row) => row.figures.accepted, cell: (row) => count(row.figures.accepted) },
    { key: 'rejected', title: 'Rejected', sort: (row) => row.figures.rejected, save: (row) => row.figures.rejected, cell: (row) => count(row.figures.rejected) },
    { key: 'ratio', title: 'Ratio', sort: (row) => row.figures.share, save: (row) => row.figures.ratio, cell: (row) => row.figures.ratio },
    { key: 'low', title: 'Interval', class: 'wide', sort: (row) => row.figures.low, save: (row) => row.figures.low, cell: (row) => bar(row.figures, row.site ? base : undefined) },
    { key: 'ofAll', title: 'Of all', class: 'wideonly', sort: (row) => row.figures.ofAll, save: (row) => row.figures.ofAll, cell: (row) => percent(row.figures.ofAll) },
  ];
  return h('section', { class: 'card', id: 'comparison', 'aria-labelledby': 'comparison-title' },
    h('div', { class: 'head' }, h('h2', { id: 'comparison-title' }, 'Side by side'), buttons('sites', () => saved(columns, reply.sites), '/api/v1/sites', query)),
    table({ caption: 'Sites: what was sent to each', columns, rows: reply.sites, foot: { figures: reply.total }, sort: state.sort,
      rowClass: (row) => row.figures.enough ? undefined : 'few' }), key(false));
}

function agents(reply) {
  const rows = reply.sites.flatMap((site) => site.sources.map((source) => ({ site: site.site, ...source })));
  const columns = [
    { key: 'site', title: 'Site', cell: (row) => row.site, save: (row) => row.site },
    { key: 'agent', title: 'Agent', class: 'text', cell: (row) => row.agent, save: (row) => row.agent },
    { key: 'source', title: 'Reads', class: 'text', cell: (row) => row.source, save: (row) => row.source },
    { key: 'life', title: 'State', cell: (row) => life(row.life), save: (row) => row.life },
    { key: 'heard', title: 'Heard', cell: (row) => `${ago(row.silentSeconds)} ago`, save: (row) => row.silentSeconds },
    { key: 'readTo', title: 'Read to', class: 'wideonly', cell: (row) => row.life === 'ended' ? 'the end' : moment(row.readTo), save: (row) => row.readTo },
  ];
  return h('section', { class: 'card', id: 'agents', 'aria-labelledby': 'agents-title' },
    h('div', { class: 'head' }, h('h2', { id: 'agents-title' }, 'Agents')),
    rows.length ? table({ caption: 'What agents read, since this gateway began', columns, rows, sort: '' })
      : h('p', { class: 'empty' }, 'No agent was heard of since this gateway began.'));
}

export async function sites(state, signal) {
  const query = filters(state);
  const reply = await json('/api/v1/sites', query, signal);
  return {
    title: 'Sites', sites: reply.sites.map((site) => site.site),
    content: [h('h1', {}, 'Sites'), (filterBar) => filterBar,
      reply.sites.length ? comparison(state, reply, query) : h('p', { class: 'empty' }, 'No site was heard of yet.'), agents(reply)],
  };
}
