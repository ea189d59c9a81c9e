// Changes as they come (server-sent events). Read by fetch, because an EventSource cannot carry a token.
import { ask } from './api.js';

const RETRY_MS = 3000;
const RETRY_MAX_MS = 60_000;
const SILENT_MS = 30_000; // the gateway says something every ten seconds

export async function listen(onEvent, onState) {
  let wait = RETRY_MS;
  for (;;) {
    let why;
    try {
      await follow(onEvent, () => {
        wait = RETRY_MS;
        onState(true);
      });
    } catch (lost) {
      why = lost;
    }
    onState(false, why);
    await pause(wait * (0.75 + Math.random() / 2)); // pages that lost the same gateway do not come back as one
    wait = Math.min(2 * wait, RETRY_MAX_MS);
  }
}

/** Until the stream ends, or has been silent for too long: a connection may be gone without anybody saying so. */
async function follow(onEvent, onOpen) {
  const silence = new AbortController();
  let timer;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), SILENT_MS);
  };
  try {
    heard();
    const answer = await ask('/api/v1/events', {}, silence.signal);
    onOpen();
    await read(answer.body.getReader(), onEvent, heard);
  } finally {
    clearTimeout(timer);
  }
}

/** Whoever looks at the page again, or is on the net again, does not wait for it. */
function pause(millis) {
  return new Promise((done) => {
    const signs = [[window, 'online'], [document, 'visibilitychange']];
    const on = () => {
      if (document.hidden) return;
      clearTimeout(timer);
      signs.forEach(([where, name]) => where.removeEventListener(name, on));
      done();
    };
    const timer = setTimeout(() => {
      signs.forEach(([where, name]) => where.removeEventListener(name, on));
      done();
    }, millis);
    signs.forEach(([where, name]) => where.addEventListener(name, on));
  });
}

async function read(reader, onEvent, heard) {
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    heard();
    text += decoder.decode(value, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop();
    for (const block of blocks) {
      const fields = Object.fromEntries(block.split('\n').map((line) => {
        const colon = line.indexOf(': ');
        return [line.slice(0, colon), line.slice(colon + 2)];
      }));
      if (fields.event) onEvent(fields.event, JSON.parse(fields.data));
    }
  }
}
