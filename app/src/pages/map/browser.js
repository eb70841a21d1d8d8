// The map as a photo of itself: the browser draws the server's SVG, for it has the letters.
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
