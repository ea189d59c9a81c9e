// Elements from names, attributes and children. Text stays text: nothing here turns outside words into markup.
const SVG = 'http://www.w3.org/2000/svg';

/** What may be listened to: properties, so that an element that stays can be given the listeners of a new drawing. */
const LISTENERS = ['onclick', 'onchange', 'onsubmit'];

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (LISTENERS.includes(name)) element[name] = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  for (const child of children.flat(Infinity)) {
    if (child !== undefined && child !== null && child !== false) element.append(child);
  }
  return element;
}

export const h = (name, attributes = {}, ...children) => fill(document.createElement(name), attributes, children);
export const svg = (name, attributes = {}, ...children) => fill(document.createElementNS(SVG, name), attributes, children);

/**
 * Makes the children of an element be these. What is there already and means the same stays the very element, and only
 * what differs in it changes: so a drawing that nobody asked for takes no focus, no selected text, no open list, no half
 * typed word and no place in a scrolled table away, and is not read out anew.
 */
export function show(element, ...children) {
  const focused = element.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  settle(element, children.flat(Infinity).filter(Boolean).map((child) => child instanceof Node ? child : document.createTextNode(child)));
  if (focused && !element.contains(document.activeElement)) element.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  if (document.activeElement.disabled) document.activeElement.parentElement.querySelector('button:not(:disabled)')?.focus();
}

/** What an element is, whatever it holds; of the same kind are those that one drawing and the next mean alike. */
const kind = (node) => node instanceof Element ? `${node.nodeName} ${node.id || node.dataset.key || ''}` : node.nodeName;

function settle(parent, wanted) {
  let place = parent.firstChild;
  for (const fresh of wanted) {
    const stays = alike(place, fresh);
    if (!stays) parent.insertBefore(fresh, place);
    else {
      while (place !== stays && !isWanted(place, wanted)) place = without(place);
      if (place === stays) place = place.nextSibling;
      else parent.insertBefore(stays, place);
      become(stays, fresh);
    }
  }
  while (place) place = without(place);
}

function without(node) {
  const next = node.nextSibling;
  node.remove();
  return next;
}

const isWanted = (node, wanted) => wanted.some((fresh) => kind(fresh) === kind(node));

/** The next one that may become `fresh`: a picture is drawn anew, for whatever paints it keeps hold of it. */
function alike(from, fresh) {
  if (fresh.nodeName === 'CANVAS') return undefined;
  for (let node = from; node; node = node.nextSibling) if (kind(node) === kind(fresh)) return node;
  return undefined;
}

function become(stays, fresh) {
  if (!(stays instanceof Element)) {
    if (stays.data !== fresh.data) stays.data = fresh.data;
    return;
  }
  const untouched = stays.getAttribute('value') === fresh.getAttribute('value');
  for (const { name } of [...stays.attributes]) if (!fresh.hasAttribute(name) && !isTheirs(stays, name)) stays.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (stays.getAttribute(name) !== value) stays.setAttribute(name, value);
  for (const name of LISTENERS) stays[name] = fresh[name];
  const value = fresh.value;
  settle(stays, [...fresh.childNodes]);
  if (stays.nodeName === 'SELECT' ? stays.value !== value : stays.nodeName === 'INPUT' && !untouched) stays.value = value;
}

/** Whether whoever looks at the page sets it: what was opened stays open. */
const isTheirs = (element, name) => element.nodeName === 'DETAILS' && name === 'open';
