// Sites beside each other: what was sent to each, and whether its agents are alive.
import { h } from './dom.js';
import { json } from './api.js';
import { bar, key } from './bars.js';
import { table, saved } from './table.js';
import { buttons } from './download.js';
import { ago, count, countedBy, moment, percent, versions } from './format.js';
import { address, filters } from './state.js';

const life = (word) => h('span', { class: `tag ${word ?? 'unheard'}` }, word ?? 'not heard of');

const some = (n, one, many) => n > 0 && `${count(n)} ${n === 1 ? one : many}`;

/** What a site's counts cannot know of, shortly: lines of unknown form are usual, lost data is not. */
function lost(missing) {
  const worse = [some(missing.gaps, 'gap', 'gaps'), some(missing.framesLost, 'frame', 'frames'), some(missing.recordsLost, 'record', 'records')].filter(Boolean);
  const parts = [...worse, some(missing.linesNotUnderstood, 'line', 'lines')].filter(Boolean);
  return h('span', { class: worse.length ? 'lost' : 'unclear' }, parts.join(', ') || 'nothing');
}

function comparison(state, reply, query) {
  const base = reply.total.share;
  const columns = [
    { key: 'site', title: 'Site', text: true, sort: (row) => row.site, save: (row) => row.site,
      cell: (row) => row.site ? h('a', { href: address({ view: 'overview', site: row.site, mailhost: '', sort: '' }), 'data-go': true, 'data-key': `site-${row.site}` }, row.site) : 'Total' },
    { key: 'agents', title: 'Agents', class: 'text', save: (row) => row.life, cell: (row) => row.site ? life(row.life) : '' },
    { key: 'accepted', title: 'Accepted', class: 'wideonly', sort: (row) => row.figures.accepted, save: (row) => row.figures.accepted, cell: (row) => count(row.figures.accepted) },
    { key: 'rejected', title: 'Rejected', class: 'wideonly', sort: (row) => row.figures.rejected, save: (row) => row.figures.rejected, cell: (row) => count(row.figures.rejected) },
    { key: 'ratio', title: 'Ratio', sort: (row) => row.figures.share, save: (row) => row.figures.ratio, cell: (row) => row.figures.ratio },
    { key: 'low', title: 'Interval', class: 'wide', sort: (row) => row.figures.low, save: (row) => row.figures.low, cell: (row) => bar(row.figures, row.site ? base : undefined) },
    { key: 'ofAll', title: 'Of all', class: 'wideonly', sort: (row) => row.figures.ofAll, save: (row) => row.figures.ofAll, cell: (row) => percent(row.figures.ofAll) },
    { key: 'missing', title: 'Known to be missing', class: 'text wideonly', save: (row) => row.missing.inWords, cell: (row) => row.missing && lost(row.missing) },
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
    { key: 'agent', title: 'Agent', class: 'text wideonly', cell: (row) => row.agent, save: (row) => row.agent },
    { key: 'source', title: 'Reads', class: 'text', cell: (row) => row.source, save: (row) => row.source },
    { key: 'life', title: 'State', class: 'text', cell: (row) => life(row.life), save: (row) => row.life },
    { key: 'heard', title: 'Heard', cell: (row) => `${ago(row.silentSeconds)} ago`, save: (row) => row.silentSeconds },
    { key: 'readTo', title: 'Read to', class: 'wideonly', cell: (row) => row.life === 'ended' ? 'the end' : moment(row.readTo), save: (row) => row.readTo },
  ];
  return h('section', { class: 'card', id: 'agents', 'aria-labelledby': 'agents-title' },
    h('div', { class: 'head' }, h('h2', { id: 'agents-title' }, 'Agents'), rows.length > 0 && buttons('agents', () => saved(columns, rows), () => rows)),
    rows.length ? table({ caption: 'What agents read, since this gateway began', columns, rows, sort: '' })
      : h('p', { class: 'empty' }, 'No agent was heard of since this gateway began.'));
}

const SYSTEMS_MAX = 10;
const SITES_MAX = 12;

/** Each system at each site beside the pooled column: adding sites up can turn an order round (Simpson's paradox). */
async function matrix(state, reply, query, signal) {
  const names = reply.sites.filter((site) => site.figures.accepted + site.figures.rejected > 0).map((site) => site.site);
  if (names.length < 2) return undefined;
  const at = names.slice(0, SITES_MAX);
  const [pooled, ...each] = await Promise.all([undefined, ...at].map((site) => json('/api/v1/ratios', { ...query, by: 'os', ...(site && { site }) }, signal)));
  const found = each.map((one) => new Map(one.rows.map((row) => [row.name, row])));
  const rows = pooled.rows.slice(0, SYSTEMS_MAX).map((row) => ({ name: row.name, pooled: row, at: found.map((map) => map.get(row.name)) }));
  const cell = (figures) => !figures || figures.share === undefined ? h('span', { class: 'unclear', title: 'nothing was counted' }, '–')
    : h('span', figures.enough ? {} : { class: 'unclear', title: 'fewer than 30 were counted' }, `${percent(figures.share)}${figures.enough ? '' : '\u00a0*'}`);
  const columns = [
    { key: 'system', title: 'System', text: true, cell: (row) => row.name, save: (row) => row.name },
    { key: 'pooled', title: 'All sites', class: 'strong', cell: (row) => cell(row.pooled), save: (row) => row.pooled.ratio },
    ...at.map((site, i) => ({ key: site, title: site, cell: (row) => cell(row.at[i]), save: (row) => row.at[i]?.ratio })),
  ];
  const turned = reversals(rows, at);
  return h('section', { class: 'card', id: 'matrix', 'aria-labelledby': 'matrix-title' },
    h('div', { class: 'head' }, h('h2', { id: 'matrix-title' }, 'Systems at each site'), buttons('systems-at-sites', () => saved(columns, rows),
      () => rows.map((row) => ({ system: row.name, allSites: row.pooled, atSites: Object.fromEntries(at.map((site, i) => [site, row.at[i] ?? null])) })))),
    turned.length > 0 && h('ul', { class: 'notice', 'aria-label': 'Orders that pooling reverses' }, turned.map((text) => h('li', {}, text))),
    table({ caption: `Share rejected, the ${rows.length} systems most counted${names.length > at.length ? `, the first ${at.length} sites` : ''}`, columns, rows, sort: '' }),
    h('p', { class: 'unclear' }, turned.length ? '' : 'No order of two systems is reversed by adding the sites up. ',
      rows.some((row) => [row.pooled, ...row.at].some((figures) => figures && !figures.enough)) && '* fewer than 30 were counted.'));
}

/** Pairs whose order over all sites is the opposite of that at every site that has enough of both. */
function reversals(rows, at) {
  const enough = rows.filter((row) => row.pooled.enough);
  return enough.flatMap((high) => enough.filter((low) => high.pooled.share > low.pooled.share).flatMap((low) => {
    const both = at.map((site, i) => [site, high.at[i], low.at[i]]).filter(([, a, b]) => a?.enough && b?.enough);
    return both.length > 0 && both.every(([, a, b]) => a.share < b.share)
      ? [`Over all sites ${high.name} is refused more often than ${low.name} (${percent(high.pooled.share)} and ${percent(low.pooled.share)}), but at ${both.length === 1 ? both[0][0] : `each of ${both.map(([site]) => site).join(', ')}`} it is the other way round: read the sites, not the sum.`] : [];
  }));
}

/** Whether the figures will still change, and what they rest on. */
const standing = (reply) => reply.rules && h('p', { class: 'where' },
  reply.provisional ? reply.completeTo ? `Complete to ${moment(reply.completeTo)}, provisional after that` : 'Provisional: a source has not been heard of' : 'Complete',
  h('span', { class: 'rules', title: reply.rules }, ` \u00b7 counted by ${versions(reply.rules)}`));

export async function sites(state, signal) {
  const query = filters(state);
  const reply = await json('/api/v1/sites', query, signal);
  const beside = await matrix(state, reply, query, signal);
  return {
    title: 'Sites', sites: reply.sites.map((site) => site.site), services: reply.services, mailHosts: reply.mailHosts, rules: countedBy(reply),
    content: [h('h1', {}, 'Sites'), standing(reply), (filterBar) => filterBar,
      reply.sites.length ? comparison(state, reply, query) : h('p', { class: 'empty' }, 'No site was heard of yet.'), beside, agents(reply)],
  };
}
