// Changes as they come (server-sent events). Read by fetch, because an EventSource cannot carry a token.
import { ask } from './api.js';

const RETRY_MS = 3000;

export async function listen(onEvent, onState) {
  for (;;) {
    try {
      const answer = await ask('/api/v1/events');
      onState(true);
      await read(answer.body.getReader(), onEvent);
    } catch (away) {
      onState(false, away);
    }
    onState(false);
    await new Promise((done) => setTimeout(done, RETRY_MS));
  }
}

async function read(reader, onEvent) {
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
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
