// A table whose columns say how they are shown, sorted and saved.
import { h } from './dom.js';
import { count } from './format.js';
import { go, read } from './state.js';

const ROWS_ON_A_PAGE = 50;

/**
 * @param columns [{ key, title, cell(row), sort(row), class, save(row) }], the first one names the row
 * @param inPages whether many rows come in pages; the page stands in the address, so there may be one such table in a view
 * @param sort    such as `-accepted`; empty for the order that the rows have
 */
export function table({ caption, columns, rows, foot, sort, rowClass = () => undefined, inPages = false }) {
  const by = columns.find((column) => column.key === sort.replace('-', '') && column.sort);
  const sign = sort.startsWith('-') ? -1 : 1;
  const order = (a, b) => {
    const [x, y] = [by.sort(a), by.sort(b)];
    return sign * (typeof x === 'string' ? x.localeCompare(y) : (x ?? -1) - (y ?? -1));
  };
  const sorted = by ? [...rows].sort(order) : rows;
  const pages = inPages ? Math.max(1, Math.ceil(sorted.length / ROWS_ON_A_PAGE)) : 1;
  const page = Math.min(pages, Math.max(1, Number.parseInt(read().page, 10) || 1));
  const first = (page - 1) * ROWS_ON_A_PAGE;
  const shown = pages === 1 ? sorted : sorted.slice(first, first + ROWS_ON_A_PAGE);
  const whole = h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption },
    h('table', {},
      h('caption', {}, caption),
      h('thead', {}, h('tr', {}, columns.map((column) => head(column, sort)))),
      h('tbody', {}, shown.map((row) => h('tr', { class: rowClass(row), 'data-key': `tr-${columns[0].save?.(row)}` }, cells(columns, row)))),
      foot && h('tfoot', {}, h('tr', {}, cells(columns, foot)))));
  return pages === 1 ? whole : [whole, pager(caption, page, pages, `${count(first + 1)}\u2013${count(first + shown.length)} of ${count(sorted.length)}`)];
}

const pager = (caption, page, pages, words) => h('nav', { class: 'pager', 'aria-label': `Pages of ${caption}` },
  h('button', { type: 'button', 'data-key': 'page-before', disabled: page === 1, onclick: () => go({ page: page === 2 ? '' : String(page - 1) }) }, 'Before'),
  h('span', { role: 'status' }, words),
  h('button', { type: 'button', 'data-key': 'page-after', disabled: page === pages, onclick: () => go({ page: String(page + 1) }) }, 'After'));

function head(column, sort) {
  const now = sort === column.key ? 'ascending' : sort === `-${column.key}` ? 'descending' : undefined;
  const next = column.text ? (now === 'ascending' ? `-${column.key}` : column.key) : (now === 'descending' ? column.key : `-${column.key}`);
  const mark = now === 'ascending' ? ' ▲' : now === 'descending' ? ' ▼' : '';
  return h('th', { scope: 'col', class: column.class, 'aria-sort': now },
    column.sort
      ? h('button', { type: 'button', 'data-key': `sort-${column.key}`, onclick: () => go({ sort: next }) }, column.title,
        h('span', { 'aria-hidden': 'true' }, mark))
      : column.title);
}

const cells = (columns, row) => columns.map((column, i) => i === 0
  ? h('th', { scope: 'row', class: column.class }, column.cell(row))
  : h('td', { class: column.class }, column.cell(row)));

/** What the table shows, as rows of a file. */
export const saved = (columns, rows) => {
  const kept = columns.filter((column) => column.save);
  return [kept.map((column) => column.key), ...rows.map((row) => kept.map((column) => column.save(row)))];
};
