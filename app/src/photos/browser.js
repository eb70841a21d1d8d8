// What a browser does best by itself: draws a picture smaller, names its bytes, shows it.
//
// The build joins this to the loader of the program: one file less to fetch, and to keep.
{
  // Of the photos on this device, for as long as the page lives.
  const addresses = new Map();
  const id = (link) => link.pathname.split('/').pop();
  // A link is used again for another photo, so that having a picture is not enough; one to this
  // device's copy is another address.
  const empty = () =>
    [...document.querySelectorAll('a.photo[href^="/api/"]')].filter(
      (link) => link.querySelector('img')?.dataset.of !== id(link),
    );

  globalThis.photos = {
    /** The picture in a file; fails where this browser cannot read it. */
    open: (file) => createImageBitmap(file),

    /** The picture as a JPEG of that size. Drawn anew, it carries nothing but itself. */
    async draw(picture, width, height, quality) {
      const canvas = Object.assign(document.createElement('canvas'), { width, height });
      const pen = canvas.getContext('2d');
      // What lets light through would be black in a JPEG.
      pen.fillStyle = '#fff';
      pen.fillRect(0, 0, width, height);
      pen.drawImage(picture, 0, 0, width, height);
      const blob = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', quality));
      return new Uint8Array(await blob.arrayBuffer());
    },

    /** The SHA-256 of the bytes, 64 digits. */
    async hash(bytes) {
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
    },

    /** Which photos are linked and not shown. */
    unshown: () => [...new Set(empty().map(id))],

    /** Shows a photo in its links: from its bytes, or where there are none from the server. */
    show(photo, bytes) {
      if (bytes && !addresses.has(photo)) {
        addresses.set(photo, URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' })));
      }
      const here = addresses.get(photo);
      for (const link of empty().filter((link) => id(link) === photo)) {
        const image = new Image();
        image.loading = 'lazy';
        image.alt = '';
        image.dataset.of = photo;
        image.src = here ?? link.href;
        // The link's words are seen again, and it is tried again when the page is next drawn.
        image.onerror = () => image.remove();
        link.querySelector('img')?.remove();
        link.append(image);
        link.href = image.src;
        // What is being typed beside it stays.
        link.target = '_blank';
      }
    },
  };
}
