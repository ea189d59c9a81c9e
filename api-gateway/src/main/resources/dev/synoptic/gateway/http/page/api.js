// Questions to the gateway. Where it asks for a token, so does this page, and keeps it for this tab alone.
import { h } from './dom.js';

const KEY = 'synoptic-token';

const headers = () => {
  const token = sessionStorage.getItem(KEY);
  return token ? { Authorization: `Bearer ${token}` } : {};
};

export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail || `status ${status}`);
    this.status = status;
  }
}

/** Nobody answers there. */
export class Away extends Error {
  constructor() {
    super('The gateway cannot be reached.');
  }
}

async function fetched(path, query, signal) {
  try {
    return await fetch(url(path, query), { headers: headers(), signal });
  } catch (failure) {
    throw signal?.aborted ? failure : new Away();
  }
}

export function url(path, query = {}) {
  const parameters = new URLSearchParams(query);
  return parameters.size ? `${path}?${parameters}` : path;
}

export async function ask(path, query = {}, signal = undefined) {
  const answer = await fetched(path, query, signal);
  if (answer.status === 401) {
    await token();
    return ask(path, query, signal);
  }
  if (!answer.ok) throw new Refused(answer.status, await answer.json().catch(() => ({})));
  return answer;
}

export const json = async (path, query, signal) => (await ask(path, query, signal)).json();

let asking;

/** Asks whoever looks at the page for a token. */
function token() {
  asking ??= new Promise((done) => {
    const input = h('input', { type: 'password', id: 'token', autocomplete: 'off', required: true });
    const dialog = h('dialog', { 'aria-labelledby': 'token-title' },
      h('form', { method: 'dialog' },
        h('h2', { id: 'token-title' }, sessionStorage.getItem(KEY) ? 'That token is not known here' : 'A token is needed'),
        h('label', { for: 'token' }, 'Token with the role read; with pii for pages about hosts'),
        input, h('button', {}, 'Go on')));
    dialog.addEventListener('close', () => {
      sessionStorage.setItem(KEY, input.value.trim());
      dialog.remove();
      asking = undefined;
      done();
    });
    document.body.append(dialog);
    dialog.showModal();
  });
  return asking;
}
