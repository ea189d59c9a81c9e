// Numbers and moments as people read them; all moments are UTC.
const whole = new Intl.NumberFormat('en');

export const count = (n) => whole.format(n);
export const percent = (share, digits = 1) => share === undefined ? 'n/a' : `${(share * 100).toFixed(digits)}\u00a0%`;
export const part = (n, all) => all > 0 ? n / all : undefined;
export const moment = (text) => text ? text.replace('T', ' ').replace(/(:\d\d)(:00)?(\.\d+)?Z$/, '$1') : '';

/** Versions as people tell them apart; whoever needs a whole digest finds it where the pointer rests, and in the JSON. */
export const versions = (text) => text.replaceAll(/\b([0-9a-f]{12})[0-9a-f]{20,}/g, '$1\u2026');

/** All versions that there are counts by, of which an answer shows one, or all together. */
export const countedBy = (reply) => [...reply.rules.split('; '), ...reply.otherRules].filter(Boolean);

export function ago(seconds) {
  if (seconds < 90) return `${Math.max(0, Math.round(seconds))} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172800) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86400)} days`;
}

export function duration(minutes) {
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  return days ? `${days} days ${hours} h` : hours ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
}
