// Keeps the tables current while the page is looked at. Without it the page is as readable, only older.
'use strict';
const PERIOD_MS = 5000;
async function refresh() {
  if (document.hidden) return;
  try {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('tables');
    const old = document.getElementById('tables');
    if (fresh && fresh.innerHTML !== old.innerHTML) old.replaceWith(document.adoptNode(fresh));
  } catch (away) {
    // The gateway is not there just now; the next round asks again.
  }
}
setInterval(refresh, PERIOD_MS);
