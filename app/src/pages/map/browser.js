// The map as a photo of itself: the browser draws the server's SVG, for it has the letters. And the map
// brought nearer by fingers, mouse and wheel, where only what is seen of it changes, and no cell.
//
// The build joins this to the loader of the program. Without it the link is to the SVG.
{
  // Twice as fine as the drawing, so that it can be printed.
  const FINENESS = 2;

  const drawn = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.status);
    const name = /filename="([^"]+)\.svg"/.exec(answer.headers.get('content-disposition'));
    const source = URL.createObjectURL(await answer.blob());
    try {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = Object.assign(document.createElement('canvas'), {
        width: image.naturalWidth * FINENESS,
        height: image.naturalHeight * FINENESS,
      });
      canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise((done) => canvas.toBlob(done, 'image/png'));
      return [blob, `${name?.[1] ?? 'ban-do'}.png`];
    } finally {
      URL.revokeObjectURL(source);
    }
  };

  const save = (blob, name) => {
    const link = Object.assign(document.createElement('a'), {
      href: URL.createObjectURL(blob),
      download: name,
    });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[data-png]');
    if (!link) return;
    event.preventDefault();
    drawn(link.href).then(
      ([blob, name]) => save(blob, name),
      // What the browser cannot draw can still be taken as it is.
      () => location.assign(link.href),
    );
  });
}
{
  // Pixels that a finger trembles, and the time between the two taps of one double tap.
  const STILL = 8;
  const TWICE_MS = 350;
  // From this many pixels of the screen to one of the drawing names are legible.
  const LEGIBLE = 0.85;

  const watched = new WeakSet();
  /** What is seen of a map, and of which whole: the window is not to go back when the map is drawn again. */
  const windows = new WeakMap();

  const theMap = () => document.querySelector('.map-zoom .hexagons');
  const numbers = (text) => text.split(' ').map(Number);
  const isWhole = (map) => map.getAttribute('viewBox') === map.dataset.whole;

  /** A place on the screen in pixels of the drawing. */
  const point = (map, { x, y }) => new DOMPoint(x, y).matrixTransform(map.getScreenCTM().inverse());

  /** How much of the map the earlier of two periods covers, in percent: this, too, is not to go back. */
  let covered = 50;

  const cover = (map) => {
    const slider = document.querySelector('.map-curtain__slider');
    const part = map.querySelector('#curtain rect');
    if (!slider || !part) return;
    slider.value = covered;
    const { left, width } = map.getBoundingClientRect();
    const { x } = point(map, { x: left + (width * covered) / 100, y: 0 });
    part.setAttribute('width', x - part.getAttribute('x'));
    map.querySelector('.hexagons__curtain').setAttribute('transform', `translate(${x})`);
  };

  const settle = (map) => {
    const near = !isWhole(map);
    map.toggleAttribute('data-near', near);
    map.toggleAttribute('data-legible', near && map.getScreenCTM().a > LEGIBLE);
    cover(map);
  };

  /** What is at `from` comes to stand at `to`, so many times nearer. */
  const move = (map, from, to, nearer) => {
    const [whole, seen] = [map.dataset.whole, map.getAttribute('viewBox')].map(numbers);
    const next = [...moved(Float64Array.of(...whole, ...seen, from.x, from.y, to.x, to.y, nearer))];
    const all = next.every((number, n) => Math.abs(number - whole[n]) < 0.01);
    map.setAttribute('viewBox', all ? map.dataset.whole : next.map((number) => number.toFixed(2)).join(' '));
    windows.set(map, { whole: map.dataset.whole, seen: map.getAttribute('viewBox') });
    settle(map);
  };

  const zoom = (map, place, nearer) => {
    const held = point(map, place);
    move(map, held, held, nearer);
  };

  const middleOf = ({ left, top, width, height }) => ({ x: left + width / 2, y: top + height / 2 });

  /** Fingers and the mouse that are on the map, where they are. */
  const watch = (map) => {
    const down = new Map();
    let way = 0;
    let lastTap = null;

    const spread = () => {
      const [one, other = one] = [...down.values()];
      return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2, apart: Math.hypot(one.x - other.x, one.y - other.y) };
    };

    const go = (event) => {
      if (!down.has(event.pointerId)) return;
      const before = spread();
      down.set(event.pointerId, event);
      const after = spread();
      way += Math.hypot(after.x - before.x, after.y - before.y) + Math.abs(after.apart - before.apart);
      // One finger scrolls the page while all of the map is there to be seen.
      if (down.size > 2 || (down.size === 1 && (isWhole(map) || way < STILL))) return;
      move(map, point(map, before), point(map, after), before.apart > 0 ? after.apart / before.apart : 1);
    };
    // Of the window: a mouse that is dragged leaves the map, and a capture would take the links their click.
    const follow = () => {
      const over = new AbortController();
      const lift = (event) => {
        down.delete(event.pointerId);
        if (down.size === 0) over.abort();
      };
      addEventListener('pointermove', go, over);
      addEventListener('pointerup', lift, over);
      addEventListener('pointercancel', lift, over);
      return over;
    };
    let following = null;
    map.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      if (event.isPrimary) {
        following?.abort();
        following = follow();
        down.clear();
        way = 0;
      }
      down.set(event.pointerId, event);
    });

    // Two fingers are the map's; what has begun as scrolling the browser does not give up.
    map.addEventListener(
      'touchmove',
      (event) => {
        if (event.cancelable && (event.touches.length > 1 || !isWhole(map))) event.preventDefault();
      },
      { passive: false },
    );
    map.addEventListener(
      'wheel',
      (event) => {
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        zoom(map, event, 2 ** (-event.deltaY / (event.deltaMode ? 6 : 200)));
      },
      { passive: false },
    );
    map.addEventListener('dragstart', (event) => event.preventDefault());
    // Ahead of the cell's own: the end of dragging is no choice, nor is the second tap of two.
    map.addEventListener(
      'click',
      (event) => {
        // By keyboard.
        if (event.detail === 0) return;
        const tap = { x: event.clientX, y: event.clientY, at: event.timeStamp };
        const isSecond =
          lastTap && tap.at - lastTap.at < TWICE_MS && Math.hypot(tap.x - lastTap.x, tap.y - lastTap.y) < 3 * STILL;
        if (way >= STILL || isSecond) {
          event.preventDefault();
          event.stopPropagation();
        }
        if (isSecond) zoom(map, tap, 2);
        lastTap = isSecond || way >= STILL ? null : tap;
      },
      { capture: true },
    );
    // Who goes from cell to cell by keyboard sees the one that they are on.
    map.addEventListener('focusin', ({ target }) => {
      if (isWhole(map) || !target.matches(':focus-visible')) return;
      const cell = middleOf(target.getBoundingClientRect());
      const frame = map.getBoundingClientRect();
      const isInside = cell.x > frame.left && cell.x < frame.right && cell.y > frame.top && cell.y < frame.bottom;
      if (!isInside) move(map, point(map, cell), point(map, middleOf(frame)), 1);
    });
  };

  globalThis.maps = {
    /** Hears what is done to the page's map; again each time it is drawn, for it may be another one. */
    listen() {
      const map = theMap();
      if (!map) return;
      const { whole, seen } = windows.get(map) ?? {};
      if (whole === map.dataset.whole) map.setAttribute('viewBox', seen);
      settle(map);
      if (watched.has(map)) return;
      watched.add(map);
      watch(map);
    },
    /** Other colours for the page's map: in each line a unit's id and its cell's class, now and earlier. */
    colour(colours) {
      const of = new Map(colours.split('\n').map((line) => line.split('\t')).map(([unit, ...own]) => [unit, own]));
      for (const link of document.querySelectorAll('.map-zoom .hexagon')) {
        const next = of.get(link.dataset.unit);
        link.querySelectorAll('.hexagon__cell').forEach((cell, n) => {
          if (next && cell.getAttribute('class') !== next[n]) cell.setAttribute('class', next[n]);
        });
      }
    },
  };

  addEventListener('input', ({ target }) => {
    if (!target.matches('.map-curtain__slider')) return;
    covered = Number(target.value);
    cover(theMap());
  });
  // The drawing need not fill its frame, and does so otherwise in another one.
  addEventListener('resize', () => {
    const map = theMap();
    if (map) cover(map);
  });

  document.addEventListener('click', ({ target }) => {
    const button = target.closest?.('[data-nearer]');
    const map = button?.closest('.map-zoom').querySelector('.hexagons');
    if (map) zoom(map, middleOf(map.getBoundingClientRect()), Number(button.dataset.nearer));
  });
}
