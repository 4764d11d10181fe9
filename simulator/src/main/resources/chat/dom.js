// Elements without markup: whatever is given as a child becomes text, so that nothing a stranger wrote is ever run.

/** An element with properties (`class`, `on…` listeners, attributes; those undefined or false are left out) and children. */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith('on')) {
      made.addEventListener(name.slice(2), value);
    } else if (value !== undefined && value !== false) {
      made.setAttribute(name, value === true ? '' : value);
    }
  }
  made.append(...children.filter((child) => child !== undefined && child !== false));
  return made;
}

/**
 * Makes the children of a parent those of the data, and builds only those anew whose data changed: an open menu and the
 * focus stay where they are.
 */
export function keep(parent, data, keyOf, build) {
  const old = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  const children = data.map((datum) => {
    const key = keyOf(datum);
    const version = JSON.stringify(datum);
    const child = old.get(key);
    if (child?.keptVersion === version) {
      return child;
    }
    const made = build(datum, child);
    made.dataset.key = key;
    made.keptVersion = version;
    return made;
  });
  if (children.length !== parent.children.length || children.some((child, i) => child !== parent.children[i])) {
    parent.replaceChildren(...children);
  }
}

export function clock(instant) {
  return new Date(instant).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
}
