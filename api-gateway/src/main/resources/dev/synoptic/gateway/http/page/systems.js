// The table of systems, or of the flavors of one.
import { h } from './dom.js';
import { bar, key } from './bars.js';
import { table, saved } from './table.js';
import { buttons } from './download.js';
import { count, percent } from './format.js';
import { address } from './state.js';

const WORDS = { rose: ['▲', 'rose'], fell: ['▼', 'fell'], unclear: ['·', 'no clear change'] };

function change(row) {
  const before = row.before;
  if (!before || before.accepted + before.rejected === 0) return h('span', { class: 'unclear' }, 'new');
  const [mark, word] = WORDS[before.move];
  return h('span', { class: before.move },
    h('span', { 'aria-hidden': 'true' }, `${mark} `), before.ratio,
    h('span', { class: 'wideonly' }, `, ${word}`));
}

export function columns(reply, link, word) {
  const base = reply.total.share;
  return [
    { key: 'name', title: word, text: true, sort: (row) => row.name, save: (row) => row.name,
      cell: (row) => !row.name ? 'Total' : link?.(row) ? h('a', { href: link(row), 'data-go': true, 'data-key': `row-${row.name}` }, row.name) : row.name },
    { key: 'accepted', title: 'Accepted', class: 'wideonly', sort: (row) => row.accepted, save: (row) => row.accepted, cell: (row) => count(row.accepted) },
    { key: 'rejected', title: 'Rejected', class: 'wideonly', sort: (row) => row.rejected, save: (row) => row.rejected, cell: (row) => count(row.rejected) },
    { key: 'ratio', title: 'Ratio', sort: (row) => row.share, save: (row) => row.ratio, cell: (row) => row.ratio },
    { key: 'low', title: 'Interval', class: 'wide', sort: (row) => row.low, save: (row) => row.low, cell: (row) => bar(row, row.name ? base : undefined) },
    { key: 'high', save: (row) => row.high, hidden: true },
    reply.previous && { key: 'before', title: 'Before', save: (row) => row.before?.ratio, cell: change },
    reply.rows.some((row) => row.senders) && { key: 'senders', title: 'Senders', class: 'wideonly', sort: (row) => row.senders?.addresses, save: (row) => row.senders?.addresses,
      cell: (row) => row.senders ? h('span', row.senders.few ? { class: 'unclear', title: 'worth fewer than 30 independent senders' } : {}, count(row.senders.addresses)) : '' },
    { key: 'lift', title: 'Lift', class: 'wideonly', sort: (row) => row.lift, save: (row) => row.lift,
      cell: (row) => row.enough ? row.lift?.toFixed(2) ?? '' : h('span', { class: 'tag', title: 'fewer than 30 were counted' }, 'not enough') },
    { key: 'ofAll', title: 'Of all', class: 'wideonly', sort: (row) => row.ofAll, save: (row) => row.ofAll, cell: (row) => percent(row.ofAll) },
  ].filter(Boolean);
}

/** Where a row leads to: a system to its flavors, a mail host or service to what came to it alone. */
const LINKS = {
  os: (row) => address({ os: row.name, by: '', sort: '' }),
  'mail-host': (row) => row.name === 'not told' ? undefined : address({ mailhost: row.name, by: '', sort: '' }),
  service: (row) => row.name === 'not told' ? undefined : address({ service: row.name, by: '', sort: '' }),
};

export function systems(state, reply, query, choice, word) {
  const all = columns(reply, LINKS[query.by], word);
  const name = query.by === 'os' ? 'systems' : [state.os.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'), `by-${query.by}`].filter(Boolean).join('-');
  const title = query.by === 'os' ? 'Operating systems' : `${state.os || 'All'} by ${query.by.replace('-', ' ')}`;
  return h('section', { class: 'card', 'aria-labelledby': 'systems-title', id: 'systems' },
    h('div', { class: 'head' }, h('h2', { id: 'systems-title' }, title), choice,
      buttons(name, () => saved(all, reply.rows), '/api/v1/ratios', query)),
    reply.rows.length
      ? [table({ caption: `${title}${state.site ? ` at ${state.site}` : ''}${state.service || state.mailhost ? `, ${state.service || state.mailhost} only` : ''}: most counted first`, columns: all.filter((column) => !column.hidden),
        rows: reply.rows, foot: reply.total, sort: state.sort, inPages: true, rowClass: (row) => row.enough ? undefined : 'few' }), key(reply.previous),
        reply.rowsTotal > reply.rows.length && h('p', { class: 'unclear' }, `The ${count(reply.rows.length)} most counted of ${count(reply.rowsTotal)} rows; the API has the others.`)]
      : h('p', { class: 'empty' }, 'Nothing was counted here.'));
}
