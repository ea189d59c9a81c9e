// Which view is shown, and when it is drawn anew.
import { Away } from './api.js';
import { h, show } from './dom.js';
import { versions } from './format.js';
import { listen } from './live.js';
import { address, go, onChange, RANGES, read } from './state.js';
import { overview } from './overview.js';
import { now } from './now.js';
import { sites } from './sites.js';
import { hosts } from './hosts.js';

const VIEWS = { overview: ['Overview', overview], now: ['Now', now], sites: ['Sites', sites], hosts: ['Hosts', hosts] };
const REDRAW_MS = 800;
const REDRAW_HOSTS_MS = 30_000; // each look at hosts is noted down: who wants to know it now looks again
const REDRAW_PART = 4; // of the time, at most one part in so many goes into drawing what nobody asked for
const PATIENCE_MS = 1500;

const main = document.getElementById('main');
let drawing;
let drawn = Promise.resolve();
let tookMillis = 0;
let failed = false;
let names = [];
let services = [];
let mailHosts = [];
let rules = [];

function navigation(state) {
  show(document.getElementById('views'), Object.entries(VIEWS).map(([name, [title]]) => h('a', {
    href: address({ view: name, sort: '', host: '', os: '' }), 'data-go': true, 'data-key': `view-${name}`,
    'aria-current': name === state.view ? 'page' : undefined,
  }, title)));
}

function filterBar(state) {
  const custom = Boolean(state.from && state.to);
  return h('div', { class: 'filters', role: 'group', 'aria-label': 'Filters' },
    state.view !== 'now' && h('div', { class: 'group', role: 'group', 'aria-label': 'Period' }, Object.entries(RANGES).map(([name, [title]]) => h('button', {
      type: 'button', 'data-key': `range-${name}`, 'aria-pressed': String(!custom && state.range === name), onclick: () => go({ range: name, from: '', to: '' }),
    }, title))),
    custom && h('span', { class: 'group' }, `${state.from} to ${state.to}`),
    h('div', { class: 'group' }, h('label', { for: 'site' }, 'Site'),
      h('select', { id: 'site', 'data-key': 'site', onchange: (event) => go({ site: event.target.value, mailhost: '' }) },
        h('option', { value: '' }, 'All sites'), names.map((name) => h('option', { value: name, selected: name === state.site }, name)))),
    service(state), mailHost(state), countedBy(state));
}

/** What came to one service of the mail hosts alone; where there is but one, nothing is to be chosen. */
const service = (state) => (services.length > 1 || state.service) && h('div', { class: 'group' }, h('label', { for: 'service' }, 'Service'),
  h('select', { id: 'service', 'data-key': 'service', onchange: (event) => go({ service: event.target.value, mailhost: '' }) },
    h('option', { value: '' }, 'All services'), services.map((name) => h('option', { value: name, selected: name === state.service }, name))));

/** What came to one host of ours alone, whatever its service. */
const mailHost = (state) => (mailHosts.length > 1 || state.mailhost) && h('div', { class: 'group' }, h('label', { for: 'mailhost' }, 'Mail host'),
  h('select', { id: 'mailhost', 'data-key': 'mailhost', onchange: (event) => go({ mailhost: event.target.value, service: '' }) },
    h('option', { value: '' }, 'All mail hosts'), mailHosts.map((name) => h('option', { value: name, selected: name === state.mailhost }, name))));

/** Counts by other signatures or rules have tables of their own; where there are none, nothing is to be chosen. */
const countedBy = (state) => (rules.length > 1 || state.rules) && h('div', { class: 'group' }, h('label', { for: 'rules' }, 'Counted by'),
  h('select', { id: 'rules', 'data-key': 'rules', onchange: (event) => go({ rules: event.target.value }) },
    h('option', { value: '' }, 'the newest signatures'), rules.map((text) => h('option', { value: text, selected: text === state.rules }, versions(text))),
    h('option', { value: 'all', selected: state.rules === 'all' }, 'all, added up')));

/** What is asked for cuts short whatever is being drawn. */
function draw() {
  clearTimeout(due);
  due = undefined;
  drawing?.abort();
  drawn = redraw(false);
}

/** @param unasked whether it is a change of what is shown already: where there is no answer, that may stay */
async function redraw(unasked) {
  const begun = performance.now();
  const mine = drawing = new AbortController();
  const state = read();
  const view = VIEWS[state.view] ? state.view : 'overview';
  navigation({ ...state, view });
  try {
    const shown = await VIEWS[view][1]({ ...state, view }, mine.signal);
    if (mine.signal.aborted) return;
    if (shown.sites) names = [...new Set([...shown.sites, ...(state.site ? [state.site] : []), ...names])].sort();
    if (shown.services) services = [...new Set([...shown.services, ...(state.service ? [state.service] : []), ...services])].sort();
    if (shown.mailHosts) mailHosts = [...new Set([...shown.mailHosts, ...(state.mailhost ? [state.mailhost] : []), ...mailHosts])].sort();
    if (shown.rules) rules = [...new Set([...shown.rules, ...rules])].sort();
    document.title = `${shown.title} · Synoptic`;
    show(main, shown.content.flat(Infinity).filter(Boolean).map((part) => typeof part === 'function' ? part(filterBar({ ...state, view })) : part));
    main.dataset.view = view;
    failed = false;
    tookMillis = performance.now() - begun;
  } catch (failure) {
    if (mine.signal.aborted) return;
    const away = failure instanceof Away;
    if (unasked && away && !failed && main.dataset.view) return; // what is shown stays; that it is not live is said above
    failed = true;
    show(main, h('h1', {}, 'No answer'), h('p', { class: 'notice', role: 'status' },
      failure.message, away && ' This page is drawn as soon as it can.'),
      h('p', {}, h('a', { href: '/', 'data-go': true }, 'The overview without filters')));
  }
}

let due;

/** Draws anew what changed. What is on its way is never cut short for it: where answers are slow nothing would ever be seen. */
function soon() {
  if (document.hidden) {
    document.addEventListener('visibilitychange', soon, { once: true });
    return;
  }
  const pace = read().view === 'hosts' && !failed ? REDRAW_HOSTS_MS : REDRAW_MS;
  due ??= setTimeout(async () => {
    const mine = due;
    await drawn;
    if (due !== mine) return; // somebody asked for another view meanwhile
    due = undefined;
    drawn = redraw(true);
  }, Math.max(pace, REDRAW_PART * tookMillis));
}

function health(now) {
  const trouble = document.getElementById('trouble');
  if (!now.degraded && now.ready) show(trouble);
  else show(trouble, now.ready ? 'Degraded: it answers from what it has. ' : 'Still reading. ', now.why.join('; '));
}

// The first drawing waits until changes are being told, for else one that came between the two would never be seen. Where
// telling is refused or slow to begin, it does not wait.
function follow() {
  const mark = document.getElementById('live');
  let begun = false;
  let told;
  let lost;
  const begin = () => {
    if (!begun) draw();
    begun = true;
  };
  setTimeout(begin, PATIENCE_MS);
  listen((name, data) => {
    if (name === 'health') health(data);
    else if (!told || told.has(name)) soon();
    told?.add(name);
    begin();
  }, (on, why) => {
    told = begun ? undefined : new Set(); // how all stands comes first, once of each: news only where something was drawn before
    mark.className = `live ${on ? 'on' : 'off'}`;
    lost = on ? undefined : lost ?? new Date().toISOString().slice(11, 16);
    show(mark, on ? 'Live' : why?.status === 503 ? 'Not live: too many pages are open' : `Not live since ${lost}, trying again`);
    if (!on && begun && why?.status === 503) soon(); // it answers, only it does not tell
    if (!on) begin();
  });
}

function theme() {
  const button = document.getElementById('theme');
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const chosen = localStorage.getItem('synoptic-theme') ?? (dark.matches ? 'dark' : 'light');
    document.documentElement.dataset.theme = chosen;
    button.textContent = chosen === 'dark' ? 'Light' : 'Dark';
    button.setAttribute('aria-label', chosen === 'dark' ? 'Switch to light colours' : 'Switch to dark colours');
  };
  button.addEventListener('click', () => {
    localStorage.setItem('synoptic-theme', document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark');
    apply();
    draw();
  });
  dark.addEventListener('change', () => {
    apply();
    draw();
  });
  apply();
}

theme();
onChange(draw);
follow();
