// Puts text of HTML in the place of what stands there, and changes only what differs: what has the focus
// keeps it, and what is being touched stays the same element.
{
  const become = (here, next) => {
    for (const { name, value } of next.attributes) {
      if (here.getAttribute(name) !== value) here.setAttribute(name, value);
    }
    for (const { name } of [...here.attributes]) if (!next.hasAttribute(name)) here.removeAttribute(name);
    hold(here, next);
  };

  /** What is in `place` becomes what is in `next`, one after the other. */
  const hold = (place, next) => {
    const old = [...place.childNodes];
    for (const child of [...next.childNodes]) {
      const here = old.shift();
      if (!here) place.append(child);
      else if (here.nodeName !== child.nodeName) here.replaceWith(child);
      else if (here.isEqualNode(child)) continue;
      else if (here.nodeType === Node.ELEMENT_NODE) become(here, child);
      else here.data = child.data;
    }
    for (const here of old) here.remove();
  };

  globalThis.written = {
    put(place, text) {
      if (!place.firstChild) return void (place.innerHTML = text);
      const next = place.cloneNode(false);
      next.innerHTML = text;
      hold(place, next);
    },
  };
}
