// What somebody wants to know who is woken at night: is it us, is it worse than before, who is it, are all sites watched.
import { h } from './dom.js';
import { json } from './api.js';
import { ago, count, countedBy, moment, part, percent, versions } from './format.js';
import { address, filters, go, hasPeriod } from './state.js';
import { systems } from './systems.js';
import { timeline } from './timeline.js';

const HOUR = 3600;

const hours = (reply) => reply.from ? (Date.parse(reply.to) - Date.parse(reply.from)) / 1000 / HOUR
  : reply.dataFrom ? (Date.parse(reply.dataTo) - Date.parse(reply.dataFrom)) / 1000 / HOUR : 0;

function step(length) {
  if (length <= 72) return 'hour';
  return length <= 24 * 120 ? 'day' : 'week';
}

const tile = (title, figure, ...more) => h('li', { class: 'tile' }, h('h2', {}, title), h('div', { class: 'figure' }, figure),
  more.filter(Boolean).map((text) => h('p', {}, text)));

function moved(total) {
  const before = total.before;
  if (!before || before.accepted + before.rejected === 0) return undefined;
  const words = { rose: 'rose from', fell: 'fell from', unclear: 'no clear change from' };
  return h('span', { class: before.move }, `${words[before.move]} ${before.ratio}`);
}

function ended(heard) {
  const read = heard.filter((site) => site.life === 'ended').length;
  return read ? `no site is silent; ${read} read to the end` : 'no site is silent';
}

function tiles(reply, sites, length) {
  const total = reply.total;
  const counted = total.accepted + total.rejected;
  const other = Object.values(total.notCounted).reduce((a, b) => a + b, 0);
  const unknown = Object.values(total.unknown).reduce((a, b) => a + b, 0);
  const heard = sites.sites.filter((site) => site.life);
  const silent = heard.filter((site) => site.life === 'silent');
  return h('ul', { class: 'tiles', 'aria-label': 'At a glance' },
    tile('Rejected, base rate', total.ratio, total.share !== undefined && `between ${percent(total.low)} and ${percent(total.high)}`, moved(total)),
    tile('Counted', count(counted), length > 0 && `${count(Math.round(counted / length))} an hour`,
      total.before && `${count(total.before.accepted + total.before.rejected)} in the period before`),
    tile('System unknown', percent(part(unknown, counted + other)), `${count(total.unknown.noSyn)} without a SYN, ${count(total.unknown.noMatch)} without a match`),
    tile('Sites alive', `${heard.length - silent.length} of ${sites.sites.length}`,
      silent.length ? h('span', { class: 'silent' }, `silent: ${silent.map((site) => site.site).join(', ')}`)
        : heard.length ? ended(heard) : 'no agent was heard of since this gateway began'));
}

export function freshness(reply) {
  if (!reply.dataTo) return h('p', { class: 'notice' }, 'Nothing has been counted yet: no verdict has come in, or none is settled.');
  const age = (Date.now() - Date.parse(reply.dataTo)) / 1000;
  const words = [`Data from ${moment(reply.dataFrom)} to ${moment(reply.dataTo)}`];
  if (age > 2 * HOUR) words.push(`newest ${ago(age)} ago`);
  words.push(reply.provisional ? reply.completeTo ? `complete to ${moment(reply.completeTo)}` : 'provisional: a source was never heard of' : 'complete');
  const others = reply.otherRules.length;
  if (others) words.push(`${others === 1 ? 'a table' : `${count(others)} tables`} by other signatures or rules stand${others === 1 ? 's' : ''} apart`);
  return h('p', { class: 'where' }, words.join(' · '), h('span', { class: 'rules', title: reply.rules }, ` · counted by ${versions(reply.rules)}`));
}

/** What the counts cannot know of. That a log has lines of unknown form is usual; lost data is not. */
export const missing = (reply) => {
  const { framesLost, recordsLost, gaps, inWords } = reply.missing;
  return h('p', { class: framesLost + recordsLost + gaps > 0 ? 'notice' : 'known', id: 'missing' }, inWords);
};

/** Clocks and time zones that an administrator should set right: until then verdicts miss their systems. */
export const clocks = (reply) => {
  const wrong = reply.clocks.filter((clock) => clock.warning);
  return wrong.length > 0 && h('ul', { class: 'notice', 'aria-label': 'Clocks and time zones' }, wrong.map((clock) => h('li', {}, clock.warning)));
};

/** Whether the outcome depends on the row at all, before anybody reads single rows. */
function dependence(reply) {
  const test = reply.dependence;
  const strength = test && (test.cramersV < 0.1 ? 'weakly' : test.cramersV < 0.3 ? 'moderately' : 'strongly');
  return test && h('p', { class: 'unclear' }, test.pValue > 0.05
    ? 'Nothing here says that the outcome depends on the row'
    : `The outcome depends on the row, ${strength}`, ` (chi-square ${test.chiSquare.toFixed(1)} over ${count(test.rows)} rows, p ${test.pValue < 1e-4 ? '< 0.0001' : test.pValue.toFixed(4)}, Cram\u00e9r\u2019s V ${test.cramersV.toFixed(2)}).`,
    reply.testsOfMoves > 0 && ` ${count(reply.testsOfMoves)} rows were tested together for having moved (Benjamini\u2013Hochberg, 5\u00a0%).`);
}

function coverage(reply) {
  const { joined, unknown, notCounted } = reply.total;
  const all = joined.exactly + joined.byAddress + joined.ambiguous + joined.fromCache + unknown.noSyn;
  const line = (title, value, of) => [h('dt', {}, title), h('dd', {}, count(value), of > 0 && h('span', { class: 'unclear' }, ` ${percent(value / of)}`))];
  const lost = reply.missing;
  return h('div', { class: 'three' },
    h('section', { class: 'card', 'aria-labelledby': 'joined-title' }, h('h2', { id: 'joined-title' }, 'How verdicts found their system'),
      h('dl', { class: 'facts' }, line('By address and port', joined.exactly, all), line('By address', joined.byAddress, all), line('Ambiguous', joined.ambiguous, all),
        line('From what was last known', joined.fromCache, all), line('No SYN seen', unknown.noSyn, all), line('SYN without a match', unknown.noMatch, all), line('A tool’s SYN', unknown.tool, all))),
    h('section', { class: 'card', 'aria-labelledby': 'beside-title' }, h('h2', { id: 'beside-title' }, 'Not in any ratio'),
      h('dl', { class: 'facts' }, line('Greylisted', notCounted.greylisted), line('Deferred', notCounted.deferred), line('Aborted', notCounted.aborted),
        line('Refused at AUTH', notCounted.authentication))),
    h('section', { class: 'card', 'aria-labelledby': 'lost-title' }, h('h2', { id: 'lost-title' }, 'Known to be missing'),
      h('dl', { class: 'facts' }, line('Lines of logs not understood', lost.linesNotUnderstood), line('Frames lost by kernel or interface', lost.framesLost),
        line('Records lost by agents', lost.recordsLost), line('Gaps in logs and captures', lost.gaps),
        lost.gapSeconds > 0 && [h('dt', {}, 'Captures stood still'), h('dd', {}, `${ago(lost.gapSeconds)} at most`)])));
}

export const BY = { os: 'System', 'mail-host': 'Mail host', service: 'Service', link: 'Link', distance: 'Distance', nat: 'Shared address', tool: 'Tool' };
export const BY_WITHIN = { flavor: 'Flavor', signature: 'Signature' };

/** Of one mail host or service there are the tables of systems alone. */
const OF_ONE = ['os', 'flavor'];

const choices = (state) => Object.fromEntries(Object.entries(state.os ? BY_WITHIN : BY).filter(([name]) => !(state.service || state.mailhost) || OF_ONE.includes(name)));

/** What the rows are: of one system its flavors or signatures, else systems and what else is counted. */
export function grouping(state) {
  return choices(state)[state.by] ? state.by : Object.keys(choices(state))[0];
}

export const choice = (state) => Object.keys(choices(state)).length > 1 && h('div', { class: 'group', role: 'group', 'aria-label': 'Rows' },
  Object.entries(choices(state)).map(([name, title]) => h('button', { type: 'button', 'data-key': `by-${name}`,
    'aria-pressed': String(grouping(state) === name), onclick: () => go({ by: name, sort: '' }) }, title)));

export async function overview(state, signal) {
  const query = { ...filters(state), by: grouping(state) };
  if (state.os) query.os = state.os;
  if (hasPeriod(state)) query.compare = 'previous';
  const [reply, sites] = await Promise.all([json('/api/v1/ratios', query, signal), json('/api/v1/sites', filters({ ...state, site: '', service: '', mailhost: '' }), signal)]);
  const length = hours(reply);
  const series = { ...filters(state), step: step(length) };
  if (state.os) series.os = state.os;
  const line = await json('/api/v1/series', series, signal);
  const title = state.os || 'Overview';
  return {
    title, sites: sites.sites.map((site) => site.site), services: sites.services, mailHosts: sites.mailHosts, rules: countedBy(reply),
    content: [
      state.os && h('p', { class: 'crumbs' }, h('a', { href: address({ os: '', by: '', sort: '' }), 'data-go': true, 'data-key': 'back' }, 'All systems'), ' › ', state.os),
      h('h1', {}, title), freshness(reply), missing(reply), clocks(reply),
      (filterBar) => filterBar,
      tiles(reply, sites, length),
      timeline(line, state.os ? `${state.os} over time` : 'Over time', series),
      systems(state, reply, query, choice(state), (state.os ? BY_WITHIN : BY)[grouping(state)]), dependence(reply),
      coverage(reply),
    ],
  };
}
