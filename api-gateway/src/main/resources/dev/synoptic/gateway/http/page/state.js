// What is shown stands in the address, so that it can be sent to a colleague and survives a reload.
const OTHERWISE = { view: 'overview', range: 'all', site: '', service: '', mailhost: '', os: '', by: '', sort: '', host: '', from: '', to: '', half: '', page: '', rules: '' };
export const RANGES = { '24h': ['24 h', 24], '7d': ['7 days', 168], '30d': ['30 days', 720], all: ['All', 0] };

let listener = () => {};

export function read() {
  const query = new URLSearchParams(location.search);
  const state = { ...OTHERWISE };
  for (const name of Object.keys(OTHERWISE)) if (query.has(name)) state[name] = query.get(name);
  if (!RANGES[state.range]) state.range = 'all';
  return state;
}

/** Where another view leads to. It begins with its first page, unless it is the page that changes. */
export function address(change) {
  const state = { ...read(), page: '', ...change };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(state)) if (value && value !== OTHERWISE[name]) query.set(name, value);
  return query.size ? `/?${query}` : '/';
}

export function go(change) {
  history.pushState(null, '', address(change));
  listener();
}

export function onChange(then) {
  listener = then;
  addEventListener('popstate', then);
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-go]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    history.pushState(null, '', link.getAttribute('href'));
    then();
    document.getElementById('main').focus();
  });
}

/** The filters as the API takes them. */
export function filters(state) {
  const query = {};
  if (state.site) query.site = state.site;
  if (state.service) query.service = state.service;
  if (state.mailhost) query['mail-host'] = state.mailhost;
  if (state.rules) query.rules = state.rules;
  if (state.from && state.to) Object.assign(query, { from: state.from, to: state.to });
  else if (RANGES[state.range][1]) query.hours = RANGES[state.range][1];
  return query;
}

export const hasPeriod = (state) => Boolean((state.from && state.to) || RANGES[state.range][1]);
