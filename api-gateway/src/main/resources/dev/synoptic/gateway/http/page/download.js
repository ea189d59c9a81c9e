// Tables as files.
import { h } from './dom.js';
import { ask } from './api.js';

function save(blob, name) {
  const link = h('a', { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** A field that neither breaks out of its column nor becomes a formula in a spreadsheet. */
function field(value) {
  let text = value === undefined || value === null ? '' : String(value);
  if (/^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text))) text = `'${text}`;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const csv = (rows) => rows.map((row) => row.map(field).join(',')).join('\n') + '\n';

const told = async (path, query) => (await ask(path, query)).blob();
const written = (value) => new Blob([`${JSON.stringify(value, undefined, 2)}\n`], { type: 'application/json' });

/** Where there is no answer to save, it is said beside the button. */
async function saveTold(button, saving) {
  button.parentElement.querySelector('[role=alert]')?.remove();
  try {
    await saving();
  } catch (failure) {
    button.after(h('span', { role: 'alert', class: 'lost' }, `Not saved: ${failure.message}`));
  }
}

/**
 * Buttons that save what a table shows: as CSV what is on the screen, as JSON all that the API says.
 *
 * @param path of the API, or a function that gives what to write where a table is put together of several answers
 */
export function buttons(name, rows, path, query) {
  return h('span', { class: 'end' },
    h('button', { type: 'button', 'data-key': `${name}-csv`, 'aria-label': `Save ${name} as CSV`,
      onclick: () => save(new Blob([csv(rows())], { type: 'text/csv' }), `${name}.csv`) }, 'CSV'),
    h('button', { type: 'button', 'data-key': `${name}-json`, 'aria-label': `Save ${name} as JSON`,
      onclick: (event) => saveTold(event.currentTarget, async () => save(typeof path === 'function' ? written(path()) : await told(path, query), `${name}.json`)) }, 'JSON'));
}
