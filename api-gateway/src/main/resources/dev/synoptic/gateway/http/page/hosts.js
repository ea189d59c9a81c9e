// One host: what is known, why, and what was seen last. And the hosts seen last.
import { h } from './dom.js';
import { json, Refused } from './api.js';
import { table, saved } from './table.js';
import { buttons } from './download.js';
import { count, duration, moment } from './format.js';
import { address, go } from './state.js';

const facts = (pairs) => h('dl', { class: 'facts' }, pairs.filter(([, value]) => value !== undefined && value !== '').map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]));

function search(state) {
  const input = h('input', { id: 'address', name: 'address', 'data-key': 'address', value: state.host, placeholder: '192.0.2.1 or 2001:db8::1', autocomplete: 'off', spellcheck: 'false' });
  return h('form', { class: 'filters', role: 'search', onsubmit: (event) => {
    event.preventDefault();
    go({ host: event.target.elements.address.value.trim() });
  } }, h('label', { for: 'address' }, 'Address'), input, h('button', {}, 'Look up'));
}

function host(reply) {
  const system = reply.system;
  return h('section', { class: 'card', id: 'host', 'aria-labelledby': 'host-title' },
    h('div', { class: 'head' }, h('h2', { id: 'host-title' }, reply.address), h('span', { class: 'unclear' }, `as ${reply.seenFromSite} sees it`)),
    facts([
      ['System', system ? `${system.name} ${system.flavor}` : 'never recognised'],
      ['How well it fits', system && [system.genericSignature ? 'a catch-all signature' : 'a signature of its own', system.fuzzyMatch ? ', with a tolerated difference' : ', exactly']],
      ['Connections', count(reply.connections)], ['First seen', moment(reply.firstSeen)], ['Last seen', moment(reply.lastSeen)],
      ['Distance', reply.distanceHops === undefined ? undefined : `${reply.distanceHops} hops`], ['Link', reply.link],
      ['Up for', reply.uptime && `${duration(reply.uptime.minutes)} (starts anew every ${reply.uptime.wrapsAfterDays} days)`],
      ['Shared address', reply.lastSharedAddress && `several systems behind it, last ${moment(reply.lastSharedAddress)}`],
      ['System changed', reply.lastSystemChange && moment(reply.lastSystemChange)],
      ['Software', reply.httpSoftware && `${reply.httpSoftware.name} ${reply.httpSoftware.flavor}`],
      ['Its word', reply.softwareHonesty === 'none' ? undefined : reply.softwareHonesty === 'system_mismatch' ? 'names another system than its packets do' : 'is not what it says'],
      ['Language', reply.language],
    ]));
}

const list = (items) => items?.length ? h('ul', {}, items.map((item) => h('li', {}, item))) : undefined;

/** Why it is called so: what the signature asked for, what speaks for it and against it, what else it could be. */
function reasons(match) {
  return h('section', { class: 'card', id: 'reasons', 'aria-labelledby': 'reasons-title' }, h('h2', { id: 'reasons-title' }, 'Why'),
    facts([
      ['Label', match.os ?? match.app ?? 'no signature explains it'], ['Seen', h('code', {}, match.rawSignature)],
      ['Signature', match.row && [h('code', {}, match.row.signature), ` (${match.row.file}, line ${match.row.line})`]],
      ['Source', match.row?.sources], ['How', match.howInWords],
      ['For it', list(match.for)], ['Against it', list(match.against)],
      ['Could also be', list(match.alternatives.map((other) => other.counted ? `${other.label} (seen ${other.counted} times)` : other.label))],
      ['Memory', match.memory], ['Path', match.pathMtu && `MTU ${match.pathMtu}${match.pathLink ? `, ${match.pathLink}` : ''}`],
      ['Database', h('code', {}, match.database.version ?? match.database.digest)],
    ]));
}

function latest(seen) {
  if (!seen) return h('p', { class: 'empty' }, 'Its latest handshake is no longer remembered.');
  const match = seen.match;
  return h('section', { class: 'card', id: 'latest', 'aria-labelledby': 'latest-title' }, h('h2', { id: 'latest-title' }, 'Latest handshake'),
    facts([
      ['Label', match ? match.label : 'no signature explains it'],
      ['Signature', match && `line ${match.signatureFileLine} of the database`], ['Fit', match && match.quality.replaceAll('_', ' ')],
      ['Kind', match?.tool ? 'a program, not a system' : undefined],
      ['Seen', h('code', {}, seen.rawSignature)], ['From', `${seen.agent} at ${seen.site}, ${moment(seen.capturedAt)}`],
      ['Handshake', seen.completed ? 'completed' : 'not completed: it may be forged'], ['Database', h('code', {}, seen.database)],
    ]));
}

function history(reply) {
  if (!reply.days.length) return undefined;
  const columns = [
    { key: 'day', title: 'Day', cell: (row) => row.day, save: (row) => row.day },
    { key: 'systems', title: 'Systems', class: 'text', cell: (row) => row.systems.join(', ') + (row.more ? ' and more' : '') || 'unknown', save: (row) => row.systems.join(', ') },
    { key: 'connections', title: 'Connections', cell: (row) => count(row.connections), save: (row) => row.connections },
    { key: 'sites', title: 'Sites', class: 'text', cell: (row) => row.sites.join(', '), save: (row) => row.sites.join(', ') },
    { key: 'seen', title: 'From, to', class: 'wideonly', cell: (row) => `${moment(row.firstSeen).slice(11)} to ${moment(row.lastSeen).slice(11)}` },
  ];
  const days = [...reply.days].reverse();
  return h('section', { class: 'card', id: 'history', 'aria-labelledby': 'history-title' },
    h('div', { class: 'head' }, h('h2', { id: 'history-title' }, 'Days'),
      buttons('history', () => saved(columns, days), `/api/v1/hosts/${encodeURIComponent(reply.address)}/history`, {})),
    table({ caption: 'Days on which it was seen, the latest first', columns, rows: days, sort: '' }));
}

async function recent(signal) {
  const reply = await json('/api/v1/hosts', { limit: 100 }, signal);
  const columns = [
    { key: 'address', title: 'Address', cell: (row) => h('a', { href: address({ host: row.address }), 'data-go': true, 'data-key': `host-${row.address}` }, row.address), save: (row) => row.address },
    { key: 'system', title: 'System', class: 'text', cell: (row) => row.match ? row.match.label.split(':').slice(2).join(' ') || row.match.label : 'unknown', save: (row) => row.match?.label },
    { key: 'distance', title: 'Hops', class: 'wideonly', cell: (row) => row.distanceHops, save: (row) => row.distanceHops },
    { key: 'site', title: 'Site', class: 'text wideonly', cell: (row) => row.site, save: (row) => row.site },
    { key: 'seen', title: 'Seen', cell: (row) => moment(row.capturedAt), save: (row) => row.capturedAt },
  ];
  return h('section', { class: 'card', id: 'recent', 'aria-labelledby': 'recent-title' },
    h('div', { class: 'head' }, h('h2', { id: 'recent-title' }, 'Seen last'), buttons('hosts', () => saved(columns, reply.hosts), '/api/v1/hosts', { limit: 1000 })),
    reply.hosts.length ? table({ caption: 'Hosts seen last, the newest first', columns, rows: reply.hosts, sort: '', inPages: true }) : h('p', { class: 'empty' }, 'No host was seen yet.'));
}

async function known(state, signal) {
  try {
    const path = `/api/v1/hosts/${encodeURIComponent(state.host)}`;
    const query = state.site ? { site: state.site } : {};
    const [reply, days] = await Promise.all([json(path, query, signal), json(`${path}/history`, query, signal)]);
    return [host(reply), reply.match && reasons(reply.match), history(days), latest(reply.lastHandshake)];
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused;
    return h('p', { class: 'notice', role: 'status' }, refused.message);
  }
}

export async function hosts(state, signal) {
  return {
    title: state.host || 'Hosts',
    content: [
      state.host && h('p', { class: 'crumbs' }, h('a', { href: address({ host: '' }), 'data-go': true, 'data-key': 'back' }, 'Hosts'), ' › ', state.host),
      h('h1', {}, state.host || 'Hosts'), search(state),
      state.host ? await known(state, signal) : await recent(signal),
    ],
  };
}
